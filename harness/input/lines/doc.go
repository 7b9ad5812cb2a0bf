// Package lines cuts text into lines and fields, and says what kind of text was found.
//
// It reads no file and knows no format: what it is given lies in memory, and what it
// returns is mostly a view of it. Its messages name no file and no line either, which
// the reader knows:
//
//	text → Cut → Check → Split or CutField → a reader of harness/input
//
// The readers, what is made, and harness/input import it.
package lines
