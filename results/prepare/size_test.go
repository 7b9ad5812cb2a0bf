package prepare

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/workloads"
)

// unnamed returns the request of a sweep up to most workers that names no data.
func unnamed(workload string, most int, settings map[string][]string) results.Request {
	r := results.Request{Workload: workload, Settings: settings, Engine: "pool", MaxWorkers: most}
	r.Source.Data = DefaultData(r)
	return r
}

// rowsOf returns the number of rows that a source makes.
func rowsOf(t *testing.T, source string) int {
	t.Helper()
	_, params, _ := strings.Cut(source, ":")
	first, _, _ := strings.Cut(params, ",")
	_, number, _ := strings.Cut(first, "=")
	rows, err := strconv.Atoi(number)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return rows
}

// For 64 workers every workload whose rows have a known cost makes ten chunks at least for
// each worker, and so many rows that the fixed costs of a run are a hundredth of its time;
// where the limit of memory goes first, ShortageOf has it.
func TestDefaultDataFor64(t *testing.T) {
	for _, s := range workloads.All {
		if s.Data.Cost == nil {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			args := map[string][]string{}
			for _, p := range s.Params {
				if p.Default != "" {
					args[p.Name] = []string{p.Default}
				}
			}
			const most = 64
			r := unnamed(s.Name, most, args)
			rows := rowsOf(t, r.Source.Data)
			serial := time.Duration(rows) * s.Data.Cost(args)
			chunks := harness.DefaultChunkRows(rows, serial, s.Data.Waits, most)
			if each := (rows + chunks - 1) / chunks / most; each < 10 {
				t.Errorf("%s: %d chunks for each worker, want 10", r.Source.Data, each)
			}
			fixed := fixedCosts
			if s.Data.Waits {
				fixed = fixedCostsWaiting
			}
			short := ShortageOf(r, harness.WorkerCounts(most))
			if enough := serial/most >= negligible*fixed; enough != (short == nil) {
				t.Errorf("%s: %v for each worker, shortage %+v", r.Source.Data, serial/most, short)
			}
			if short != nil && int64(rows+rows/10)*int64(s.Data.Memory) < mostMemory {
				t.Errorf("%s is short of %+v and leaves memory unused", r.Source.Data, short)
			}
			if got := unnamed(s.Name, fewWorkers, args).Source.Data; got != s.Data.Usual() {
				t.Errorf("for %d workers %s, want the usual %s", fewWorkers, got, s.Data.Usual())
			}
		})
	}
}

