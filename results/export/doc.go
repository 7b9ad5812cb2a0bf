// Package export writes result files in the forms that other programs read: data
// frames, benchstat, Bencher, Prometheus and Perfetto. What each form leaves out is
// said in docs/export.md. It prints nothing and keeps nothing; all its functions may be
// called from several goroutines.
package export
