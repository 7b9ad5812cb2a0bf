// Package harness times embarrassingly parallel work: it cuts a [Dataset] into
// chunks, hands them to an [Engine] with N workers, and accounts for every
// nanosecond of every worker. It knows nothing of fits; what it measures is
// written to a result file, or kept in memory as one, and analysed from there.
//
// The line through the package:
//
//	Dataset + Workload → Job (chunks) → Sweep over Engines → Run
//
// and with it the whole way from a function to its serial fraction:
//
//	data, err := harness.NewDataset("rows", rows)                                // [][]float64
//	work := harness.PerRow("score", []string{"score"}, score)                    // func(dst, row []float64)
//	trial, err := harness.NewTrial(ctx, &harness.Pool{}, data, work, 1, 2, 4, 8) // cut, and answered once by a plain loop
//	file, err := record.Measure(ctx, harness.Sweep{Warmup: 1}, record.Stop{}, trial)
//	found, err := analysis.Of(file, analysis.Options{})
//	fmt.Println(found.Verdict)                                                // S, its interval, the ceiling, the largest cause
//
// [NewJob] and [Pool].Run alone compute the results, without any sweep. Package
// scaletest does all of this inside a benchmark of package testing, and for any
// parallel function.
package harness
