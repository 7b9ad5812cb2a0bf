package made

import (
	"context"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

// A Set is a family of datasets; parameters choose one of them.
type Set struct {
	Name     string
	Defaults string // every parameter with its default: key=value,…
	Count    string // the parameter that is the number of rows

	// Load generates the dataset that params describe, and the group of each of its
	// samples, nil where the set has no groups. Errors in params are
	// *harness.FlagError, and so is a dataset that there is no room for.
	Load func(ctx context.Context, params string, room machine.Room) (d *harness.Dataset, groups []string, err error)

	// Used returns the same dataset with rows that are made each time they are used, which
	// takes no memory; nil = there is none.
	Used func(params string, room machine.Room) (d *harness.Dataset, groups []string, err error)
}

// Sets returns the table of the families. To add one, write its file and its line.
func Sets() []Set {
	return []Set{
		{"synth", defaultSpec().params(), "rows", loadSynth, useSynth},
		{"spd", defaultSystems().params(), "rows", loadSPD, nil},
		{"genotypes", defaultGenotypes().params(), "variants", loadGenotypes, nil},
	}
}
