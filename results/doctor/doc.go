// Package doctor judges a machine by its probe: whether S can be measured on it, and what
// of it will be seen in S.
//
// It stands between what was measured of a machine itself and the advice:
//
//	machine.Description, results.Probe → Diagnose → Diagnosis{Verdict, []Finding}
//	results.Header                     → Before   → the findings that a sweep will see
//
// It measures nothing, which is for harness/probe, and knows nothing of runs, but that the
// thresholds that it holds a machine to are those of the analysis too. The analysis, the
// verb doctor and the report import it.
package doctor
