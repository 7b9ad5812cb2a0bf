package prepare

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
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

// For any largest N that is named every workload whose rows have a known cost makes ten chunks
// at least for each worker, and so many rows that the fixed costs of a run are a hundredth of
// its time; where a limit goes first, ShortageOf has it. One worker more never changes the rows
// at once: they grow in proportion, up to the rounding.
func TestDefaultDataForEveryN(t *testing.T) {
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
			before := 0
			for most := 2; most <= 256; most++ {
				r := unnamed(s.Name, most, args)
				rows := rowsOf(t, r.Source.Data)
				serial := time.Duration(rows) * s.Data.Cost(args)
				chunks := harness.DefaultChunkRows(rows, serial, s.Data.Waits, most)
				fixed := fixedCosts
				if s.Data.Waits {
					fixed = fixedCostsWaiting
				}
				each := (rows + chunks - 1) / chunks / most
				short := ShortageOf(r, harness.WorkerCounts(most))
				if enough := serial/time.Duration(most) >= negligible*fixed && each >= leastChunks; enough != (short == nil) {
					t.Errorf("N = %d, %s: %v and %d chunks for each worker, shortage %+v", most, r.Source.Data, serial/time.Duration(most), each, short)
				}
				if short != nil && (short.Reason == Unnamed || short.Reason == Memory && int64(rows+rows/10)*int64(s.Data.Memory) < MostMemory) {
					t.Errorf("N = %d: %s is short of %+v and leaves memory unused", most, r.Source.Data, short)
				}
				if before > 0 && float64(rows) > 1.1*float64(before)*float64(most)/float64(most-1) {
					t.Errorf("from N = %d to %d the rows grow from %d to %d", most-1, most, before, rows)
				}
				if before > 0 || rows > s.Data.Rows {
					before = rows
				}
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
		"no N named":              {"ttest", 0, nil, nil, 200_000},
		"one worker":              {"ttest", 1, nil, nil, 200_000},
		"two":                     {"ttest", 2, nil, nil, 500_000},
		"four":                    {"ttest", 4, nil, nil, 1_000_000},
		"eight":                   {"ttest", 8, nil, nil, 2_000_000},
		"nine":                    {"ttest", 9, nil, nil, 2_300_000},
		"long rows, many workers": {"permtest", 4096, map[string][]string{"permutations": {"1000"}}, nil, 120_000},
		"limited by memory":       {"ttest", 16, nil, nil, 2_300_000},
		"a list":                  {"ttest", 0, nil, func(r *results.Request) { r.Workers = []int{1, 64} }, 2_300_000},
		"repeated rows":           {"ttest", 64, nil, func(r *results.Request) { r.Source.Tile = 10 }, 230_000},
		"simulated":               {"ttest", 64, nil, func(r *results.Request) { r.Engine = "sim" }, 200_000},
		"long rows":               {"permtest", 64, map[string][]string{"permutations": {"1000"}}, nil, 20_000},
		"short rows":              {"permtest", 64, map[string][]string{"permutations": {"100"}}, nil, 160_000},
		"every arrangement":       {"permtest", 64, map[string][]string{"permutations": {"0"}}, nil, 20_000},
		"a method":                {"invert", 64, map[string][]string{"method": {"diagonal"}}, nil, 780_000},
		"another method":          {"invert", 64, map[string][]string{"method": {"full"}}, nil, 720_000},
		"cheap rows":              {"spin", 64, map[string][]string{"row-cost": {"1us"}}, nil, 640_000},
		"bad setting":             {"spin", 64, map[string][]string{"row-cost": {"-1"}}, nil, 8192},
		"bytes":                   {"stream", 64, map[string][]string{"bytes-per-row": {"1MiB"}}, nil, 16_000},
		"waiting":                 {"wait", 64, map[string][]string{"row-cost": {"1ms"}}, nil, 4800},
		"limited by time":         {"wait", 4096, map[string][]string{"row-cost": {"1ms"}}, nil, 5000},
		"paced":                   {"spin", 64, map[string][]string{"row-cost": {"1us"}}, pace(100 * time.Microsecond), 48_000},
		"paced rows take longer":  {"ttest", 64, nil, pace(250 * time.Microsecond), 200_000},
		"a program":               {"pipe", 64, nil, nil, 2000},
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
	want := Shortage{Workers: 64, Reason: Unnamed, Rows: 8192, Row: time.Microsecond, Each: 128 * time.Microsecond, Fixed: fixedCosts,
		Chunks: 1, Enough: "synth:rows=640000,cols=2", Memory: 640_000 * 80, Serial: 640 * time.Millisecond}
	if got == nil || *got != want {
		t.Errorf("shortage %+v, want %+v", got, want)
	}
	r.Source.Data = "synth:rows=9,cols=2"
	for name, s := range map[string]*Shortage{
		"named data": ShortageOf(r, []int{1, 64}),
		"one worker": ShortageOf(unnamed("spin", 0, spin), []int{1}),
		"N named":    ShortageOf(unnamed("spin", 64, spin), []int{1, 64}),
	} {
		if s != nil {
			t.Errorf("%s: shortage %+v", name, s)
		}
	}
}

// A sweep over few N has a shortage as one over many has, and its reason.
func TestShortageReason(t *testing.T) {
	long := map[string][]string{"row-cost": {"10ms"}}
	for name, tc := range map[string]struct {
		r      results.Request
		most   int
		reason Reason
		chunks int
	}{
		"two CPUs":          {unnamed("ttest", 0, nil), 2, Unnamed, 32},
		"four CPUs":         {unnamed("ttest", 0, nil), 4, Unnamed, 20},
		"eight CPUs":        {unnamed("ttest", 0, nil), 8, Unnamed, 10},
		"memory":            {unnamed("ttest", 64, nil), 64, Memory, 14},
		"time":              {unnamed("wait", 4096, nil), 4096, Time, 0},
		"fewer rows than N": {unnamed("spin", 4096, long), 4096, Time, 2},
	} {
		s := ShortageOf(tc.r, []int{1, tc.most})
		if s == nil || s.Reason != tc.reason || s.Chunks != tc.chunks {
			t.Errorf("%s: shortage %+v, want reason %d and %d chunks", name, s, tc.reason, tc.chunks)
		}
	}
	if s := ShortageOf(unnamed("ttest", 8, nil), []int{1, 2, 4, 8}); s != nil {
		t.Errorf("N = 8 named: shortage %+v", s)
	}
}
