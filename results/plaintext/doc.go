// Package plaintext writes JSON and CSV for other programs, of values that have text from other
// people in them: names of files, machines, series and commands.
//
// A terminal, an editor and a spreadsheet that show such a file obey none of that text. In JSON
// each character that steers a terminal is escaped, which leaves the value as it is. A cell of CSV
// has no escape: there the characters are left out, and [CSV.Safe] makes a cell that a
// spreadsheet would take for a formula a text.
package plaintext
