// Package reproduce holds what an article says of the serial fraction against sweeps on this machine.
//
// The article is by a data scientist who fitted Amdahl's law to hypothesis tests on a cluster and found
// an S between 0.01 and 0.05 where paper says 0 (docs/article.md). Each of its statements that can be
// tested is a [Claim]: what is measured, the region that the article gives it, and an outcome.
//
//	result files by name → Of → Study: claims, the sweeps that they are of, the map of S
//
// A claim is judged by its whole interval: it holds where the interval is within the region, it does
// not where the two have nothing in common, and all else is "cannot tell". Load on the machine must
// not decide: a claim holds on a busy machine only where it also does without the waits for a CPU, and
// never fails there.
//
// The package reads no file, runs nothing and prints nothing. Which sweeps are made, and with which
// flags, is decided in cmd; what they were made with is read from their headers.
package reproduce
