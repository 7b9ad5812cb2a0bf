package study_test

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness/golden"
	"serialfraction/results/number"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/logs"
	"serialfraction/results/tasklog/playback"
	"serialfraction/results/tasklog/study"
)

// A pair is a forecast from the log of one run to the median time of the runs at another N.
type pair struct {
	family   string
	from, to int
	doubt    study.Doubt
	off      float64 // of the time, as a share
	held     bool
}

// pairs forecasts from every log of package testdata to every other N of its family.
func pairs(t *testing.T) []pair {
	t.Helper()
	runs, slots := joblogs(t)
	walls := map[string]map[int][]float64{} // seconds, by family and N
	for name, r := range runs {
		family := familyOf(name)
		if walls[family] == nil {
			walls[family] = map[int][]float64{}
		}
		walls[family][slots[name]] = append(walls[family][slots[name]], float64(r.To-r.From)/1e9)
	}
	var all []pair
	for name, r := range runs {
		family := familyOf(name)
		var ask []int
		for n := range walls[family] {
			ask = append(ask, n)
		}
		s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{slots[name]}, Ask: ask})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range s.Replay {
			if f.Slots == s.Slots {
				continue
			}
			truth := median(walls[family][f.Slots])
			all = append(all, pair{family, s.Slots, f.Slots, f.Doubt, math.Abs(f.Seconds/truth - 1), f.Lo <= truth && truth <= f.Hi})
		}
	}
	return all
}

// joblogs reads all logs: by name, as uniform-j4-r1, with how many slots each had.
func joblogs(t *testing.T) (map[string]*tasklog.Run, map[string]int) {
	t.Helper()
	paths, err := filepath.Glob("../testdata/parallel/*.joblog")
	if err != nil || len(paths) != 100 {
		t.Fatalf("%d logs, %v", len(paths), err)
	}
	runs, slots := map[string]*tasklog.Run{}, map[string]int{}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".joblog")
		if runs[name], err = logs.Read(path, logs.Options{}); err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(strings.TrimPrefix(strings.Split(name, "-")[1], "j"))
		if err != nil {
			t.Fatal(err)
		}
		slots[name] = n
	}
	return runs, slots
}

func familyOf(name string) string { return strings.Split(name, "-")[0] }

func median(all []float64) float64 {
	slices.Sort(all)
	n := len(all)
	if n%2 == 1 {
		return all[n/2]
	}
	return (all[n/2-1] + all[n/2]) / 2
}

// groups are the pairs of the page, by what the study says of them.
var groups = []struct {
	name string
	has  func(p pair) bool
}{
	{"nothing is said against it", func(p pair) bool { return p.doubt == "" && p.from > 1 && p.to > 1 && p.family != "cpu" }},
	{"more than 2N slots, 4N with a dispatcher that was measured", func(p pair) bool { return p.doubt == study.BeyondLog && p.from > 1 && p.family != "cpu" }},
	{"what starts the tasks sets the pace", func(p pair) bool {
		return p.doubt == study.DispatcherBound && p.from > 1 && p.to > 1 && p.family != "cpu"
	}},
	{"the log's own time does not come out, or it hides attempts", func(p pair) bool {
		return (p.doubt == study.ReplayOff || p.doubt == study.HiddenAttempts) && p.from > 1 && p.to > 1 && p.family != "cpu"
	}},
	{"to N = 1, where GNU parallel polls", func(p pair) bool { return p.to == 1 && p.family != "cpu" }},
	{"from N = 1 to 2", func(p pair) bool { return p.from == 1 && p.to == 2 && p.family != "cpu" }},
	{"tasks that compute, on 2 CPUs: no log shows it", func(p pair) bool { return p.family == "cpu" }},
}

// TestLogsPredictionPage forecasts from each log to every other N of its family, and writes what the
// forecasts are off, and how many of the measured times their intervals hold, into the page.
func TestLogsPredictionPage(t *testing.T) {
	all := pairs(t)
	var page strings.Builder
	page.WriteString("| what the study says | pairs | off, median | nine in ten are within | intervals that hold |\n|---|---:|---:|---:|---:|\n")
	for _, g := range groups {
		off, held := judge(all, g.has)
		page.WriteString(row(g.name, off, held))
		if g.name == groups[0].name {
			if m := median(slices.Clone(off)); m > 0.05 || float64(held) < 0.8*float64(len(off)) || len(off) < 60 {
				t.Errorf("of %d pairs that nothing is said against the median is off by %v, and %d intervals hold: want 5 %%, and 80 %% of them", len(off), m, held)
			}
		}
	}
	page.WriteString("\n| family, N ≥ 2 to N ≥ 2 | pairs | off, median | nine in ten are within | intervals that hold |\n|---|---:|---:|---:|---:|\n")
	for _, family := range []string{"uniform", "skew", "twostage", "delay", "short", "retry", "cpu"} {
		off, held := judge(all, func(p pair) bool { return p.family == family && p.from > 1 && p.to > 1 })
		page.WriteString(row(family, off, held))
	}
	golden.Region(t, "../../../docs/logs-prediction.md", "held-out", page.String())
}

// judge returns what the pairs that are chosen are off, ascending, and how many intervals hold.
func judge(all []pair, chosen func(pair) bool) (off []float64, held int) {
	for _, p := range all {
		if chosen(p) {
			off = append(off, p.off)
			if p.held {
				held++
			}
		}
	}
	slices.Sort(off)
	return off, held
}

func row(name string, off []float64, held int) string {
	n := len(off)
	return fmt.Sprintf("| %s | %d | %s | %s | %s |\n", name, n, number.Percent(median(slices.Clone(off))), number.Percent(off[(9*n)/10]), number.Percent(float64(held)/float64(n)))
}

// TestOwnTimes plays each Spark log in the slots that it had, and writes what its time is off into
// the page, beside the same without what starts the tasks.
func TestOwnTimes(t *testing.T) {
	paths, err := filepath.Glob("../testdata/spark/*eventlog*")
	if err != nil {
		t.Fatal(err)
	}
	paths = append(paths, "../testdata/spark/local-1532512550423")
	slices.Sort(paths)
	var page strings.Builder
	page.WriteString("| Spark log | tasks | slots | it took | played | off | off without what starts tasks |\n|---|---:|---:|---:|---:|---:|---:|\n")
	for _, path := range paths {
		r, err := logs.Read(path, logs.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s, err := study.Make([]*tasklog.Run{r}, study.Question{})
		if err != nil {
			t.Fatal(err)
		}
		bare := float64(playback.Of(r, s.Slots).Play(s.Slots, playback.Pace{}).Nanoseconds)/1e9/s.WallSeconds - 1
		fmt.Fprintf(&page, "| %s | %d | %d | %s | %s | %s | %s |\n", strings.TrimSuffix(filepath.Base(path), ".gz"), s.Tasks, s.Slots,
			number.Duration(s.WallSeconds), number.Duration(s.OwnSeconds), number.Percent(s.OwnError), number.Percent(bare))
		if math.Abs(s.OwnError) > 0.02 {
			t.Errorf("%s: its own time comes out %+.1f %% off", path, 100*s.OwnError)
		}
	}
	if len(paths) < 9 {
		t.Errorf("%d logs", len(paths))
	}
	golden.Region(t, "../../../docs/logs-prediction.md", "own", page.String())
}
