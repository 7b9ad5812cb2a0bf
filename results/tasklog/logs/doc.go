// Package logs reads the logs of tasks that people already have. A format is known by its
// content.
//
//	bytes → content.Stream → Format (the table in formats.go) → tasklog.Run
//
// Each reader has a file of its own. It streams: what it keeps is the tasks, not the text. It
// guesses nothing that a person could not decide either: the error names what was found and which
// setting decides. A log that is cut anywhere gives what is whole of it, with a remark. Readers
// keep nothing and may run at the same time.
//
// While it is read a task takes 180 bytes from an event log of Spark, 220 from a trace and 260 from a task
// stream of Dask, with its name: ten million of them 1.8 to 2.6 GB.
package logs
