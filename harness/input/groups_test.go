package input

import (
	"context"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
)

const grouped = "id,B_1,A_1,C_1,B_2,A_2\nr1,1,2,3,4,5\nr2,6,7,8,9,NA\n"

func TestGroups(t *testing.T) {
	nan := math.NaN()
	type groups = harness.Groups
	two := groups{Names: [2]string{"A", "B"}, Sizes: [2]int{2, 2}}
	tests := []struct {
		name    string
		source  Source
		table   string // groups file
		groups  groups
		samples string
		values  []float64
	}{
		{"none", Source{}, "", groups{}, "B_1 A_1 C_1 B_2 A_2", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, nan}},
		{"contrast", Source{GroupBy: "^[A-Z]+", Contrast: "A,B"}, "", two, "A_1 A_2 B_1 B_2", []float64{2, 5, 1, 4, 7, nan, 6, 9}},
		{"contrast the other way", Source{GroupBy: "^[A-Z]+", Contrast: "C, A"}, "",
			groups{Names: [2]string{"C", "A"}, Sizes: [2]int{1, 2}}, "C_1 A_1 A_2", []float64{3, 2, 5, 8, 7, nan}},
		{"submatch", Source{GroupBy: "_([0-9])$"}, "",
			groups{Names: [2]string{"1", "2"}, Sizes: [2]int{3, 2}}, "B_1 A_1 C_1 B_2 A_2", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, nan}},
		{"unmatched left out by contrast", Source{GroupBy: "^[AB]", Contrast: "A,B"}, "", two, "A_1 A_2 B_1 B_2", []float64{2, 5, 1, 4, 7, nan, 6, 9}},
		{"file", Source{}, "sample,group\nA_1,x\nA_2,x\nB_1,y\nB_2,x\nC_1,y\n",
			groups{Names: [2]string{"x", "y"}, Sizes: [2]int{3, 2}}, "A_1 B_2 A_2 B_1 C_1", []float64{2, 4, 5, 1, 3, 7, 9, nan, 6, 8}},
		{"file with tabs, a byte order mark and CRLF", Source{Contrast: "A,B"}, "\ufeffSample\tGroup\r\nA_1\tA\r\nA_2\tA\r\nB_1\tB\r\n\r\nB_2\tB\r\nC_1\t\r\n",
			two, "A_1 A_2 B_1 B_2", []float64{2, 5, 1, 4, 7, nan, 6, 9}},
		{"missing from the file, left out by contrast", Source{Contrast: "A,B"}, "sample,group\nA_1,A\nA_2,A\nB_1,B\n\"B_2\",B\n",
			two, "A_1 A_2 B_1 B_2", []float64{2, 5, 1, 4, 7, nan, 6, 9}},
		{"NA and other words for missing, left out by contrast", Source{Contrast: "A,B"}, "sample,group\nA_1,A\nA_2,A\nB_1,B\nB_2,n/a\nC_1,NA\n",
			groups{Names: [2]string{"A", "B"}, Sizes: [2]int{2, 1}}, "A_1 A_2 B_1", []float64{2, 5, 1, 7, nan, 6}},
		{"R's header without a name for the samples", Source{GroupField: "dex"}, "\"dex\" \"cell line\"\n\"A_1\" \"x\" \"a b\"\n\"A_2\" \"x\" \"c\"\n\"B_1\" \"y\" \"c\"\n\"B_2\" \"x\" \"c\"\n\"C_1\" \"y\" \"c\"\n",
			groups{Names: [2]string{"x", "y"}, Sizes: [2]int{3, 2}}, "A_1 B_2 A_2 B_1 C_1", []float64{2, 4, 5, 1, 3, 7, 9, nan, 6, 8}},
		{"one column besides the samples", Source{GroupField: "dex"}, "dex\nA_1\tx\nA_2\tx\nB_1\ty\nB_2\tx\nC_1\ty\n",
			groups{Names: [2]string{"x", "y"}, Sizes: [2]int{3, 2}}, "A_1 B_2 A_2 B_1 C_1", []float64{2, 4, 5, 1, 3, 7, 9, nan, 6, 8}},
		{"blanks", Source{}, "sample  group\nA_1 x\nA_2   x\nB_1 y\nB_2 x\nC_1 y\n",
			groups{Names: [2]string{"x", "y"}, Sizes: [2]int{3, 2}}, "A_1 B_2 A_2 B_1 C_1", []float64{2, 4, 5, 1, 3, 7, 9, nan, 6, 8}},
		{"a group among other columns, samples that the data lack", Source{}, "id;batch;Group\nZ_1;1;x\nA_1;1;x\nA_2;1;x\nB_1;2;y\nB_2;2;x\nC_1;2;y\n",
			groups{Names: [2]string{"x", "y"}, Sizes: [2]int{3, 2}}, "A_1 B_2 A_2 B_1 C_1", []float64{2, 4, 5, 1, 3, 7, 9, nan, 6, 8}},
		{"samples in the last column", Source{GroupField: "dex"}, "cell,dex,Run\nc,x,A_1\nc,x,A_2\nd,y,B_1\nd,x,B_2\nd,y,C_1\n",
			groups{Names: [2]string{"x", "y"}, Sizes: [2]int{3, 2}}, "A_1 B_2 A_2 B_1 C_1", []float64{2, 4, 5, 1, 3, 7, 9, nan, 6, 8}},
		{"none is a group", Source{}, "sample,group\nA_1,drug\nA_2,drug\nB_1,none\nB_2,none\nC_1,none\n",
			groups{Names: [2]string{"drug", "none"}, Sizes: [2]int{2, 3}}, "A_1 A_2 B_1 C_1 B_2", []float64{2, 5, 1, 3, 4, 7, nan, 6, 8, 9}},
		{"comments above the header", Source{}, "# made by hand, in May\n#seen\nsample,group\nA_1,A\nA_2,A\nB_1,A\nB_2,A\nC_1,B\n",
			groups{Names: [2]string{"A", "B"}, Sizes: [2]int{4, 1}}, "B_1 A_1 B_2 A_2 C_1", []float64{1, 2, 4, 5, 3, 6, 7, 9, nan, 8}},
		{"a comment with as many columns", Source{}, "#seen,by me\nsample,group\nA_1,A\nA_2,A\nB_1,A\nB_2,A\nC_1,B\n",
			groups{Names: [2]string{"A", "B"}, Sizes: [2]int{4, 1}}, "B_1 A_1 B_2 A_2 C_1", []float64{1, 2, 4, 5, 3, 6, 7, 9, nan, 8}},
		{"a header that begins with #", Source{GroupField: "dex"}, "#SampleID\tdex\nA_1\tA\nA_2\tA\nB_1\tA\nB_2\tA\nC_1\tB\n",
			groups{Names: [2]string{"A", "B"}, Sizes: [2]int{4, 1}}, "B_1 A_1 B_2 A_2 C_1", []float64{1, 2, 4, 5, 3, 6, 7, 9, nan, 8}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.source.Data = readertest.File(t, "x.csv", grouped)
			if tt.table != "" {
				tt.source.Groups = readertest.File(t, "groups.txt", tt.table)
			}
			got, err := Load(context.Background(), tt.source)
			if err != nil {
				t.Fatal(err)
			}
			samples := strings.Fields(tt.samples)
			want := &harness.Dataset{Samples: samples, Cols: len(samples), Rows: []string{"r1", "r2"}, Values: tt.values, Groups: tt.groups}
			if diff := readertest.Difference(got, want); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSampleSheet: any column of a table of samples holds the groups.
func TestSampleSheet(t *testing.T) {
	for _, tt := range []struct {
		name    string
		source  Source
		samples string
		groups  [2]string
	}{
		{"column", Source{GroupField: "dex"}, "s1 s2 s3 s4 s5 s6", [2]string{"a", "b"}},
		{"another column", Source{GroupField: "celltype"}, "s1 s3 s5 s2 s4 s6", [2]string{"x", "y"}},
		{"a part of its values", Source{GroupField: "celltype", GroupBy: "[x]|y", Contrast: "y,x"}, "s2 s4 s6 s1 s3 s5", [2]string{"y", "x"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.source.Data, tt.source.Groups = "testdata/order.csv", "testdata/samplesheet.csv"
			d := load(t, tt.source)
			if got := strings.Join(d.Samples, " "); got != tt.samples || d.Groups.Names != tt.groups {
				t.Errorf("%s of %v, want %s of %v", got, d.Groups.Names, tt.samples, tt.groups)
			}
		})
	}
	sheet, err := os.ReadFile("testdata/samplesheet.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, comma := range []string{"\t", ";"} {
		groups := readertest.File(t, "groups.txt", strings.ReplaceAll(string(sheet), ",", comma))
		d := load(t, Source{Data: "testdata/order.csv", Groups: groups, GroupField: "dex"})
		if d.Groups != (harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{3, 3}}) {
			t.Errorf("separated by %q: %v", comma, d.Groups)
		}
	}
}

