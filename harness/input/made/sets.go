package made

import (
	"context"

	"serialfraction/harness"
)

// A Set is a family of datasets; parameters choose one of them.
type Set struct {
	Name     string
	Defaults string // every parameter with its default: key=value,…
	Count    string // the parameter that is the number of rows

	// Load generates the dataset that params describe, and the group of each of its
	// samples, nil where the set has no groups. Errors in params are
	// *harness.FlagError.
	Load func(ctx context.Context, params string) (d *harness.Dataset, groups []string, err error)
}

// Sets returns the table of the families. To add one, write its file and its line.
func Sets() []Set {
	return []Set{
		{"synth", defaultSpec().params(), "rows", loadSynth},
		{"spd", defaultSystems().params(), "rows", loadSPD},
		{"genotypes", defaultGenotypes().params(), "variants", loadGenotypes},
	}
}
