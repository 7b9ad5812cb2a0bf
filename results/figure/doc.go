// Package figure draws what a report says as figures for a paper: one column wide, in the units of print,
// with colours and signs that are told apart without colour, in SVG, PDF or PNG.
//
//	SpeedUp, Causes, Timeline, Article, or Of a chart → a Figure → Write in a Format
//
// A figure shows what an analysis has and computes nothing of it: speed-ups, intervals, the law and its band, and
// the causes of e(N) come from package analysis, the pieces of a
// timeline from package lanes, the texts of numbers from package number. Distances are points of
// 1/72 inch; a figure is 85 mm wide, the column of most journals, unless told otherwise. The same analysis
// gives the same bytes.
//
// The axes and the three forms of output are gonum/plot's. What is added here: axes that double, labels at the
// ends of curves that do not overlap, bars below zero, and hatches, which tell the machine's parts from the
// program's in grey.
package figure
