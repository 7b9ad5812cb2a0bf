package webpage

import (
	"maps"
	"slices"
	"strings"

	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// typeset writes a number as print has it: a minus sign, a sign of multiplication. It is for numbers
// alone; a sentence may hold a command.
func typeset(text string) string {
	text = strings.ReplaceAll(text, "-", "−")
	return times.Replace(text)
}

// times turns the x behind a speed-up into a sign of multiplication.
var times = strings.NewReplacer("x (", "× (", "x)", "×)", "x–", "×–")

// aNumber is a word of a sentence that is a number, a speed-up or an interval of either, and nothing else.
var aNumber = pattern.Of(`^-?[0-9][0-9.,]*x?(–-?[0-9][0-9.,]*x?)?$`)

// sentence writes the numbers of a sentence with the signs of typeset, so that a page has one sign for each. Names and
// commands keep their letters.
func sentence(text string) string {
	return aWord.ReplaceAllStringFunc(text, func(word string) string {
		if !aNumber.MatchString(word) {
			return word
		}
		return signs.Replace(word)
	})
}

// aWord is what stands between spaces, without the brackets and stops around it.
var aWord = pattern.Of(`[^\s\p{Z}();:]*[^\s\p{Z}();:,.]`)

var signs = strings.NewReplacer("-", "−", "x", "×")

// together writes a number and its unit so that no line ends between the two.
func together(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

// factor writes a speed-up: "7.93×".
func factor(x float64) string { return strings.TrimSuffix(typeset(number.Factor(x)), "x") + "×" }

// signed writes a number with its sign and two digits.
func signed(x float64) string {
	text := typeset(number.Significant(x, 2))
	if x > 0 {
		return "+" + text
	}
	return text
}

// signedStep writes a number of one digit with its sign.
func signedStep(x float64) string {
	text := typeset(number.Significant(x, 1))
	if x > 0 {
		return "+" + text
	}
	return text
}

// count writes how many there are of something.
func count(n int, noun string) string { return wording.Count(n, noun) }

// shown writes text that came from a file: what steers a terminal or hides is written out. A template
// escapes the rest.
func shown(text string) string { return wording.Shown(text) }

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
