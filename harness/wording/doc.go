// Package wording writes what a sentence for people is made of beside numbers: counts with
// their nouns, lists, and commands that a shell takes.
//
//	3, "run" → "3 runs"      a, b, c → "a, b and c"      it's → 'it'\''s'
//
// It holds no sentence and no number with digits: package number, which knows intervals,
// writes those. It imports nothing of this program, so that every package but fit may
// import it. All functions are pure.
package wording
