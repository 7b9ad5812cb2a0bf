package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/output"
)

func TestPartialPath(t *testing.T) {
	for path, want := range map[string]string{
		"out.csv": "out.partial.csv", "a/b/out.csv.gz": "a/b/out.partial.csv.gz", "x.tsv.zst": "x.partial.tsv.zst",
		"a/r.npy": "a/r.partial.csv", "r.parquet": "r.partial.csv", // --resume reads text
		"v1.2/p.tsv": "v1.2/p.partial.tsv", "p.1.csv": "p.1.partial.csv",
	} {
		if got := partialPath(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if got := besidePath("a/r.npy"); got != "a/r.partial.npy" {
		t.Errorf("whole results beside a/r.npy: %s", got)
	}
}

// told runs a command line in this process and returns the exit code and all that it printed.
func told(t *testing.T, words ...string) (code int, printed string) {
	t.Helper()
	var out bytes.Buffer
	code = run(t.Context(), append([]string{"harness"}, words...), &out, &out)
	return code, out.String()
}

// A failsAt is a standard error that calls a function once, when a text is printed on it.
type failsAt struct {
	printed strings.Builder
	text    string
	do      func()
}

func (f *failsAt) Write(p []byte) (int, error) {
	f.printed.Write(p)
	if f.do != nil && strings.Contains(f.printed.String(), f.text) {
		f.do()
		f.do = nil
	}
	return len(p), nil
}

// Where the results of a whole job can no longer be written where they should be, they are kept
// elsewhere, for their user alone, and the command that is printed has them there without
// computing them: whatever settings the job has, with the rows as they would have been.
func TestRowsAreKeptElsewhere(t *testing.T) {
	for flags, done := range map[string]string{"--adjust bh --var equal": "200 of 200 rows done", "--tile 2 --workers 1": "400 of 400 rows done"} {
		t.Run(flags, func(t *testing.T) {
			base := t.TempDir()
			t.Setenv("XDG_DATA_HOME", base)
			t.Setenv("TMPDIR", base)
			dir, gone := filepath.Join(base, "d d"), filepath.Join(base, "gone")
			want, path := filepath.Join(base, "want.csv"), filepath.Join(dir, "r.csv")
			flags := append([]string{"run", "--data", "synth:rows=200,cols=8"}, strings.Fields(flags)...)
			if code, printed := told(t, append(flags, "--results", want)...); code != 0 {
				t.Fatal(printed)
			}
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			errs := &failsAt{text: done, do: func() { os.Rename(dir, gone) }}
			var out bytes.Buffer
			code := run(t.Context(), append([]string{"harness"}, append(flags, "--results", path)...), &out, errs)
			command := regexp.MustCompile(`All [0-9,]+ rows are in (.*); once there is room in .*, type (harness run .*)\n$`).FindStringSubmatch(errs.printed.String())
			if code != exitFailed || command == nil {
				t.Fatalf("exit code %d: %s", code, &errs.printed)
			}
			if info, err := os.Stat(filepath.Dir(command[1])); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("the folder has mode %v, %v", info.Mode(), err)
			}
			if err := os.Rename(gone, dir); err != nil {
				t.Fatal(err)
			}
			code, printed := told(t, unquoted(t, command[2])[1:]...)
			if code != 0 || !strings.Contains(printed, "0 of ") || !strings.Contains(printed, "rows computed") {
				t.Fatalf("%s: %s", command[2], printed)
			}
			a, err := os.ReadFile(want)
			b, err2 := os.ReadFile(path)
			if err := errors.Join(err, err2); err != nil || !bytes.Equal(a, b) {
				t.Errorf("other rows: %v", err)
			}
			if _, err := os.Stat(filepath.Dir(command[1])); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the rows are still kept in %s: %v", command[1], err)
			}
		})
	}
}

