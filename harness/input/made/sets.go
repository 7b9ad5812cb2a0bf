package made

import (
	"context"

	"serialfraction/harness"
)

// A Set is a family of datasets that parameters choose one of.
type Set struct {
	Name     string
	Defaults string // every parameter with what it is where none is given: key=value,…

	// Load makes the dataset that params describe, and the group of each of its
	// samples where the set has groups. Errors in params are *harness.FlagError.
	Load func(ctx context.Context, params string) (d *harness.Dataset, groups []string, err error)
}

// Sets returns the table of what can be made. To add one, write its file and its line.
func Sets() []Set {
	return []Set{
		{"synth", defaultSpec().params(), loadSynth},
		{"spd", defaultSystems().params(), loadSPD},
		{"genotypes", defaultGenotypes().params(), loadGenotypes},
	}
}
