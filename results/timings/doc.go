// Package timings reads the timings that people already have: tables, the output of
// benchmark tools, result files of harness. A format is known by its content.
//
// The line through the package:
//
//	bytes → Format (the table in formats.go) → []Series → fit.Reading
//
// Every reader ends in the same place: loads N and seconds. A throughput x is a time
// per piece of work, 1/x; a speed-up s is a time of 1/s, so that T(1) is 1 by definition
// and no reading at N = 1 is made up. What the source gave is kept beside the readings,
// so that a report can speak of it.
//
// What the tools mean by a time is taken as they say it: ns/op of `go test -bench` and
// real_time of Google Benchmark are the wall time of a run divided by its operations,
// all workers together. They fall with N where b.N is shared out (b.RunParallel,
// ->Threads) and where one operation uses all workers; a benchmark that does neither is
// flat, and its serial fraction is 1.
//
// Nothing is guessed where a person could not tell: an error lists what was found and
// says which option settles it. All functions are safe for concurrent use.
package timings