// TestMissingFields: a word for a missing value is no group of a field either, but it may be
// a part of a sample's name.
func TestMissingFields(t *testing.T) {
	d := &harness.Dataset{Name: "x", Cols: 3, Samples: []string{"NA12878", "NA12891", "HG1"},
		Fields: []harness.Field{{Name: "arm", Values: []string{"NA", "b", "<NA>"}}, {Name: "day", Values: []string{"1", "2", "3"}}, {Name: "day", Values: []string{"4", "5", "6"}}}}
	for _, tt := range []struct {
		source Source
		want   []string
		err    string
	}{
		{Source{GroupField: "arm"}, []string{"", "b", ""}, ""},
		{Source{GroupField: "arm", GroupBy: "^[A-Zb]"}, []string{"", "b", ""}, ""},
		{Source{GroupBy: "^[A-Z]+"}, []string{"NA", "NA", "HG"}, ""},
		{Source{GroupField: "day"}, nil, `--group-field "day": x has 2 fields of this name: rename them, or type --groups FILE`},
	} {
		label, err := tt.source.labeler()
		if err != nil {
			t.Fatal(err)
		}
		got, err := label(d)
		if !slices.Equal(got, tt.want) || (err == nil) != (tt.err == "") || err != nil && err.Error() != tt.err {
			t.Errorf("%+v: %q, %v, want %q, %s", tt.source, got, err, tt.want, tt.err)
		}
	}
	if d.Fields[0].Values[0] != "NA" {
		t.Error("the field is changed too")
	}
}

