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

// A wrong command line is refused with exit code 2, in one line on standard error and nothing
// on standard output.
func TestRefusals(t *testing.T) {
	for _, c := range refusals {
		t.Run(c.typed, func(t *testing.T) {
			code, stdout, stderr := answer(t, c.typed)
			if code != exitUsage || stdout != "" {
				t.Errorf("exit code %d, want %d; on standard output %q", code, exitUsage, stdout)
			}
			if n := len(regexp.MustCompile(`(?m)^harness: .`).FindAllString(stderr, -1)); n != 1 {
				t.Errorf("%d lines of harness, want 1:\n%s", n, stderr)
			}
			if !regexp.MustCompile(`(?m)` + c.words).MatchString(stderr) {
				t.Errorf("%s\nis not in\n%s", c.words, stderr)
			}
		})
	}
}

// refusals are wrong command lines, in words without spaces in them, and what is printed.
var refusals = []struct{ typed, words string }{
	// Help on what there is not.
	{`help pip`, `^harness: no help on "pip", did you mean pipe\? harness help lists the verbs`},
	{`help imbalence`, `^harness: no help on "imbalence", did you mean imbalance\? .*harness help words the words of the reports$`},
	{`help export`, `^harness: no help on "export", did you mean results export\? harness help`},
	{`help data look`, `^harness: no help on "data look"`},

	// Flags stand anywhere before "--"; what follows it is a program or a word.
	{`sweep --workload command sleep 1`, `^harness: unexpected "sleep": type --data sleep for a file of rows, or -- before a program of yours, see harness sweep --help$`},
	{`sweep wait`, `^harness: unexpected "wait": did you mean --workload wait\?$`},
	{`workloads wait`, `^harness: unexpected "wait": harness workloads takes flags only; harness help wait explains the workload$`},
	{`-- sweep`, `^harness: harness needs a verb: type one of sweep, .* after it, or harness --help$`},
	{`doctor -- x`, `^harness: unexpected "x": `},
	{`report a -o b`, `^harness: no such flag: -o: see harness report --help$`},
	{`sweep -o a --output b`, `^harness: -o and --output are one flag: leave one of them out$`},
	{`sweep --quiet=perhaps`, `^harness: --quiet "perhaps": takes no value: leave it out$`},
	{`sweep --repeats -- xz`, `^harness: --repeats needs a value: see harness sweep --help$`},

	// A program without a workload that takes one.
	{`sweep -- xz -k`, `^harness: workload ttest takes no program: did you mean --workload command, which times xz whole at each N, or --workload pipe, which hands it rows and times each answer\?$`},
	{`run --results p.csv -- xz`, `^harness: workload ttest takes no program: `},

	// A time is in seconds unless it has a unit, and is bounded.
	{`sweep --max-time -5`, `^harness: --max-time "-5": a time is not negative: type one such as 20, 20ms, 90s or 5m$`},
	{`sweep --max-time NaN`, `^harness: --max-time "NaN": type seconds, such as 20, or a time with a unit, such as 250us, 20ms, 90s or 5m$`},
	{`sweep --pace 1e300`, `^harness: --pace "1e300": this is more than 292 years$`},
	{`sweep --workload wait --row-cost 2days`, `^harness: --row-cost "2days": type seconds`},
	{`sweep --workload wait --row-cost 2h`, `^harness: --row-cost "2h": type a time above 0 and up to 1h, in seconds or with a unit`},
	{`doctor --seconds fast`, `^harness: --seconds "fast": type seconds`},

	// A verb, a flag or a value that there is not.
	{`nonsense`, `^harness: no verb "nonsense": type one of sweep, run, worker, node, nats-conf, report, compare, results, fit, log, plan, predict, reproduce, data, doctor, workloads, help, completion, manual, version, or harness --help$`},
	{`reprot`, `^harness: no verb "reprot", did you mean report\? Type one of sweep, `},
	{`inspect golub`, `^harness: no verb "inspect", did you mean data inspect\? Type one of`},
	{`help nonsense`, `^harness: no help on "nonsense": harness help lists the verbs`},
	{`sweep --nonsense`, `^harness: no such flag: --nonsense: see harness sweep --help$`},
	{`sweep golub`, `unexpected "golub"`},
	{`sweep --workload nonsense`, `--workload "nonsense"`},
	{`sweep --engine nonsense`, `--engine "nonsense": type one of pool, remote, serial, sim`},
	{`sweep --schedule nonsense`, `--schedule "nonsense": type one of dynamic, static, guided, queue`},
	{`sweep --repeats 0`, `^harness: --repeats "0": type 1 or more$`},
	{`sweep --chunk 0`, `^harness: --chunk "0": type 1 or more$`},
	{`sweep --data golub --tile 0`, `^harness: --tile "0": type 1 or more$`},
	{`sweep --engine sim --pace 1ms`, `^harness: --pace "1ms": the engine sim has no clock to keep pace by: leave the pace out, or name the engine pool$`},
	{`sweep --engine sim --max-workers 1 --check S<0.05`, `^harness: --check "S<0.05": S is of a curve, and this sweep has no N but 1: sweep to a larger N$`},
	{`sweep --engine serial --fail-if max-speedup<20x`, `^harness: --fail-if "max-speedup<20x": max-speedup is of a curve`},
	{`sweep --scope end-to-end`, `^harness: --scope end-to-end: the rows are generated and no results are stored: type --results FILE, or --scope pipeline$`},
	{`sweep --workers 1,0`, `--workers "1,0"`},
	{`sweep --max-workers -3`, `--max-workers "-3"`},
	{`sweep --max-workers 0`, `--max-workers "0": type a number from 1 to 4096`},
	{`sweep --plant 0.1`, `--plant is not a setting of workload ttest`},
	{`sweep --workload wait --plant 1.5`, `--plant "1.5"`},
	{`sweep --data golub --var nonsense`, `--var "nonsense"`},
	{`sweep --format nonsense`, `--format "nonsense": type one of table, `},
	{`sweep --scope nonsense`, `--scope "nonsense"`},
	{`sweep --data synth:rows=x`, `--data`},
	{`sweep --results out.xlsx`, `--results "out.xlsx": type a name that ends in`},
	{`sweep --precision 0 --max-time 0s`, `never stop`},
	{`sweep --precision 2`, `--precision`},
	{`report`, `no result file`},
	{`report a b`, `^harness: unexpected "b": harness report takes one file, or several with --to; harness compare judges them$`},

	// A name with a typing mistake gets a suggestion, and the error of a value names what is
	// expected.
	{`sweep --worker 2`, `^harness: no such flag: --worker, did you mean --workers\? See harness sweep --help$`},
	{`sweep --repeats x`, `^harness: --repeats "x": type a whole number$`},
	{`sweep --precision x`, `^harness: --precision "x": type a number$`},
	{`report --format`, `^harness: --format needs a value: see harness report --help$`},

	// One file cannot have two uses.
	{`sweep --data x.csv --results x.csv`, `--results and --data both name x.csv`},
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
