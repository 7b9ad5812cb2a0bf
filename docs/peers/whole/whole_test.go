package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/docs/runlines"
)

// The page is what the kept runs give.
func TestPage(t *testing.T) {
	kept, err := runlines.Read[line]("runs.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../whole-processes.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != page(kept) {
		t.Error("docs/peers/whole-processes.md is not what runs.jsonl gives: bin/whole page docs/peers/whole/runs.jsonl prints it anew")
	}
	for _, c := range contests {
		if !whole(kept, c) {
			t.Errorf("%s lacks runs", c.Name)
		}
	}
}

// made returns runs of a contest in which each entry takes its place, counted from 1, in seconds, and in
// the second half of the rounds twice that.
func made(c contest) (kept []line) {
	for i, e := range c.Entries {
		for round := range c.Rounds + 1 {
			l := line{Contest: c.Name, Entry: e.Name, Round: round, Seconds: float64(i + 1), CPU: 2, Peak: 30, Compared: 10}
			if e.Ends {
				l.Apart = 0.003
			}
			if 2*round > c.Rounds+1 {
				l.Seconds *= 2
			}
			kept = append(kept, l)
		}
	}
	return kept
}

// A page has medians, ratios within the rounds, and no contest that lacks a run.
func TestTables(t *testing.T) {
	text := page(append(made(ttest), made(contests[3])...))
	for _, want := range []string{"| `harness run` | 1 | 1.00 | 2.00 | 30 | 1.00 | 0.50 |", "| `pandas and scipy` | 1 | 3.00 | 2.00 | 30 | 3.00 | 1.50 |",
		"60 answers were compared", "| `joblib` | 1 | 24.00 | 2.00 | 30 | 1.14 | 1.09 | 1.04 |", "| `GNU parallel` | 2 |",
		"no peer was faster in every round than the function workload; nor than pipe; nor than pipe with the frame f8.\n",
		// A run takes its place in seconds, so that a job is 10 s more than the one before.
		"| `harness run --workload python` | 1 | 1000 | 1250.0 | – |", "| `joblib` | 2 | 9000 | 2500.0 | 3 |",
		"- GNU parallel, at N = 2, to pipe: start-up +3000 ms, transfer +0.0 µs a row (+0 ms of the job), imbalance +0 ms; the whole process with welch +3000 ms"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
	once := made(contests[3])
	for i := range once {
		if once[i].Entry == "parallel-2-welch" && once[i].Round == 1 {
			once[i].Seconds = 1
		}
	}
	if want := "frame f8. The faster one changed from round to round for GNU parallel and `harness run --workload python` at N = 2 (0.04 to "; !strings.Contains(page(once), want) {
		t.Errorf("the page lacks %q", want)
	}
	beaten := made(contests[3])
	for i := range beaten {
		if beaten[i].Entry == "parallel-2-welch" {
			beaten[i].Seconds = 1
		}
	}
	if want := "than the function workload but GNU parallel at N = 2 (0.04 of its time); nor than pipe but"; !strings.Contains(page(beaten), want) {
		t.Errorf("the page lacks %q", want)
	}
	if lacking := page(made(ttest)[1:]); strings.Contains(lacking, ttest.Title) {
		t.Error("a contest that lacks a run is on the page")
	}
}

// A contest beside which others worked says so, and how much where its runs tell.
func TestLoaded(t *testing.T) {
	runs := made(contests[3])
	if text := loaded(runs, contests[3]); text != "" {
		t.Errorf("on a machine without other work: %q", text)
	}
	for i := range runs {
		runs[i].Others = runs[i].Seconds / 2
	}
	if text := loaded(runs, contests[3]); !strings.Contains(text, "meanwhile and used 0.50 of a CPU on average, so that") {
		t.Errorf("where others used half of a CPU: %q", text)
	}
}

// The ends of the processes are apart by the first and the last of them, and all of them are there.
func TestApart(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"11": "1000.250000\n", "12": "1000.5", "13": "1000.375"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := apart(dir, 3); got != 0.25 || err != nil {
		t.Errorf("%v s, error %v", got, err)
	}
	if _, err := apart(dir, 2); err == nil || err.Error() != "3 processes answered rows, of 2" {
		t.Errorf("error %v", err)
	}
}

// Every entry but the first of its answers is held against another of its contest.
func TestContests(t *testing.T) {
	for _, c := range contests {
		names := map[string]entry{}
		for _, e := range c.Entries {
			if _, twice := names[e.Name]; twice {
				t.Errorf("%s has two entries %s", c.Name, e.Name)
			}
			names[e.Name] = e
		}
		for _, e := range c.Entries {
			if e.As == "" {
				if !strings.HasPrefix(e.Name, "harness-1") {
					t.Errorf("%s: the answers of %s are held against none", c.Name, e.Name)
				}
			} else if of := names[e.As]; of.As != "" || len(e.Columns) == 0 {
				t.Errorf("%s: %s is held against %q in %d columns", c.Name, e.Name, e.As, len(e.Columns))
			}
		}
	}
}

// Answers agree within their tolerance and no further.
func TestAlike(t *testing.T) {
	dir := t.TempDir()
	open := func(name, text, where string) *table {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		opened, err := openTable(path, where)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(opened.close)
		return opened
	}
	const ours = "row,t,p\na,1,0.5\nb,-2,NaN\n"
	for _, c := range []struct {
		theirs, where string
		columns       []column
		wrong         string
	}{
		{"id,t.t,p\na,1,0.5\nb,-2,NA\n", "", []column{{"t", "t", 0, 0, 0, false}, {"p", "p", 0, 0, 0, false}}, ""},
		{"id,t\na,1.0000001\nb,-2\n", "", []column{{"t", "t", 1e-6, 0, 0, false}}, ""},
		{"id,t\na,1.0000001\nb,-2\n", "", []column{{"t", "t", 1e-8, 0, 0, false}}, "row 1: t is 1.0000001"},
		{"id,t\na,1\nb,2\n", "", []column{{"t", "t", 0, 0, 0, true}}, ""},
		{"id,t\na,1\nb,2\n", "", []column{{"t", "t", 1e-6, 0, 0, false}}, "row 2"},
		{"id,p\na,0.52\nb,NA\n", "", []column{{"p", "p", 0, 0, 1000, false}}, ""},
		{"id,p\na,0.7\nb,NA\n", "", []column{{"p", "p", 0, 0, 1000, false}}, "row 1"},
		{"id,p\na,0.5\nb,0.1\n", "", []column{{"p", "p", 1, 1, 0, false}}, "row 2"},
		{"id,t\na,1\n", "", []column{{"t", "t", 0, 0, 0, false}}, "other numbers of rows"},
		{"id,t\na,x\nb,2\n", "", []column{{"t", "t", 0, 0, 0, false}}, "row 1"},
		{"id,u\na,1\nb,2\n", "", []column{{"t", "t", 0, 0, 0, false}}, "no columns"},
		{" SNP TEST  CHISQ\n a GENO 7\n a TREND 1\n b TREND -2\n", "TREND", []column{{"t", "CHISQ", 0, 0, 0, false}}, ""},
		{"t\n1\n-2\n", "", []column{{"t", "t", 0, 0, 0, false}}, ""},
		{"id,other\na,1\nb,-2\n", "", []column{{"t", "", 0, 0, 0, false}}, ""},
	} {
		compared, _, _, err := alike(open("ours", ours, ""), open("theirs", c.theirs, c.where), c.columns)
		switch {
		case c.wrong == "" && (err != nil || compared != 2*len(c.columns)):
			t.Errorf("%q: %d compared, %v", c.theirs, compared, err)
		case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
			t.Errorf("%q: error %v, want %q", c.theirs, err, c.wrong)
		}
	}
	if by, most := (column{Tolerance: math.NaN()}).difference(1, 2); by <= most {
		t.Errorf("%v is within %v", by, most)
	}
}

func TestPss(t *testing.T) {
	if got := pss([]byte("00400000-7ffe [rollup]\nRss:            5000 kB\nPss:            2048 kB\nPss_Anon: 1 kB\n")); got != 2 {
		t.Errorf("%v MiB, want 2", got)
	}
	if got := pss(nil); got != 0 {
		t.Errorf("%v MiB of nothing", got)
	}
}