// TestOrderOfClasses: in a CLS file the order of the labels decides, and a note tells where
// that is not what they are.
func TestOrderOfClasses(t *testing.T) {
	d := load(t, Source{Data: "testdata/order.csv", Groups: "testdata/order.cls", Contrast: "b,a"})
	const note = "testdata/order.cls:3: label a stands for class b, for the order in which labels first appear decides, not what they are: list the classes in this order if that is wrong"
	if got := strings.Join(d.Samples, " "); got != "s1 s2 s3 s4 s5 s6" || d.Groups.Names != [2]string{"b", "a"} || !slices.Equal(d.Notes, []string{note}) {
		t.Errorf("%s of %v, notes %q", got, d.Groups, d.Notes)
	}
	plain := load(t, Source{Data: "testdata/order.csv", Groups: readertest.File(t, "x.cls", "6 2 1\n# a b\na a a b b b\n")})
	if plain.Notes != nil {
		t.Errorf("notes %q of names in their order", plain.Notes)
	}
}

// TestGroupsOfOldText: groups that differ in a byte that is no UTF-8 stay two.
func TestGroupsOfOldText(t *testing.T) {
	d := load(t, Source{Data: "testdata/latin1-groups.txt", GroupField: "arm"})
	if d.Groups != (harness.Groups{Names: [2]string{"nè", "né"}, Sizes: [2]int{2, 2}}) {
		t.Errorf("%+v", d.Groups)
	}
}

