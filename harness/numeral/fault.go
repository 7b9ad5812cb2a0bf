package numeral

import (
	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
)

// An Error is a field that is no number and no missing value.
type Error struct {
	Field string // without the blanks around it
	Fault Fault
}

// A Fault is what keeps a field from being a number.
type Fault int

// The faults.
const (
	NoNumber    Fault = iota // it is a word or a sign
	TooLarge                 // it is beyond the range of float64
	HasComma                 // it would be a number with a decimal point for its comma, or without its commas
	Separated                // something stands between its digits
	OtherSign                // its minus is a dash of typography
	OtherBase                // it is written in base 2, 8 or 16
	OtherMark                // its exponent is marked by another letter than e
	OtherDigits              // its digits are not 0 to 9
	Logical                  // it is true or false
)

// faultForms has a form for each fault that shows in the field alone.
var faultForms = []struct {
	form  *pattern.Pattern
	fault Fault
}{
	{pattern.Of(`^[+-]?([0-9.]+,[0-9.,]*|,[0-9]+)([eE][+-]?[0-9]+)?$`), HasComma},
	{pattern.Of(`^[+-]?0[xXbBoO][0-9a-fA-F_.]+([pP][+-]?[0-9]+)?$`), OtherBase},
	{pattern.Of(`^[+-]?[0-9]+([_' \x{a0}\x{2009}\x{202f}’][0-9]+)+([.,][0-9]*)?$`), Separated},
	{pattern.Of(`^[\x{2010}-\x{2015}\x{2212}\x{fe63}\x{ff0d}][0-9.,]+`), OtherSign},
	{pattern.Of(`^[+-]?[0-9.]+[dDqQ][+-]?[0-9]+$`), OtherMark},
	{pattern.Of(`(?i)^(true|false)$`), Logical},
	{pattern.Of(`^[+-]?\p{Nd}+([.,٫]\p{Nd}*)?$`), OtherDigits},
}

// faultOf returns the fault of a field that is not of the grammar.
func faultOf(field []byte) Fault {
	for _, f := range faultForms {
		if f.form.Match(field) {
			return f.fault
		}
	}
	return NoNumber
}

// cures has what to do about each fault.
var cures = [...]string{
	NoNumber:    "is not a number (a missing value is empty, NA, N/A, NaN or null)",
	TooLarge:    "is beyond the range of float64",
	HasComma:    "has a comma: write decimals with a point, and digits without separators",
	Separated:   "has a separator between its digits: write them without",
	OtherSign:   "has a dash for its minus sign: write -",
	OtherBase:   "is not written in base 10: write it in the digits 0 to 9",
	OtherMark:   "has a letter of Fortran for its exponent: write e",
	OtherDigits: "has other digits than 0 to 9: write it in these",
	Logical:     "is a logical value: write 1 for true and 0 for false",
}

// Error quotes the field, shortened, and what to write instead.
func (e *Error) Error() string { return wording.Quote(e.Field, 40) + " " + cures[e.Fault] }
