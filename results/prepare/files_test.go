package prepare

import (
	"errors"
	"math"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// A job that may not open as many files as it needs is refused before its first run. Of the N that is
// advised it has enough.
func TestFilesRefused(t *testing.T) {
	workers := func(n int) func(*results.Request) {
		return func(r *results.Request) { r.Workers = []int{1, n} }
	}
	pipe := asked("pipe", "synth:rows=400,cols=2", workers(64))
	for _, tc := range []struct {
		r     results.Request
		limit int
		want  string // "" = it has enough
		most  int    // the N that is advised
	}{
		{pipe, 350, "", 0},
		{pipe, 349, `--workers "64": 64 workers need about 350 open files, and this process may have 349: raise that limit (ulimit -Hn), or type 63 at most`, 63},
		{pipe, 256, "this process may have 256: raise that limit (ulimit -Hn), or type 45 at most", 45},
		{pipe, 35, "or type 1 at most", 1},
		{pipe, 20, "a job and 1 worker need about 35 open files, and this process may have 20: raise that limit (ulimit -Hn)", 0},
		{asked("ttest", "synth:rows=400,cols=2", workers(64)), 82, "", 0},
		{asked("ttest", "synth:rows=400,cols=2", workers(64)), 64, `--workers "64": 64 workers need about 82 open files`, 46},
		{asked("ttest", "synth:rows=400,cols=2", func(r *results.Request) { r.MaxWorkers, r.Workers = 64, nil }), 64, `--max-workers "64": 64 workers need`, 46},
		{asked("ttest", "synth:rows=400,cols=2", func(r *results.Request) { r.Engine, r.Workers = "sim", []int{4096} }), 20, "", 0},
		{asked("ttest", "synth:rows=400,cols=2", func(r *results.Request) { r.Engine, r.Workers = "remote", []int{16} }), 64, `--workers "16": 16 workers need about 78 open files`, 11},
		{asked("command", "", workers(64)), 28, "", 0},
		{asked("command", "", workers(64)), 20, "a job and its program need about 28 open files, and this process may have 20: raise that limit (ulimit -Hn)", 0},
	} {
		d := demandOf(t, tc.r)
		if tc.r.Workers == nil {
			d.workers = []int{1, tc.r.MaxWorkers}
		}
		have := machine.Files{Open: 8, Limit: tc.limit}
		err := d.checkFiles(have)
		if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s, limit %d: %v\nwant %s", tc.r.Workload, tc.limit, err, tc.want)
		}
		if flag := (*harness.FlagError)(nil); errors.As(err, &flag) != (tc.most > 0) {
			t.Errorf("%s, limit %d: %v: a setting is named", tc.r.Workload, tc.limit, err)
		}
		if tc.most > 0 {
			d.workers = []int{tc.most}
			if err := d.checkFiles(have); err != nil {
				t.Errorf("%s, limit %d: as advised: %v", tc.r.Workload, tc.limit, err)
			}
		}
	}
}

// A job that is done once is not timed, and opens files for programs and for workers that are
// processes alone.
func TestFilesOnce(t *testing.T) {
	for _, tc := range []struct {
		workload, engine string
		most             int
	}{{"ttest", "pool", math.MaxInt32}, {"pipe", "pool", 6}, {"ttest", "remote", 10}, {"pipe", "remote", 10}} {
		workload, most := tc.workload, tc.most
		d := demandOf(t, asked(workload, "synth:rows=400,cols=2", func(r *results.Request) { r.Engine = tc.engine }))
		d.once = true
		for n, fits := range map[int]bool{1: true, 6: true, 7: 7 <= most, 10: 10 <= most, 11: 11 <= most} {
			d.workers = []int{n}
			if err := d.checkFiles(machine.Files{Open: 8, Limit: 60}); (err == nil) != fits {
				t.Errorf("%s on %s at N = %d: %v", workload, tc.engine, n, err)
			}
		}
	}
}