// TestArrange checks that every sample of the two groups keeps its values, group a first.
func TestArrange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "b", "c"}), 2, 12).Draw(t, "groups")
		if !slices.Contains(groups, "a") || !slices.Contains(groups, "b") {
			groups = append(groups, "a", "b")
		}
		rows := rapid.IntRange(1, 5).Draw(t, "rows")
		d := &harness.Dataset{Cols: len(groups), Rows: make([]string, rows)}
		var want [2][]string
		for col, group := range groups {
			name := group + string(rune('A'+col))
			d.Samples = append(d.Samples, name)
			if i := slices.Index([]string{"b", "a"}, group); i >= 0 {
				want[i] = append(want[i], name)
			}
		}
		for row := range rows {
			for col := range groups {
				d.Values = append(d.Values, float64(100*row+col))
			}
		}
		if err := arrange(d, groups, &[2]string{"b", "a"}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(d.Samples, slices.Concat(want[0], want[1])) || d.Groups.Sizes != [2]int{len(want[0]), len(want[1])} {
			t.Fatalf("%v %v, want %v", d.Samples, d.Groups, want)
		}
		for row := range rows {
			for i, name := range d.Samples {
				col := name[len(name)-1] - 'A'
				if got, want := d.Row(row)[i], float64(100*row+int(col)); got != want {
					t.Fatalf("row %d, sample %s: %v, want %v", row, name, got, want)
				}
			}
		}
	})
}

func FuzzGroups(f *testing.F) {
	for _, text := range []string{
		"sample,group\nA_1,A\nA_2,A\nB_1,B\nB_2,B\n", "sample\tgroup\r\nA_1\tA\r\n", "\ufeffsample,group\n\"A_1\",\n", "sample,group\nA_1,A\nA_1,B\n", "sample,group\nZ,A", "", "sample,group\n\"A", "\x1f\x8b",
		"id;cell;group\nA_1;x;A\nB_1;y;B\nB_2;y;B\n",
	} {
		f.Add(text, "A,B", "^[A-Z]+")
	}
	f.Add("", "A", "(")
	f.Add("", "A,", "_([0-9])|")
	f.Fuzz(func(t *testing.T, text, contrast, groupBy string) {
		samples := []string{"B_1", "A_1", "C_1", "B_2", "A_2"}
		pair, err := parseContrast(contrast)
		if err != nil {
			pair = nil
		}
		var labels []labeler
		for _, field := range []string{"", "group"} {
			if label, err := readGroups("x", field, strings.NewReader(text)); err == nil {
				labels = append(labels, label)
			} else if msg := err.Error(); !strings.HasPrefix(msg, "x:") || strings.Contains(msg, "\n") {
				t.Fatalf("not one line that names the file: %q", msg)
			}
		}
		if label, err := (Source{GroupBy: groupBy}).labeler(); err == nil && label != nil {
			labels = append(labels, label)
		}
		for _, label := range labels {
			d := &harness.Dataset{Cols: 5, Samples: samples, Rows: []string{"r"}, Values: []float64{1, 2, 3, 4, 5}}
			groups, err := label(d)
			if err != nil {
				continue
			}
			if err := arrange(d, groups, pair); err != nil {
				continue
			}
			for i, name := range d.Samples {
				g := 0
				if i >= d.Groups.Sizes[0] {
					g = 1
				}
				from := slices.Index(samples, name)
				if groups[from] != d.Groups.Names[g] || d.Values[i] != float64(from+1) {
					t.Fatalf("column %d is %s of %q with %v in %+v", i, name, groups[from], d.Values[i], d.Groups)
				}
			}
			if d.Groups.Sizes[0] < 1 || d.Groups.Sizes[1] < 1 || d.Groups.Sizes[0]+d.Groups.Sizes[1] != d.Cols {
				t.Fatalf("%+v of %d columns", d.Groups, d.Cols)
			}
		}
	})
}

// TestGroupNotes: what a file of groups has beyond the data, and where its samples are, is told.
func TestGroupNotes(t *testing.T) {
	for table, want := range map[string]string{
		"sample,group\nZ_1,x\nA_1,x\nA_2,x\nB_1,y\nB_2,x\nC_1,y\nZ_2,x\n": "the data lack 2 samples of its lines: Z_1, Z_2",
		"dex,group,Run\nd,x,A_1\nd,x,A_2\nd,y,B_1\nd,x,B_2\nd,y,C_1\n":    `the samples are those of column 3, "Run"`,
		"sample,group\nA_1,x\nA_2,x\nB_1,y\nB_2,x\nC_1,y\n":               "",
	} {
		d := load(t, Source{Data: readertest.File(t, "x.csv", grouped), Groups: readertest.File(t, "groups.csv", table)})
		if got := strings.Join(d.Notes, "\n"); !strings.HasSuffix(got, want) || (got == "") != (want == "") {
			t.Errorf("%q: notes %q, want %q", table, got, want)
		}
	}
}
