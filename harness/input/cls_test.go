package input

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

func TestCLS(t *testing.T) {
	d := &harness.Dataset{Cols: 4, Samples: []string{"a", "b", "c", "d"}}
	for _, tt := range []struct{ name, text, want string }{
		{"numbers", "4 2 1\n# ALL AML\n0 0 1 0\n", "ALL ALL AML ALL"},
		{"tabs, CRLF, no space behind #", "4\t2\t1\r\n#ALL\tAML\r\n0\t0\t1\t0\t\r\n", "ALL ALL AML ALL"},
		{"no line end, a byte order mark, empty lines", "\ufeff\n4 2 1\n\n# ALL AML\n0 1 1 0", "ALL AML AML ALL"},
		{"numbers from 1", "4 2 1\n# ALL AML\n1 2 2 2\n", "ALL AML AML AML"},
		{"names", "4 2 1\n# ALL AML\nALL AML AML AML\n", "ALL AML AML AML"},
		{"names in another order: the order decides", "4 2 1\n# ALL AML\nAML ALL ALL AML\n", "ALL AML AML ALL"},
		{"other labels, in the order they come", "4 2 1\n# ALL AML\nx y x x\n", "ALL AML ALL ALL"},
		{"CR", "4 2 1\r# a b\r0 0 1 1\r", "a a b b"},
		{"three classes", "4 3 1\n# a b c\n0 1 2 1\n", "a b c b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			label, err := readGroups("x", "", strings.NewReader(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			groups, err := label(d)
			if err != nil || !slices.Equal(groups, strings.Fields(tt.want)) {
				t.Errorf("%v, %v, want %s", groups, err, tt.want)
			}
		})
	}
}

func TestCLSErrors(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "x.cls: the file ends after 0 lines: a CLS file has the numbers of samples and classes, the names of the classes, and a label for each sample"},
		{"no labels", "4 2 1\n# a b\n", "x.cls: the file ends after 2 lines: a CLS file has the numbers of samples and classes, the names of the classes, and a label for each sample"},
		{"numeric", "#numeric\n#age\n1 2 3 4\n", "x.cls:1: #numeric: a phenotype of numbers makes no groups: give a .cls of classes, or a file of sample,group"},
		{"no numbers", "sample,group\na,b\n", `x.cls:1: the numbers of samples and classes and a 1 are expected, such as 38 2 1, found "sample,group"`},
		{"negative", "-4 2 1\n# a b\n", `x.cls:1: the numbers of samples and classes and a 1 are expected, such as 38 2 1, found "-4 2 1"`},
		{"no names", "4 2 1\n0 0 1 1\n", `x.cls:2: # and the names of the classes are expected, such as # ALL AML, found "0 0 1 1"`},
		{"a name too many", "4 2 1\n# a b c\n", "x.cls:2: 2 classes stated, 3 names found: a name holds no spaces, and every class needs one"},
		{"a name twice", "4 2 1\n# a a\n", `x.cls:2: class "a" is named twice: rename one`},
		{"a label too few", "4 2 1\n# a b\n0 0 1\n", "x.cls:3: 4 samples stated, 3 labels found: one is expected for each sample"},
		{"a class too many", "4 2 1\n# a b\n0 1 2 1\n", `x.cls:3: column 3: label "2" is one more than the 2 classes: correct it, or name its class`},
		{"an empty class", "4 2 1\n# a b\n0 0 0 0\n", "x.cls:3: 2 classes named, 1 different label found: leave out the class that no sample is in"},
		{"a wrong name", "4 2 1\n# a b\na x a a\n", `x.cls:3: column 2: label "x" is none of the classes a, b: correct it`},
		{"numbers that swap", "4 2 1\n# a b\n1 1 0 0\n", "x.cls:3: the labels first appear in the order 1, 0, which programs read differently: write the names of the classes instead"},
		{"more lines", "4 2 1\n# a b\n0 0 1 1\n0 0 1 1\n", `x.cls:4: something follows the labels, "0 0 1 1": three lines are expected, all labels on the third`},
		{"binary", "4 2 1\n# a \x00\n", `x.cls:2: the line "# a \x00" has NUL bytes: remove them, as with tr -d '\0' <FILE >NEW`},
		{"other data", "5 2 1\n# a b\n0 0 1 1 1\n", "x.cls:3: 5 labels, but the data have 4 samples: a CLS file goes with the columns of one data file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			label, err := readGroups("x.cls", "", strings.NewReader(tt.text))
			if err == nil {
				_, err = label(&harness.Dataset{Cols: 4})
			}
			if err == nil || err.Error() != tt.want {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestLoadGCTWithCLS(t *testing.T) {
	gct := readertest.File(t, "x.gct.zst", string(readertest.Pack(t, "zstd", "#1.2\n1\t3\nName\tDescription\ta\tb\tc\nr\tna\t1\t2\t3\n")))
	d := load(t, Source{Data: gct, Groups: readertest.File(t, "x.cls.gz", string(readertest.Pack(t, "gzip", "3 2 1\n# B A\n0 1 0\n")))})
	want := harness.Groups{Names: [2]string{"A", "B"}, Sizes: [2]int{1, 2}}
	if d.Groups != want || !slices.Equal(d.Values, []float64{2, 1, 3}) || filepath.Base(d.Name) != "x.gct.zst" {
		t.Errorf("%s: %+v, %v", d.Name, d.Groups, d.Values)
	}
}

func FuzzCLS(f *testing.F) {
	for _, text := range []string{
		"4 2 1\n# ALL AML\n0 0 1 0\n", "4\t2\t1\r\n#ALL\tAML\r\nALL\tAML\tALL\tALL\r\n", "4 2 1\n# a b\n1 1 0 0\n", "4 1 1\n# a\nx x x x", "#numeric\n#p\n1\n", "", "4 2 1\n# a b\n0 0 1 1\n\n2\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if content.Of([]byte(text)) != nil {
			return // compressed data are FuzzCompressed's
		}
		label, err := readGroups("x.cls", "", strings.NewReader(text))
		var groups []string
		if err == nil {
			groups, err = label(&harness.Dataset{Cols: 4})
		}
		if err != nil {
			if msg := err.Error(); !strings.HasPrefix(msg, "x.cls:") || strings.Contains(msg, "\n") {
				t.Fatalf("not one line that names the file: %q", msg)
			}
			return
		}
		if len(groups) != 4 || slices.Contains(groups, "") || slices.ContainsFunc(groups, func(g string) bool { return !strings.Contains(text, g) }) {
			t.Fatalf("%q", groups)
		}
	})
}
