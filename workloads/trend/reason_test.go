package trend

import (
	"testing"

	"serialfraction/harness"
)

// TestReasons has a variant for every reason, of 2 cases and 2 controls of which the second
// of each is a woman: on X the men have one allele, on Y they alone, of MT everybody.
func TestReasons(t *testing.T) {
	const two, missing, one, none = 0, 1, 2, 3
	rows := []struct {
		chromosome     string
		genotypes      [4]byte
		allelic, trend *harness.Reason
	}{
		{"1", [4]byte{two, one, none, one}, nil, nil},
		{"1", [4]byte{missing, missing, missing, missing}, &noGenotype, &noGenotype},
		{"1", [4]byte{missing, missing, one, none}, &emptyGroup, &emptyGroup},
		{"1", [4]byte{two, two, two, two}, &oneAllele, &oneCount},
		{"1", [4]byte{none, none, missing, none}, &oneAllele, &oneCount},
		{"1", [4]byte{one, one, one, one}, nil, &oneCount},
		{"X", [4]byte{two, missing, none, one}, nil, &emptyPairs},
		{"Y", [4]byte{two, one, none, one}, nil, &noPairs},
		{"Y", [4]byte{missing, one, none, one}, &emptyGroup, &emptyGroup},
		{"MT", [4]byte{two, none, none, none}, nil, &noPairs},
		{"MT", [4]byte{one, one, one, one}, &noGenotype, &noGenotype}, // two different alleles of one are missing
	}
	ds := &harness.Dataset{Name: "hand", Cols: 4, Groups: harness.Groups{Sizes: [2]int{2, 2}},
		Fields:    []harness.Field{{Name: "sex", Values: []string{"male", "female", "male", "female"}}},
		RowFields: []harness.Field{{Name: "chromosome"}},
		Store:     &harness.Store{Rows: len(rows), Stride: 1, Packing: harness.PackedPLINK}}
	for _, r := range rows {
		g := r.genotypes
		ds.RowFields[0].Values = append(ds.RowFields[0].Values, r.chromosome)
		ds.Store.Packed = append(ds.Store.Packed, g[0]|g[1]<<2|g[2]<<4|g[3]<<6)
	}
	w, err := New(ds, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := run(t, ds, nil)
	job := &harness.Job{Data: ds, Workload: w, ChunkRows: 1}
	for i, r := range rows {
		for k, want := range []*harness.Reason{r.allelic, r.trend} {
			q := w.Questions[k]
			got := q.Why(job.Chunk(i))
			p := out.Values[i*len(out.Columns)+out.Column(q.Outputs[0])]
			if got != want || (p != p) != (want != nil) {
				t.Errorf("row %d, chromosome %s, %s = %v: %+v, want %+v", i, r.chromosome, q.Name, p, got, want)
			}
		}
	}
}
