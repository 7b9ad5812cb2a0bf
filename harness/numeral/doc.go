// Package numeral reads numbers that are written as text, and writes them. Every text format goes by
// it: tables of rows, labels and phenotypes, the answers of programs, and tables of timings. So
// a field means the same number, a missing value, or nothing, wherever it is read.
//
//	number   = [sign] (digits ["." [digits]] | "." digits) [("e" | "E") [sign] digits]
//	         | [sign] ("inf" | "infinity")
//	sign     = "+" | "-"
//	digits   = one or more of "0" to "9"
//
// The words stand in upper or lower case, and spaces and tabs around a field do not count.
// The value is the float64 nearest to the digits, ties to even; a number too small for that
// is 0, one too large is refused. A missing value is empty or one of a few words, see
// [Missing]. Everything else is refused: a reader that takes 1_2 for 12, 1,204 for 1.204 or
// 0x10 for 16 is wrong where another program is right, and nothing shows it.
//
//	field → Scan (the digits that most fields are) → Parse (all others) → float64, or Error
//	float64 → Append → the fewest digits that read back to it
//
// docs/numbers.md is the same for users, with what pandas and R make of each token.
package numeral
