// Package golden compares what tests make with what the repository keeps: a golden file, or a
// table in a page of docs. Where they differ the test fails and prints the command that
// updates the file. With -update the test writes the file instead. The package reads and
// writes only the files that it is given by name. Only tests import it:
//
//	a test → golden → testdata, docs
//
// A test that makes a table of a page marks the place by two lines of the page,
//
//	<!-- codes -->
//	…
//	<!-- end of codes -->
//
// and compares what is between them by [Region].
package golden
