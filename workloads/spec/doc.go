// Package spec describes a workload before it has its data: its name, its settings, and the
// function that makes it from rows and settings.
//
// A setting is a flag of the command line. [Param] declares it, [Args] holds what was typed,
// and [Settings] reads that. The first wrong value is an error that names the setting and
// explains what to type. The package knows no workload, no command line and no data: a workload
// declares its [Workload] in a package of its own, the table of package workloads lists them,
// and cmd turns the table into flags:
//
//	spec ← the rooms of the workloads ← workloads ← cmd
package spec
