// Package gate judges sweeps by conditions, for a build that is to fail when a program
// scales worse than it should: "S<0.05" for one sweep, "speedup@8<-5%" for the change
// from an old sweep to a new one.
//
// A condition is judged by the whole interval of its quantity and never by the
// estimate: it is proved where the interval lies on its good side, disproved where it
// lies on the other, and otherwise the outcome is "cannot tell". When k conditions are
// judged together, each has an interval of the level 1 − 0.05/k (Bonferroni). Then all
// intervals contain their true values with a probability of 95 %, and a condition alone
// is wrongly proved or disproved with a probability of at most 2.5 %.
//
// All functions are safe for concurrent use; they keep none of their arguments.
package gate
