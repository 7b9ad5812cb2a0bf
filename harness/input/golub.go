package input

import (
	"bytes"
	"context"
	_ "embed"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

var (
	//go:embed data/golub.csv.gz
	golubMatrix []byte

	//go:embed data/golub.groups.csv
	golubGroups []byte
)

// loadGolub reads the embedded data set of Golub et al. (1999), Science
// 286:531–537: 3051 genes, 27 samples of ALL and 11 of AML.
func loadGolub(ctx context.Context, params string, hasParams bool, _ machine.Room) (*harness.Dataset, []string, error) {
	if hasParams {
		return nil, nil, &harness.FlagError{Flag: "data", Value: "golub:" + params, Want: "golub takes no parameters: --data golub"}
	}
	d, err := Read(ctx, "golub", bytes.NewReader(golubMatrix), "csv")
	if err != nil {
		return nil, nil, err
	}
	table, err := parseGroupTable("golub.groups.csv", "", golubGroups)
	if err != nil {
		return nil, nil, err
	}
	groups, err := table.label(d)
	return d, groups, err
}
