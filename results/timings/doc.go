// Package timings reads the timings that people already have: tables, the output of
// benchmark tools, result files of harness. A format is known by its content.
//
// The line through the package:
//
//	bytes → Format (the table in formats.go) → []Series → fit.Reading
//
// Every reader returns loads N and seconds. A throughput x becomes a time per piece of
// work, 1/x; a speed-up s becomes a time of 1/s, so that T(1) is 1 by definition and no
// reading at N = 1 is made up. The quantity and the unit of the source are kept beside the
// readings, for a report.
//
// A time means what the tool means by it: ns/op of `go test -bench` and real_time of
// Google Benchmark are the wall time of a run divided by its operations, all workers
// together. They fall with N where b.N is divided among the workers (b.RunParallel,
// ->Threads) and where one operation uses all workers. A benchmark that does neither is
// flat, and its serial fraction is 1.
//
// A reader never guesses what a person could not decide either: the error lists what was
// found and names the option that decides. All functions are safe for concurrent use.
package timings
