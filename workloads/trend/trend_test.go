package trend

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// run returns the tests of ds.
func run(t testing.TB, ds *harness.Dataset, args spec.Args) *harness.Table {
	t.Helper()
	w, err := New(ds, args)
	if err != nil {
		t.Fatal(err)
	}
	return workloadtest.Run(t, w, ds)
}

// TestTrendByHand has 3 cases and 4 controls: one variant with all genotypes, whose
// statistics follow from their definitions in fractions, and variants that cannot be
// tested.
func TestTrendByHand(t *testing.T) {
	const two, missing, one, none = 0, 1, 2, 3
	rows := [][7]byte{
		{two, one, one, none, none, one, missing},
		{two, two, two, two, two, two, two},
		{missing, missing, missing, two, one, none, none},
		{one, one, one, one, one, one, one},
	}
	var packed []byte
	for _, r := range rows {
		packed = append(packed, r[0]|r[1]<<2|r[2]<<4|r[3]<<6, r[4]|r[5]<<2|r[6]<<4)
	}
	ds := &harness.Dataset{Name: "hand", Cols: 7, Groups: harness.Groups{Sizes: [2]int{3, 4}},
		Store: &harness.Store{Rows: len(rows), Packed: packed, Stride: 2, Packing: harness.PackedPLINK}}
	got := run(t, ds, nil)
	nan := math.NaN()
	// Variant 1: alleles 4/2 against 1/5, so 12·(4·5−2·1)²/(6·6·5·7); for the trend
	// N = 6, R = 3, x = 4, X = 5, Q = 7, so 6·(6·4−3·5)²/(3·3·(6·7−25)).
	want := [][]float64{
		{6, 4. / 6, 1. / 6, 10, 12. * 324 / 1260, 6. * 81 / 153},
		{7, 1, 1, nan, nan, nan},
		{4, nan, 3. / 8, nan, nan, nan},
		{7, 0.5, 0.5, 1, 0, nan},
	}
	for i, w := range want {
		r := got.Values[i*8 : i*8+8]
		for k, at := range []int{0, 1, 2, 3, 4, 6} {
			if math.Abs(r[at]-w[k]) > 1e-15*math.Abs(w[k]) || math.IsNaN(r[at]) != math.IsNaN(w[k]) {
				t.Errorf("variant %d: %s is %v, want %v", i+1, got.Columns[at], r[at], w[k])
			}
		}
	}
}

func TestTrendColumns(t *testing.T) {
	ds := workloadtest.Genotypes(20, 30, 150)
	both := run(t, ds, nil)
	for _, test := range []string{"trend", "allelic"} {
		got := run(t, ds, spec.Args{"test": {test}, "adjust": {"bonferroni"}})
		if want := []string{"n", "f_a", "f_b", "or", "chisq_" + test, "p_" + test, "q"}; !slices.Equal(got.Columns, want) {
			t.Errorf("--test %s: %v", test, got.Columns)
		}
		for row := range ds.NumRows() {
			for c, name := range got.Columns[:6] {
				if a, b := got.Values[row*7+c], both.Values[row*8+both.Column(name)]; !workloadtest.SameNumber(a, b) {
					t.Fatalf("row %d: %s is %v, among both %v", row, name, a, b)
				}
			}
			if p, q := got.Values[row*7+5], got.Values[row*7+6]; !workloadtest.SameNumber(q, min(1, 150*p)) {
				t.Fatalf("row %d: p %v, q %v", row, p, q)
			}
		}
	}
	if adjusted := run(t, ds, spec.Args{"adjust": {"bonferroni"}}); adjusted.Values[8] != min(1, 150*adjusted.Values[7]) {
		t.Error("with both tests q is not that of the trend")
	}
}

// TestTrendColumnsOfTheFile takes the groups from anywhere in the file's rows.
func TestTrendColumnsOfTheFile(t *testing.T) {
	ds := workloadtest.Genotypes(11, 9, 40)
	order := rand.New(rand.NewPCG(1, 2)).Perm(20)
	mixed := *ds
	store := *ds.Store
	store.Packed = make([]byte, len(store.Packed))
	for row := range 40 {
		for at, s := range order { // sample s now stands at column at
			code := ds.Store.Packed[row*5+s/4] >> (2 * (s % 4)) & 3
			store.Packed[row*5+at/4] |= code << (2 * (at % 4))
		}
	}
	store.Columns = make([]int, 20)
	for at, s := range order {
		store.Columns[s] = at
	}
	mixed.Store = &store
	got, want := run(t, &mixed, nil), run(t, ds, nil)
	for i := range want.Values {
		if !workloadtest.SameNumber(got.Values[i], want.Values[i]) {
			t.Fatalf("row %d: %v, want %v", i/8, got.Values[i], want.Values[i])
		}
	}
}

func TestTrendRefuses(t *testing.T) {
	plain := workloadtest.Matrix(2, 2, make([]float64, 8))
	ungrouped := workloadtest.Genotypes(3, 3, 2)
	ungrouped.Groups = harness.Groups{}
	quantitative := *ungrouped
	quantitative.Fields = []harness.Field{{Name: "phenotype", Values: []string{"", "1.37", "2", "1", "1", "1"}}}
	for _, c := range []struct {
		ds   *harness.Dataset
		want string
	}{
		{plain, "trend counts genotypes: type --data FILE.bed"},
		{ungrouped, "the phenotypes of packed do not name both: use a .fam file with 1 for a control"},
		{&quantitative, "the phenotypes of packed are quantitative, such as 1.37 of sample 1: use a .fam file"},
	} {
		if _, err := New(c.ds, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %s", err, c.want)
		}
	}
}

func TestKindOfChromosome(t *testing.T) {
	for name, want := range map[string]uint8{"1": 0, "22": 0, "chr7": 0, "0": 0, "25": 0, "XY": 0, "scaffold_9": 0,
		"23": kindX, "X": kindX, "chrX": kindX, "chr23": kindX, "Y": kindY, "chrY": kindY, "24": kindY,
		"26": kindMT, "MT": kindMT, "chrM": kindMT, "m": kindMT} {
		if got := kindOfChromosome(name); got != want {
			t.Errorf("%s is of kind %d, want %d", name, got, want)
		}
	}
}