// Rows go to the first place that takes them, in a folder of the user's alone.
func TestWriteWhereRoom(t *testing.T) {
	base := t.TempDir()
	at := func(name string) string { return filepath.Join(base, name) }
	for _, name := range []string{"here", "temp", "data"} {
		if err := os.Mkdir(at(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(at("file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(at("here"))
	d, table := &harness.Dataset{Rows: []string{"g1"}}, &harness.Table{Columns: []string{"t"}, Values: []float64{0.5}}
	for _, c := range []struct{ path, temp, data, want string }{
		{"r.csv", "temp", "data", `^r\.partial\.csv$`},
		{"none/r.csv", "temp", "data", `/temp/harness-rows-[0-9]+/r\.partial\.csv$`},
		{"none/r.csv", "none", "data", `/data/harness/harness-rows-[0-9]+/r\.partial\.csv$`},
		{"none/r.csv.gz", "none", "file", `^harness-rows-[0-9]+/r\.partial\.csv\.gz$`},
	} {
		t.Setenv("TMPDIR", at(c.temp))
		t.Setenv("XDG_DATA_HOME", at(c.data))
		kept, err := writeWhereRoom(t.Context(), partialPath(c.path), d, table)
		if err != nil || !regexp.MustCompile(c.want).MatchString(kept) {
			t.Errorf("%v: kept in %q, %v", c, kept, err)
			continue
		}
		h := &harness.Held{Answer: make([]float64, 1), Has: make([]bool, 1)}
		if err := output.ReadFile(kept, d, table.Columns, h); err != nil || h.Rows() != 1 || h.Answer[0] != 0.5 {
			t.Errorf("%s: %v, %v", kept, h, err)
		}
		if info, err := os.Stat(filepath.Dir(kept)); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: mode %v, %v", kept, info.Mode(), err)
		}
	}
}

// Of the files that a run was continued from, only one that was kept for its results is removed.
func TestDropKept(t *testing.T) {
	base := t.TempDir()
	for _, c := range []struct {
		from, beside string
		gone         bool
	}{
		{"harness-rows-12/r.partial.csv", "", true},
		{"harness-rows-13/r.partial.csv", "notes.txt", false},
		{"harness-rows-14/other.csv", "", false},
		{"harness-rows-mine/r.partial.csv", "", false},
		{"r.partial.csv", "", false},
	} {
		from := filepath.Join(base, c.from)
		if err := os.MkdirAll(filepath.Dir(from), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{from, filepath.Join(filepath.Dir(from), c.beside)} {
			if c.beside != "" || path == from {
				if err := os.WriteFile(path, nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		dropKept(from, "results/r.csv")
		if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) != c.gone {
			t.Errorf("%s: %v, want it gone: %t", c.from, err, c.gone)
		}
	}
}

// Only rows of the same work are taken, and none where the last step needs all.
func TestResumeARun(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	if code, printed := told(t, "run", "--data", "synth:rows=60,cols=8", "--results", "all.csv"); code != 0 {
		t.Fatal(printed)
	}
	all, err := os.ReadFile("all.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(all, []byte("\n"))
	if err := os.WriteFile("some.csv", bytes.Join(lines[:41], nil), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		typed string
		code  int
		want  string
	}{
		{"--data synth:rows=60,cols=8 --resume some.csv --chunk 7", 0, "20 of 60 rows computed, 40 taken from some.csv. The result rows are in r.csv."},
		{"--data synth:rows=60,cols=8 --resume some.csv --var equal", exitFailed, "the rows are of another job; run without --resume to compute all rows"},
		{"--data synth:rows=60,cols=8 --resume some.csv --adjust bh", exitFailed, "these are rows of other work"},
		{"--data synth:rows=10,cols=8 --resume some.csv", exitFailed, "these are rows of other data"},
		{"--data synth:rows=60,cols=8 --resume none.csv", exitFailed, "harness: results file none.csv: no such file or directory; run without --resume"},
		{"--data synth:rows=60,cols=8 --resume some.npy", exitUsage, `harness: --resume "some.npy": type a name that ends in .csv`},
		{"--workload permtest --permutations 20 --adjust maxt --data synth:rows=60,cols=8 --resume some.csv", exitUsage, "the last step of this work needs all rows at once"},
	} {
		code, printed := told(t, strings.Fields("run --results r.csv "+c.typed)...)
		if code != c.code || !strings.Contains(printed, c.want) {
			t.Errorf("%s: exit code %d, want %d: %s", c.typed, code, c.code, printed)
		}
		if got, err := os.ReadFile("r.csv"); err == nil {
			if !bytes.Equal(got, all) {
				t.Errorf("%s: other rows", c.typed)
			}
			os.Remove("r.csv")
		}
	}
}
