// Package spec holds what a workload says of itself before it has met its data: its
// name, its settings, and the function that makes it of rows and settings.
//
// A setting is a flag of the command line. [Param] declares it, [Args] has what was
// typed, [Settings] reads that with one error for the first thing wrong, which names
// the setting and says what to type. The package knows no workload, no command line
// and no data: a workload declares its [Workload] in a room of its own, the table of
// package workloads lists them, and cmd makes flags of the table:
//
//	spec ← the rooms of the workloads ← workloads ← cmd
package spec
