//go:build !race

package main

import (
	"regexp"
	"testing"
)

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
