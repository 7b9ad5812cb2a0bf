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

	// Size returns how many rows and values of a row there are, and the bytes of a row. The
	// error is that of Load.
	Size func(params string) (Size, error)

	// Used returns the same dataset with rows that are made each time they are used, which
	// takes no memory; nil = there is none.
	Used func(params string, room machine.Room) (d *harness.Dataset, groups []string, err error)
}

// A Size describes rows that are not made yet.
type Size struct {
	Rows, Cols int
	Row        int64 // bytes of a row in memory, as those of RowBytes
	Packed     bool  // its values lie packed
	Decoded    bool  // its values must be decoded from a file

	Groups [2]int // values of a row in each group; zero = it has none
}

// Sets returns the table of the families. To add one, write its file and its line.
func Sets() []Set {
	return []Set{
		{"synth", defaultSpec().params(), "rows", loadSynth, sizeOfSynth, useSynth},
		{"spd", defaultSystems().params(), "rows", loadSPD, sizeOfSPD, nil},
		{"genotypes", defaultGenotypes().params(), "variants", loadGenotypes, sizeOfGenotypes, nil},
	}
}