// The rows follow from the request alone: its N, its settings, its pace.
func TestDefaultData(t *testing.T) {
	pace := func(d time.Duration) func(*results.Request) { return func(r *results.Request) { r.Pace = &d } }
	for name, tc := range map[string]struct {
		workload string
		most     int
		settings map[string][]string
		change   func(*results.Request)
		rows     int
	}{
		"no N named":             {"ttest", 0, nil, nil, 200_000},
		"few":                    {"ttest", 8, nil, nil, 200_000},
		"limited by memory":      {"ttest", 16, nil, nil, 2_300_000},
		"a list":                 {"ttest", 0, nil, func(r *results.Request) { r.Workers = []int{1, 64} }, 2_300_000},
		"repeated rows":          {"ttest", 64, nil, func(r *results.Request) { r.Source.Tile = 10 }, 230_000},
		"simulated":              {"ttest", 64, nil, func(r *results.Request) { r.Engine = "sim" }, 200_000},
		"long rows":              {"permtest", 64, map[string][]string{"permutations": {"1000"}}, nil, 20_000},
		"short rows":             {"permtest", 64, map[string][]string{"permutations": {"100"}}, nil, 160_000},
		"every arrangement":      {"permtest", 64, map[string][]string{"permutations": {"0"}}, nil, 20_000},
		"a method":               {"invert", 64, map[string][]string{"method": {"diagonal"}}, nil, 780_000},
		"another method":         {"invert", 64, map[string][]string{"method": {"full"}}, nil, 720_000},
		"cheap rows":             {"spin", 64, map[string][]string{"row-cost": {"1us"}}, nil, 640_000},
		"bad setting":            {"spin", 64, map[string][]string{"row-cost": {"-1"}}, nil, 8192},
		"bytes":                  {"stream", 64, map[string][]string{"bytes-per-row": {"1MiB"}}, nil, 16_000},
		"waiting":                {"wait", 64, map[string][]string{"row-cost": {"1ms"}}, nil, 4800},
		"limited by time":        {"wait", 4096, map[string][]string{"row-cost": {"1ms"}}, nil, 5000},
		"paced":                  {"spin", 64, map[string][]string{"row-cost": {"1us"}}, pace(100 * time.Microsecond), 48_000},
		"paced rows take longer": {"ttest", 64, nil, pace(250 * time.Microsecond), 200_000},
		"a program":              {"pipe", 64, nil, nil, 2000},
	} {
		t.Run(name, func(t *testing.T) {
			r := unnamed(tc.workload, tc.most, tc.settings)
			if tc.change != nil {
				tc.change(&r)
			}
			if got := rowsOf(t, DefaultData(r)); got != tc.rows {
				t.Errorf("%d rows, want %d", got, tc.rows)
			}
		})
	}
	if got := DefaultData(results.Request{Workload: "command", MaxWorkers: 64}); got != "" {
		t.Errorf("a whole program works on %q", got)
	}
}

// A machine with many CPUs makes no more rows than another, and the shortage has what to name.
func TestShortageOf(t *testing.T) {
	spin := map[string][]string{"row-cost": {"1us"}}
	r := unnamed("spin", 0, spin)
	got := ShortageOf(r, []int{1, 2, 64})
	want := Shortage{Workers: 64, Unnamed: true, Rows: 8192, Each: 128 * time.Microsecond, Fixed: fixedCosts,
		Enough: "synth:rows=640000,cols=2", Memory: 640_000 * 80, Serial: 640 * time.Millisecond}
	if got == nil || *got != want {
		t.Errorf("shortage %+v, want %+v", got, want)
	}
	r.Source.Data = "synth:rows=9,cols=2"
	for name, s := range map[string]*Shortage{
		"named data":  ShortageOf(r, []int{1, 64}),
		"few workers": ShortageOf(unnamed("spin", 0, spin), []int{1, 2, 4, 8}),
		"N named":     ShortageOf(unnamed("spin", 64, spin), []int{1, 64}),
	} {
		if s != nil {
			t.Errorf("%s: shortage %+v", name, s)
		}
	}
}

// Rows that do not fit are refused, with a source that fits; those that the user named are not.
func TestCheckMemory(t *testing.T) {
	r := unnamed("ttest", 64, nil)
	for name, tc := range map[string]struct {
		m    machine.Description
		fits string // "" = the rows fit
	}{
		"unknown":   {machine.Description{}, ""},
		"enough":    {machine.Description{AvailableBytes: 16e9}, ""},
		"small":     {machine.Description{AvailableBytes: 1e9}, "synth:rows=540000,cols=100,seed=1,effect=0.5,changed=0.05"},
		"container": {machine.Description{AvailableBytes: 16e9, Cgroup: machine.Cgroup{MemoryBytes: 5e8}}, "synth:rows=270000,cols=100,seed=1,effect=0.5,changed=0.05"},
	} {
		err := checkMemory(r, tc.m)
		full := (*MemoryError)(nil)
		if errors.As(err, &full) != (tc.fits != "") || full != nil && full.Fits != tc.fits {
			t.Errorf("%s: %v", name, err)
		}
	}
	r.Source.Data = "synth:rows=100000000,cols=100"
	if err := checkMemory(r, machine.Description{AvailableBytes: 1e9}); err != nil {
		t.Errorf("data that was named: %v", err)
	}
}
