// Package webpage draws sweeps as a page for a browser: one file that holds everything, asks for
// nothing from anywhere, and is readable without its script and without its style.
//
// The line through the package:
//
//	analysis.Report, results.File → charts and tables → template → HTML
//
// Every chart is SVG that is written here, and every number is a string that is written here: the
// script chooses among what is on the page, and formats nothing. Colours are of package palette, and so that
// a mark is a few bytes, marks that look alike stand in a group that has them (ink.go). The same files give the same bytes.
//
// The package measures nothing and fits nothing: it draws an [analysis.Report] and the runs that it
// is of. All its functions may be called from several goroutines.
package webpage
