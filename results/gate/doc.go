// Package gate holds sweeps to conditions, for a build that is to fail when a
// program scales worse than it should: "S<0.05" of one sweep, "speedup@8<-5%" of the
// change from an old sweep to a new one.
//
// A condition is judged by the whole interval of its quantity and never by the
// estimate: it is proved where the interval lies on its good side, disproved where it
// lies on the other, and otherwise the runs cannot tell. Of k conditions that are
// judged together each has an interval of the level 1 − 0.05/k (Bonferroni), so that
// with a probability of 95 % all of them hold their true values, and one condition
// alone is wrongly proved or disproved in at most 2.5 %.
//
// All functions may be called from several goroutines; they keep nothing that they
// are given.
package gate
