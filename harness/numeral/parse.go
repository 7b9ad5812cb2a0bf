package numeral

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// Parse reads a whole field: the number that it writes, or NaN where it stands for a
// missing value. An error is an [*Error].
func Parse(field []byte) (float64, error) {
	field = bytes.Trim(field, " \t")
	if v, n, ok := Scan(field); ok && n == len(field) {
		return v, nil
	}
	if Missing(field) {
		return math.NaN(), nil
	}
	if !wellFormed(field) {
		return 0, &Error{Field: string(field), Fault: faultOf(field)}
	}
	v, err := strconv.ParseFloat(string(field), 64)
	if err != nil { // the form is right, so the size is wrong
		return 0, &Error{Field: string(field), Fault: TooLarge}
	}
	return v, nil
}

// Missing reports whether a field stands for a missing value, in upper or lower case: it is
// empty, or one of the words that pandas, R, Excel, SQL and Windows write.
func Missing(field []byte) bool {
	field = bytes.Trim(field, " \t")
	switch len(field) {
	case 0:
		return true
	case 2, 3, 4, 6, 7, 8, 9:
		switch strings.ToLower(string(field)) {
		case "na", "n/a", "nan", "-nan", "+nan", "null", "none", "<na>", "#n/a", "#na", "#n/a n/a",
			"1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan":
			return true
		}
	}
	return false
}

// MissingText reports whether a text, such as the group of a sample, stands for a missing
// value: as [Missing] has it, except for none, which may be a treatment.
func MissingText(text string) bool {
	return Missing([]byte(text)) && !strings.EqualFold(strings.Trim(text, " \t"), "none")
}

// wellFormed reports whether a field is a number of the grammar.
func wellFormed(field []byte) bool {
	field = afterSign(field)
	if word := strings.ToLower(string(field)); word == "inf" || word == "infinity" {
		return true
	}
	whole, rest := cutDigits(field)
	var part []byte
	if len(rest) > 0 && rest[0] == '.' {
		part, rest = cutDigits(rest[1:])
	}
	if len(whole)+len(part) == 0 {
		return false
	}
	if len(rest) == 0 {
		return true
	}
	if rest[0] != 'e' && rest[0] != 'E' {
		return false
	}
	exponent, rest := cutDigits(afterSign(rest[1:]))
	return len(exponent) > 0 && len(rest) == 0
}

func afterSign(text []byte) []byte {
	if len(text) > 0 && (text[0] == '+' || text[0] == '-') {
		return text[1:]
	}
	return text
}

func cutDigits(text []byte) (digits, rest []byte) {
	rest = bytes.TrimLeft(text, "0123456789")
	return text[:len(text)-len(rest)], rest
}
