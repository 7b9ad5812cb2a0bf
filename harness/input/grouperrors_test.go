package input

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
)

func TestGroupErrors(t *testing.T) {
	tests := []struct {
		name   string
		source Source
		table  string
		flag   bool   // a *harness.FlagError
		want   string // after the folder
	}{
		{"three groups", Source{GroupBy: "^[A-Z]+"}, "", true,
			"x.csv: --contrast: two groups are compared, 3 found: A (2), B (2), C (1): pick two with --contrast A,B, such as --contrast A,B"},
		{"one group", Source{GroupBy: "_"}, "", true,
			"x.csv: --contrast: two groups are compared, 1 found: _ (5): change --groups or --group-by; --contrast A,B picks two of more"},
		{"unmatched", Source{GroupBy: "^[AB]"}, "", true,
			`x.csv: --contrast: sample "C_1" is in no group (the groups are A (2), B (2)): give it one, or leave it out with --contrast A,B`},
		{"unknown group", Source{GroupBy: "^[A-Z]+", Contrast: "A,D"}, "", true,
			`x.csv: --contrast "A,D": no sample is in group "D": type two of A (2), B (2), C (1)`},
		{"nothing matches", Source{GroupBy: "z", Contrast: "A,D"}, "", true,
			`x.csv: --contrast "A,D": no sample is in group "A": no sample has a group, correct --groups or --group-by`},
		{"nothing matches, no contrast", Source{GroupBy: "z"}, "", true,
			"x.csv: --contrast: no sample has a group, correct --groups or --group-by"},
		{"bad regexp", Source{GroupBy: "("}, "", true,
			"--group-by \"(\": error parsing regexp: missing closing ): `(`: give a regular expression on sample names, such as '^[A-Za-z]+'"},
		{"contrast of one", Source{GroupBy: "^[A-Z]+", Contrast: "A"}, "", true,
			`--contrast "A": type two different groups, A,B: the result has the sign of mean A − mean B`},
		{"contrast of three", Source{GroupBy: "^[A-Z]+", Contrast: "A,B,C"}, "", true,
			`--contrast "A,B,C": type two different groups, A,B: the result has the sign of mean A − mean B`},
		{"contrast with itself", Source{GroupBy: "^[A-Z]+", Contrast: "A,A"}, "", true,
			`--contrast "A,A": type two different groups, A,B: the result has the sign of mean A − mean B`},
		{"contrast without groups", Source{Contrast: "A,B"}, "", true,
			`--contrast "A,B": there are no groups to pick from: type --groups FILE or --group-by REGEXP`},
		{"two ways", Source{GroupBy: "^[A-Z]+"}, "sample,group\n", true,
			`--group-by "^[A-Z]+": --groups already gives the groups: use one of the two flags`},
		{"unknown sample", Source{}, "sample,group\nA_1,A\nA_7,A\n", false,
			`groups.txt:3: column 1 (sample): the data have no sample "A_7": correct or remove the line`},
		{"missing sample", Source{}, "sample,group\nA_1,A\nA_2,A\nB_1,B\nB_2,B\n", true,
			`x.csv: --contrast: sample "C_1" is in no group (the groups are A (2), B (2)): give it one, or leave it out with --contrast A,B`},
		{"duplicate sample", Source{}, "sample,group\nA_1,A\n\nA_1,B\n", false,
			`groups.txt:4: column 1 (sample): "A_1" is already on line 2: remove one`},
		{"three fields", Source{}, "sample,group\nA_1,A,B\n", false, "groups.txt:2: 2 fields expected, 3 found: sample,group"},
		{"no sample name", Source{}, "sample,group\n,A\n", false, "groups.txt:2: column 1 (sample) is empty"},
		{"wrong header", Source{}, "A_1,A\nA_2,B\n", false, `groups.txt:1: the header sample,group is expected, found "A_1,A": write it above the samples, or, where this line names the columns, type --group-field A`},
		{"a sample sheet", Source{}, "id,dex,cell\nA_1,x,y\n", false,
			`groups.txt:1: the header sample,group is expected, found "id,dex,cell": choose the column of the groups with --group-field, one of "dex", "cell"`},
		{"no such column", Source{GroupField: "Dex"}, "id,dex,cell\nA_1,x,y\n", true, `groups.txt:1: --group-field "Dex": no such column behind that of the samples: type one of dex, cell`},
		{"the column of the samples", Source{GroupField: "id"}, "id,dex\nA_1,x\n", true, `groups.txt:1: --group-field "id": the first column names the samples: type one of dex`},
		{"two columns of one name", Source{GroupField: "dex"}, "\"\",\"dex\",\"cell\",\"dex\"\n\"A_1\",\"a\",\"x\",\"b\"\n", true,
			`groups.txt:1: --group-field "dex": columns 2 and 4 both have this name: rename one`},
		{"a line too long", Source{GroupField: "dex"}, "id;dex\nA_1;x\nA_2;x;y\n", false, `groups.txt:3: 2 fields expected, 3 found: id,dex`},
		{"a separator at the end", Source{GroupField: "dex"}, "id;dex\nA_1;x;\n", false, `groups.txt:2: 2 fields expected, 3 found: id,dex`},
		{"one column", Source{GroupField: "dex"}, "dex\nA_1\n", false,
			`groups.txt:1: the header has one column, "dex": samples and groups are expected, separated by commas, tabs, semicolons or blanks`},
		{"no sample of the data", Source{GroupField: "dex"}, "id,dex\nX_1,x\n", false,
			`groups.txt:2: column 1 (sample): none of the samples is in the data, whose first is "B_1", not "X_1": correct the names, or name the file of these data`},
		{"two columns of groups", Source{}, "id,group,Group\nA_1,x,y\n", false,
			`groups.txt:1: the header sample,group is expected, found "id,group,Group": choose the column of the groups with --group-field, one of "group", "Group"`},
		{"Latin-1", Source{}, "sample,group\nA_1,\xe9\n", false,
			`groups.txt:2: the line "A_1,\xe9" is not UTF-8 text: if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW`},
		{"a comment that is no header", Source{}, "# by hand, in May\nA_1,A\n", false, `groups.txt:2: the header sample,group is expected, found "A_1,A": write it above the samples, or, where this line names the columns, type --group-field A`},
		{"a header that begins with #", Source{GroupField: "Dex"}, "# by hand\n#SampleID\tdex\nA_1\tx\n", true,
			`groups.txt:2: --group-field "Dex": no such column behind that of the samples: type one of dex`},
		{"comments only", Source{}, "# by hand\n", false, "groups.txt: empty: a header sample,group is expected, then one line per sample"},
		{"NA", Source{}, "sample,group\nA_1,NA\nA_2,NA\nB_1,B\nB_2,B\nC_1,B\n", true,
			`x.csv: --contrast: sample "A_1" is in no group (the groups are B (3)): two groups are compared: give it one, by its line in the file of --groups or by --group-by`},
		{"NA beside two groups", Source{Contrast: "NA,B"}, "sample,group\nA_1,NA\nA_2,A\nB_1,B\n", true,
			`x.csv: --contrast "NA,B": no sample is in group "NA": this word stands for a missing group: type two of A (1), B (1)`},
		{"a column of a CLS file", Source{GroupField: "dex"}, "5 2 1\n# a b\n0 0 1 1 1\n", true,
			`--group-field "dex": groups.txt is a CLS file, which has one class for each sample and no columns: leave the flag out`},
		{"empty file", Source{}, "\n\n", false, "groups.txt: empty: a header sample,group is expected, then one line per sample"},
		{"header only", Source{}, "sample,group\n", false, "groups.txt: no sample below the header"},
		{"binary file", Source{}, "\x00\x01\n", false, `groups.txt:1: not UTF-8 text, it begins with "\x00\x01": export a table from the program that wrote it`},
		{"binary line", Source{}, "sample,group\n\x00,A\n", false, `groups.txt:2: the line "\x00,A" has NUL bytes: remove them, as with tr -d '\0' <FILE >NEW`},
		{"open quote", Source{}, "sample,group\n\"A_1,A\n", false, "groups.txt:2: column 1: the quote is not closed on its line (a quoted field may not hold a line end)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.source.Data = readertest.File(t, "x.csv", grouped)
			if tt.table != "" {
				tt.source.Groups = readertest.File(t, "groups.txt", tt.table)
			}
			d, err := Load(context.Background(), tt.source)
			if d != nil || err == nil {
				t.Fatalf("%v, %v", d, err)
			}
			got := err.Error()
			for _, path := range []string{tt.source.Data, tt.source.Groups} {
				if path != "" {
					got = strings.Replace(got, path, filepath.Base(path), 1)
				}
			}
			if got != tt.want {
				t.Errorf("%s\nwant %s", got, tt.want)
			}
			var flag *harness.FlagError
			if errors.As(err, &flag) != tt.flag {
				t.Errorf("a flag error: %v, want %v", !tt.flag, tt.flag)
			}
		})
	}
}

// Where the rows of a table are the samples, the column of their groups is named for what it is.
func TestGroupFieldOfRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(path, []byte("sample,arm,g1,g2\ns1,a,1,2\ns2,b,3,4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Load(t.Context(), Source{Data: path, GroupField: "arm"})
	if err == nil || !strings.Contains(err.Error(), `--group-field "arm": this column of `) || !strings.Contains(err.Error(), "rows and columns exchanged") {
		t.Errorf("%v", err)
	}
}
