// Package workloads is the table of what can be done to the rows of a dataset: [All]. Each
// family has a room of its own below, and so have the numbers that several families share;
// a new workload is a room and one line more in the table.
//
// The package computes nothing and reads no setting. No room imports it; cmd does, and the
// programs of docs:
//
//	vector ← studentt ← welch ┐
//	spec ← adjust ────────────┴← ttest, permtest, trend, invert, planted, command, pipe ← workloads ← cmd
package workloads
