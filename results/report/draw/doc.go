// Package draw draws with text: pages, tables, bars and speed-up plots for a terminal of
// some width, and tables for Markdown.
//
// The line through the package:
//
//	cells → Table   ┐
//	numbers → Plot  ┼→ lines → Page → text
//	items → labels  ┘
//
// It knows nothing of sweeps and analyses: package report decides what stands in a table
// and which numbers a plot has, and cmd turns its pages into ASCII; nobody else imports it.
// It measures, fits and prints nothing. Everything is pure: the same numbers and width give
// the same bytes, whatever the locale or the terminal. An [Ink] adds nothing to the meaning
// of the text, and [ASCII] turns a page, cell by cell, into one that a terminal without
// UTF-8 can show.
package draw
