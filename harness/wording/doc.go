// Package wording writes parts of sentences for people: counts with their nouns, lists, quoted
// text, and commands that can be typed into a shell.
//
//	3, "run" → "3 runs"      a, b, c → "a, b and c"      it's → 'it'\''s'
//
// It holds no whole sentence, and formats no number that is not a count: package number does
// that. It imports nothing of this program, so that every package but fit may import it. All
// functions are pure.
package wording
