// Package golden holds what is kept in the repository to what the tests make: a golden
// file, or a table in a page of docs. With -update a test writes what it made instead,
// and without it says which command does that. It reads and writes the files that it is
// given by name, and judges nothing. Only tests import it:
//
//	a test → golden → testdata, docs
//
// A test that has a table in a page names the place by two lines of the page,
//
//	<!-- codes -->
//	…
//	<!-- end of codes -->
//
// and holds what is between them with [Region].
package golden
