// Package command is the workload of that name: a program of the user's that is timed as a
// whole. It declares the settings and passes them to the engine, harness/command.
//
// It starts nothing itself and sees no rows. The table of workloads imports it:
//
//	spec, harness/command ← command ← workloads
package command
