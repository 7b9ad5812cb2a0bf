// Package harness times embarrassingly parallel work: it cuts a [Dataset] into
// chunks, hands them to an [Engine] with N workers, and accounts for every
// nanosecond of every worker. It knows nothing of fits; what it measures is
// written to a result file and analysed from there.
//
// The line through the package:
//
//	Dataset + Workload → Job (chunks) → Sweep over Engines → Run
package harness
