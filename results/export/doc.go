// Package export writes result files in the forms that other programs read: data
// frames, benchstat, Bencher, Prometheus and Perfetto. docs/export.md lists what each form
// leaves out. The package prints nothing and keeps nothing; all its functions may be called
// from several goroutines.
package export
