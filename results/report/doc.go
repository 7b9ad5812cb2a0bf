// Package report draws an analysis: for a terminal, as Markdown, and in the
// formats that other programs read. It works from a [analysis.Report] alone,
// measures nothing and fits nothing.
//
// The line through the package:
//
//	analysis.Report → Format.Write → text, drawn by package draw
//
// Everything here is pure: the same analysis and style give the same bytes,
// whatever the locale or the terminal. Text is UTF-8; [draw.ASCII] turns it, cell by cell,
// into text that a terminal without UTF-8 can show.
package report
