package main

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// answer runs a command line within this process, in an empty folder and with no results kept
// before. It returns the exit code and what was printed.
func answer(t *testing.T, typed string) (code int, stdout, stderr string) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"harness"}, strings.Fields(typed)...), &out, &errs)
	return code, out.String(), errs.String()
}

// What is proposed in place of an N that has no lanes has some.
func TestTimelineOfNoRun(t *testing.T) {
	kept, err := filepath.Abs("../../results/testdata/vintage")
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"2-program.jsonl --timeline 2": "harness: no run has an account of its workers, as none of a whole program has: there is no timeline to draw\n",
		"1-ttest.jsonl --timeline 99":  "harness: --timeline 99: no run at that N has an account of its workers: type one of 1, 2\n",
	} {
		if code, _, errs := answer(t, "report "+kept+"/"+typed); code != exitUsage || errs != want {
			t.Errorf("%s: exit code %d: %s", typed, code, errs)
		}
	}
}

// Help fits the terminal and has what it is asked for.
func TestHelpPages(t *testing.T) {
	for _, c := range []struct {
		columns string // width of the terminal
		typed   string
		has     []string
		hasNot  string
	}{
		{"", "--help", []string{`Exit codes`}, ""},
		{"", "sweep --help", []string{`--max-workers`, `For all [0-9]+ flags type harness sweep --help-all; the groups are`,
			` For the settings of a workload type\nharness help and its name: ttest, `}, `--precision W|--imbalance`},
		{"400", "sweep --help-all", []string{`--plant SHARE `, `--adjust METHOD .* ttest, trend: .*; permtest: adjust p by METHOD`,
			`^  --max-time TIME .*, warm-up included, but after one repeat, unless that takes more than twice a TIME that was typed; in seconds unless it has a unit; 0 = no limit \(default: 1m\)$`,
			`^  --engine NAME .* S = 0, or --plant of workload spin, wait, stream`}, "`"},

		// On a verb below another, and on a workload with its settings.
		{"", "help results export", []string{`^  harness results export --to FORMAT \[options\]`}, ""},
		{"", "help pipe", []string{`^  --frame FRAME `, `^  harness sweep --workload pipe -- python3 score.py$`}, `--env`},
		{"", "help command --help-all", []string{`^  --env NAME=VALUE `}, ""},

		// A word of the reports is explained in a line, all of them on a page.
		{"", "help Run-queue  delay", []string{`^run-queue delay: the time that a thread is ready to run `}, ""},
		{"", "help words", []string{`^  dynamic  +a worker takes the next chunk `}, ""},
		{"", "help --help", []string{`harness help \[VERB\|WORKLOAD\|WORD\]`}, ""},
		{"", "version", []string{`^harness version `}, ""},
		{"", "--version", []string{`^harness version `}, ""},

		{"", "workloads", []string{`^ttest:`, `^wait:`}, "`"},
		{"70", "workloads", nil, `^.{71}`},
		{"70", "help trend", nil, `^.{71}`},
		{"70", "sweep --help-all", nil, `^.{71}`},
		{"20", "--help", nil, `^.{41}`},
	} {
		t.Run(c.columns+" "+c.typed, func(t *testing.T) {
			t.Setenv("COLUMNS", c.columns)
			code, stdout, stderr := answer(t, c.typed)
			if code != 0 || stdout == "" || stderr != "" {
				t.Errorf("exit code %d; on standard output %q, on standard error %q", code, stdout, stderr)
			}
			for _, words := range c.has {
				if !regexp.MustCompile(`(?m)` + words).MatchString(stdout) {
					t.Errorf("%s\nis not in\n%s", words, stdout)
				}
			}
			if c.hasNot != "" && regexp.MustCompile(`(?m)`+c.hasNot).MatchString(stdout) {
				t.Errorf("%s\nis in\n%s", c.hasNot, stdout)
			}
		})
	}
}

// One page can be asked for in several ways.
func TestSamePage(t *testing.T) {
	for page, others := range map[string][]string{
		"--help":       {"", "help"},
		"sweep --help": {"help sweep", "sweep golub --quiet -h"},
	} {
		_, want, _ := answer(t, page)
		for _, typed := range others {
			if code, got, _ := answer(t, typed); code != 0 || got != want {
				t.Errorf("harness %s has exit code %d and prints\n%s\nharness %s prints\n%s", typed, code, got, page, want)
			}
		}
	}
}
