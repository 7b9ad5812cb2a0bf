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
//	data, err := harness.NewDataset("rows", rows)                         // [][]float64
//	work := harness.PerRow("score", []string{"score"}, score)             // func(dst, row []float64)
//	job, err := harness.NewJob(ctx, data, work, 8)                        // cut for up to 8 workers
//	trial := harness.Trial{Engine: &harness.Pool{}, Job: job, Workers: []int{1, 2, 4, 8}}
//	file, err := results.Measure(ctx, harness.Sweep{Warmup: 1}, results.Stop{}, trial)
//	analysis, err := results.Analyze(file, results.Options{})
//	fmt.Println(analysis.Verdict)                                         // S, its interval, the ceiling, the largest cause
//
// [Pool].Run alone computes the results, without any sweep. Package scaletest does
// all of this inside a benchmark of package testing, and for any parallel function.
package harness
