// Package doctor judges a machine by its probe: whether S can be measured on it, and what
// the machine itself adds to S.
//
// It stands between the measurements of a machine and the advice:
//
//	machine.Description, results.Probe → Diagnose → Diagnosis{Verdict, []Finding}
//	results.Header                     → Before   → the findings that a sweep will see
//
// It measures nothing, which is for harness/probe, and knows nothing of runs; its
// thresholds are those that the analysis applies to runs too. The analysis, the verb doctor
// and the report import it.
package doctor
