package main

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/harness/wording"
	"serialfraction/results"
)

// shownBy lists the flags of a sweep that set no part of its request: where its file is,
// what is printed or drawn, what is overruled, and of how many rows the sources are.
var shownBy = []string{"resume", "rows", "force", "output", "quiet", "live", "format", "scope", "timeline", "load", "no-color"}

// Every flag of a sweep sets a part of the request or is in shownBy, and every ask has a flag.
func TestEveryFlagAsks(t *testing.T) {
	var flags []string
	for _, f := range sweepVerb().Flags {
		flags = append(flags, f.Names()[0])
	}
	var known []string
	for _, a := range asks {
		known = append(known, a.flag)
	}
	known = append(known, shownBy...)
	slices.Sort(flags)
	slices.Sort(known)
	if diff := cmp.Diff(flags, known); diff != "" {
		t.Errorf("flags of sweep (-) and what they ask (+):\n%s", diff)
	}
}

// the requests of command lines, in full.
func asked(t testing.TB, words ...string) results.Request {
	t.Helper()
	r, err := askedBy(append([]string{"harness", "sweep"}, words...))
	if err != nil {
		t.Fatalf("%q: %v", words, err)
	}
	return r
}

func TestRequestOf(t *testing.T) {
	usual := results.Request{Workload: "ttest", Settings: map[string][]string{"adjust": {"none"}, "var": {"welch"}},
		Source: results.Source{Data: asked(t).Source.Data}, Engine: "pool", Schedule: "dynamic",
		Warmup: 1, Precision: 0.005, MaxTime: time.Minute, Seed: 1}
	if !strings.HasPrefix(usual.Source.Data, "synth:") {
		t.Errorf("data %q", usual.Source.Data)
	}
	for _, tt := range []struct {
		words string
		want  func(r *results.Request)
	}{
		{"", func(*results.Request) {}},
		{"--data golub --tile 3 --contrast A,B --group-by ^A", func(r *results.Request) {
			r.Source = results.Source{Data: "golub", Tile: 3, Contrast: "A,B", GroupBy: "^A"}
		}},
		{"--workers 6,3 --max-workers 8 --chunk 5 --pace 0 --control", func(r *results.Request) {
			r.Workers, r.MaxWorkers, r.ChunkRows, r.Pace, r.Control = []int{6, 3}, 8, 5, new(time.Duration), true
			r.Source.Data = strings.Replace(r.Source.Data, "rows=200000,", "rows=2000000,", 1) // for 8 workers
		}},
		{"--repeats 3 --warmup 0 --precision 0 --max-time 2h --seed 18446744073709551615", func(r *results.Request) {
			r.Repeats, r.Warmup, r.Precision, r.MaxTime, r.Seed = 3, 0, 0, 2*time.Hour, 1<<64-1
		}},
		{"--results p.csv --safe-csv --trace t.out --check S<0.1 --check T1<1s --fail-if S>1 --strict --no-doctor", func(r *results.Request) {
			r.Results, r.Profiles, r.Strict, r.NoProbe, r.SafeCSV = "p.csv", map[string]string{"trace": "t.out"}, true, true, true
			r.Checks, r.FailIf = []string{"S<0.1", "T1<1s"}, []string{"S>1"}
		}},
	} {
		want := usual
		tt.want(&want)
		if diff := cmp.Diff(want, asked(t, strings.Fields(tt.words)...), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.words, diff)
		}
	}
	whole := results.Request{Workload: "command", Program: []string{"sh", "-c", "x\ny"}, Warmup: 1, Precision: 0.005, MaxTime: time.Minute, Seed: 1,
		Settings: map[string][]string{"env": {"A=1\n2", "B=3"}, "timeout": {"10m"}, "shell": {"true"}}}
	got := asked(t, "--workload", "command", "--env", "A=1\n2", "--env", "B=3", "--shell", "--", "sh", "-c", "x\ny")
	if diff := cmp.Diff(whole, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("a whole program (-want +got):\n%s", diff)
	}
}

// The command line that is made from a request has the same request, whatever is in it.
func TestSweepCommandAsksTheSame(t *testing.T) {
	for _, words := range [][]string{
		nil,
		{"--data", "it's a.csv", "--groups", "g.csv", "--group-field", "sex", "--tile", "2", "--var", "equal"},
		{"--workload", "wait", "--plant", "0.05", "--engine", "sim", "--workers", "1,2,4", "--seed", "7"},
		{"--workload", "wait", "--pace", "0", "--schedule", "queue", "--chunk", "3", "--control", "--warmup", "0", "--max-time", "90m", "--precision", "0"},
		{"--workload", "command", "--env", "A=1\n2", "--env", "B=", "--ignore-failure", "--timeout", "0s", "--", "sort", "--parallel={workers}", "it's", ""},
		{"--workload", "pipe", "--per-chunk", "--outputs", "t,df", "--results", "p.csv", "--", "python3", "score.py", "--pace"},
		{"--cpuprofile", "c.out", "--check", "S<0.05", "--fail-if", "T1>1s", "--strict", "--no-doctor", "--max-workers", "12"},
	} {
		r := asked(t, words...)
		line := sweepCommand(r, "", "")
		again := unquoted(t, line)
		if diff := cmp.Diff(r, asked(t, again[2:]...)); diff != "" {
			t.Errorf("%q became %s (-asked +asked again):\n%s", words, line, diff)
		}
	}
}

