// Package chart says what the figure of an analysis holds: two axes with their ticks, areas, lines, and the
// marks of what was measured.
//
//	an analysis → Fit, Plan, Forecast, Sizes, Weak, Compare, Map, Article → a Chart
//	a Chart → package figure → SVG, PDF or PNG for a paper
//	        → package webpage → SVG in a page
//
// So the figure of a paper and that of a page show the same, and neither decides what. A chart takes its
// numbers from the analysis that the report of a terminal takes them from, and fits nothing. It has no
// colours and no lengths of paper: it says which series a line belongs to and what kind of line it is.
//
// Everything here is pure, and what a chart holds is finite: what has no place on its axes is left out.
package chart
