// Package scaletest lets a benchmark of package testing measure how far work
// scales: the serial fraction S of Amdahl's law with its interval, the ceiling that
// it sets, and the time at every number of workers.
//
//	func BenchmarkScore(b *testing.B) {
//		scaletest.Run(b, func(workers int) { score(rows, workers) })
//	}
//
// prints one line for the sweep and one for each N, for go test, benchstat and
// harness fit alike:
//
//	BenchmarkScore/sweep-8        14   61.3 max-speedup   0.0163 serial-frac   0.0172 serial-frac-hi   0.0155 serial-frac-lo
//	BenchmarkScore/workers=1-8    14   40123456 ns/op   1.000 speedup
//	BenchmarkScore/workers=2-8    14   20612345 ns/op   1.947 speedup
//
// The sweep runs every N once in each of its iterations, in a random order, so that
// drift of the machine falls on all N alike. An iteration is therefore a block of
// the sweep: -benchtime 20x makes 20 of them. The lines of the N show the times of the runs
// of the sweep, and nothing is timed again. Only if -bench leaves the sweep out are the N
// timed one after the other, as any benchmark is. -count 10 makes ten sweeps, for benchstat
// to compare.
//
// A [Sweep] on the pool also has program-serial-frac, with -lo and -hi: the program's own S,
// which load on the machine hardly changes, and so what benchstat best compares.
//
// max-speedup is by the fitted law. Two N lie on every law, so a sweep over two has the metric
// law-assumed-beyond, the N beyond which max-speedup holds only if Amdahl's law does.
//
// What the runs cannot determine has no metric. The log has the verdict and the warnings,
// each with what settles it: a flag of go test, or what to change in the benchmark.
//
// The line through the package:
//
//	function(N), or Job on the pool → blocks of runs → analysis.Of → metrics of testing.B
//
// It keeps no result file, takes no lock of the machine and judges nothing: benchstat or
// harness fit judge the metrics. It is for tests and benchmarks; no package of this module
// imports it.
package scaletest