// unquoted returns the words of a command as a shell reads them, with the quotes that
// wording.ShellWord writes.
func unquoted(t *testing.T, line string) (words []string) {
	t.Helper()
	plain := regexp.MustCompile(`^[^'\\ $]+`)
	for word := range slices.Values(wording.ShellWords(line)) {
		text, rest := "", word
		for rest != "" {
			if single, after, ends := strings.Cut(strings.TrimPrefix(rest, "'"), "'"); rest[0] == '\'' && ends {
				text, rest = text+single, after
				continue
			}
			if rest[0] == '\\' {
				text, rest = text+rest[1:2], rest[2:]
				continue
			}
			if seen := plain.FindString(rest); seen != "" {
				text, rest = text+seen, rest[len(seen):]
				continue
			}
			inner, opens := strings.CutPrefix(rest, "$'")
			inner, ends := strings.CutSuffix(inner, "'")
			escapes, err := strconv.Unquote(`"` + strings.NewReplacer(`\\`, `\\`, `\'`, `'`, `"`, `\"`).Replace(inner) + `"`)
			if !opens || !ends || err != nil {
				t.Fatalf("%s: %q is no word: %v", line, word, err)
			}
			text, rest = text+escapes, ""
		}
		words = append(words, text)
	}
	return words
}

// A command keeps what the user typed, as far as it is no default, but for what is changed.
func TestSweepCommand(t *testing.T) {
	for _, tt := range []struct {
		words  string
		change func(r *results.Request)
		output string
		want   string
	}{
		{"", nil, "", "harness sweep"},
		{"--workload ttest --seed 1 --engine pool", nil, "", "harness sweep"},
		{"--data my.csv --quiet", func(r *results.Request) { r.Repeats = 20 }, "", "harness sweep --data my.csv --repeats 20"},
		{"--precision=0.1 --max-time=2m", nil, "", "harness sweep --precision 0.1 --max-time 2m"},
		{"--precision=0.1 --max-time=2m", func(r *results.Request) { r.Repeats = 40 }, "A-more.jsonl", "harness sweep --repeats 40 -o A-more.jsonl"},
		{"--max-workers 8", func(r *results.Request) { r.Workers, r.MaxWorkers = []int{1, 3}, 0 }, "", "harness sweep --data synth:rows=2000000,cols=100,seed=1,effect=0.5,changed=0.05 --workers 1,3"},
		{"--workload command --shell --repeats 3 -- sort|it's {n}", nil, "a b", `harness sweep --workload command --shell --repeats 3 -o 'a b' -- 'sort|it'\''s' '{n}'`},
		{"--workload command -- echo {n}", func(r *results.Request) { r.Settings = map[string][]string{"env": {"A=x\ny"}, "timeout": {"10m"}} }, "", `harness sweep --workload command --env $'A=x\ny' -- echo '{n}'`},
		{"--row-cost 10us --workload wait", func(r *results.Request) { r.Control = true }, "", "harness sweep --workload wait --row-cost 10us --control"},
	} {
		r := asked(t, strings.Fields(tt.words)...)
		if tt.change != nil {
			tt.change(&r)
		}
		if got := sweepCommand(r, "", tt.output); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
	gone := results.Request{Workload: "no such", Seed: 3}
	if got := sweepCommand(gone, "", ""); !strings.HasPrefix(got, "harness sweep --workload 'no such' ") || !strings.Contains(got, "--seed 3") {
		t.Errorf("of a workload that is not there any more: %s", got)
	}
}

func TestTypedTime(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0s", 250 * time.Microsecond: "250us", time.Minute: "1m", 90 * time.Second: "1m30s",
		2 * time.Hour: "2h", 100 * time.Minute: "1h40m", 10 * time.Second: "10s", time.Hour + time.Second: "1h0m1s"} {
		if got := typedTime(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

// For any request, the words of its command line have the same request.
func FuzzSweepCommand(f *testing.F) {
	f.Add("a b.csv", "A=1\n2", "it's", "-x", int64(250_000), uint(3))
	f.Add("", "", "", "--", int64(0), uint(0))
	f.Add("it's\x01\\\"", "\xff'", "a\u202e\u00a0", "\t\r\n", int64(1), uint(2))
	f.Add("$(rm)", "`x`", "a\\b", "\"", int64(90_000_000_000), uint(40))
	f.Add("", "", "", "", int64(0), uint(1))
	f.Add("", "A=$x", "'", "", int64(0), uint(5))
	rows, whole := asked(f, "--workload", "pipe", "--", "score"), asked(f, "--workload", "command", "--", "sh")
	f.Fuzz(func(t *testing.T, file, env, hook, arg string, pace int64, repeats uint) {
		r := whole
		if repeats%2 == 0 {
			r = rows
			r.Source.Data, r.Source.Groups, r.Program = "x"+file, file, append(slices.Clone(rows.Program), arg)
			r.Pace, r.Repeats = new(time.Duration(max(pace, 0))), int(repeats>>1)
		} else {
			r.Settings = maps.Clone(whole.Settings)
			r.Settings["env"], r.Settings["prepare"], r.Results = []string{env, hook}, []string{hook}, ""
		}
		line := sweepCommand(r, "", "")
		if diff := cmp.Diff(r, asked(t, unquoted(t, line)[2:]...)); diff != "" {
			t.Errorf("%q (-asked +asked again):\n%s", line, diff)
		}
	})
}
