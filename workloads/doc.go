// Package workloads is the table of workloads: [All]. Each family has a package of its own
// below this one, and so have the computations that several families share. A new workload is
// a package and one more line in the table.
//
// This package computes nothing and reads no setting. No package below imports it; cmd does,
// and the programs of docs:
//
//	vector ← studentt ← welch ┐
//	spec ← adjust ────────────┴← ttest, permtest, trend, invert, planted, command, pipe ← workloads ← cmd
package workloads
