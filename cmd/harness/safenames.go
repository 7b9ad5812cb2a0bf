package main

import (
	"serialfraction/harness"
	"serialfraction/results/plaintext"
)

// namedFor returns a dataset of whose names of rows, samples and groups a spreadsheet carries out
// none and a terminal obeys none where safe is true; else d. Files that a run goes on from have the names as they are.
func namedFor(d *harness.Dataset, safe bool) *harness.Dataset {
	if !safe {
		return d
	}
	named := *d
	named.Rows, named.Samples = nil, nil
	if d.HasIDs() {
		for i := range d.NumRows() {
			named.Rows = append(named.Rows, plaintext.SafeText(d.ID(i)))
		}
	}
	for _, name := range d.Samples {
		named.Samples = append(named.Samples, plaintext.SafeText(name))
	}
	for i, name := range d.Groups.Names {
		named.Groups.Names[i] = plaintext.SafeText(name)
	}
	return &named
}
