package main

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"serialfraction/fit"
)

// differ reports whether two times differ by more than rounding.
func differ(a, b float64) bool { return math.Abs(a/b-1) > 1e-12 }

// A plan from a log has the times of the log's own forecast at each N that it shows, to their ends, and none of them has
// a level.
func TestPlanHasTheForecastsOfTheLog(t *testing.T) {
	t.Chdir("../..")
	const testdata = "results/tasklog/testdata/"
	for source, target := range map[string]string{
		testdata + "parallel/skew-j4-r1.joblog":                      "8s",
		testdata + "parallel/twostage-j8-r2.joblog":                  "5s",
		testdata + "ninja/ninja-j4.ninja_log":                        "5s",
		testdata + "dask/task-stream-n4-r1.json":                     "6s",
		testdata + "spark/eventlog_4nodes_8cores_dynamic_alloc.zstd": "300s",
		testdata + "spark/dsAndDf_eventlog.zstd":                     "30s",
		testdata + "spark/eventlog_v2_local-0000000000001":           "10s",
	} {
		printed := func(to any, args ...string) {
			t.Helper()
			var out, errs bytes.Buffer
			if code := run(t.Context(), append(append([]string{"harness"}, args...), "--format", "json"), &out, &errs); code != 0 {
				t.Fatalf("%q: exit %d: %s", args, code, &errs)
			}
			if err := json.Unmarshal(out.Bytes(), to); err != nil {
				t.Fatal(err)
			}
		}
		var planned struct {
			Steps []struct {
				Workers float64
				Seconds fit.Interval
			}
		}
		printed(&planned, "plan", "--from", source, "--target", target)
		var ask []string
		for _, s := range planned.Steps {
			ask = append(ask, strconv.Itoa(int(s.Workers)))
		}
		if len(ask) < 2 {
			t.Errorf("%s: a plan of N = %v only", source, ask)
		}
		var forecast struct {
			Replay []struct {
				Slots           float64
				Seconds, Lo, Hi float64
			}
		}
		printed(&forecast, "log", source, "--ask", strings.Join(ask, ","))
		for i, f := range forecast.Replay {
			if s := planned.Steps[i]; s.Workers != f.Slots || s.Seconds.Level != 0 || differ(s.Seconds.Value, f.Seconds) || differ(s.Seconds.Lo, f.Lo) || differ(s.Seconds.Hi, f.Hi) {
				t.Errorf("%s: the plan has %+v, the log %+v", source, s, f)
			}
		}
	}
}

// What a log does not tell is asked for in the words of plan, and a log that is none of timings is refused as a log.
func TestPlanAsksOfALog(t *testing.T) {
	t.Chdir("../..")
	const testdata = "results/tasklog/testdata/"
	for _, c := range []struct {
		typed, want string
		code        int
	}{
		{testdata + "gotest/gotest-p4.json", "type --slots N, as many as there were", 2},
		{testdata + "gotest/gotest-p4.json --slots 4", "knee     from N = 5", 0},
		{testdata + "gotest/gotest-p4.json --slots 0", "--slots 0: type a whole number", 2},
		{testdata + "parallel/retry-j4-r1.joblog", "with N = 8 would tell of 16", 0}, // its S lies anywhere, and its times do not
		{testdata + "gotest/junit-n4.xml", "but not when they began", 1},
		{"docs/sweeps/ttest-2cpu.jsonl --slots 4", "--slots is for the log of a run", 2},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"harness", "plan", "--target", "2s", "--from"}, strings.Fields(c.typed)...), &out, &errs)
		if code != c.code || !strings.Contains(out.String()+errs.String(), c.want) {
			t.Errorf("%s: exit %d, want %d and %q in\n%s%s", c.typed, code, c.code, c.want, &out, &errs)
		}
	}
}
