// Package lines cuts text into lines and fields, and checks that it is text.
//
// It reads no file and knows no format: its input lies in memory, and what it returns is
// mostly a view of it. Its errors name neither file nor line, because the reader adds
// them:
//
//	text → Cut → Check → Split or CutField → a reader of harness/input
//
// The readers, what is made, and harness/input import it.
package lines
