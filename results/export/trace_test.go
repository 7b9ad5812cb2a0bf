package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// A traceFile is the whole of a trace.
type traceFile struct {
	Events []traceEvent      `json:"traceEvents"`
	Unit   string            `json:"displayTimeUnit"`
	Other  map[string]string `json:"otherData"`
}

// traced reads a trace by the rules of its format, and returns the complete events by
// process and thread.
func traced(t *testing.T, text string) (threads map[[2]int][]traceEvent, processes map[int]string) {
	t.Helper()
	var doc traceFile
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	threads, processes = map[[2]int][]traceEvent{}, map[int]string{}
	for _, e := range doc.Events {
		switch e.Phase {
		case "M":
			if name, ok := e.Args["name"].(string); ok && e.Name == "process_name" {
				processes[e.Process] = name
			}
		case "X":
			if e.Start == nil || e.Length == nil || *e.Start < 0 || *e.Length <= 0 {
				t.Fatalf("event without times: %+v", e)
			}
			threads[[2]int{e.Process, e.Thread}] = append(threads[[2]int{e.Process, e.Thread}], e)
		case "C":
			if e.Start == nil || len(e.Args) != 1 {
				t.Fatalf("counter without a time or a value: %+v", e)
			}
		default:
			t.Fatalf("event of phase %q", e.Phase)
		}
	}
	return threads, processes
}

// The events of every thread follow each other without a gap, those of a worker from the end
// of the split to the beginning of the merge.
func TestTraceTiles(t *testing.T) {
	for _, s := range sweeps(t) {
		t.Run(s.Name, func(t *testing.T) {
			threads, processes := traced(t, written(t, "trace", Options{Runs: Selection{all: true}}, s))
			if len(processes) != len(s.File.Runs) {
				t.Errorf("%d processes of %d runs", len(processes), len(s.File.Runs))
			}
			for i, r := range s.File.Runs {
				if want := fmt.Sprintf("N=%d, block %d", r.Workers, r.Block); !strings.HasPrefix(processes[i+1], want) {
					t.Errorf("process %d is %q, want %q", i+1, processes[i+1], want)
				}
				start := *threads[[2]int{i + 1, 0}][0].Start
				checkTiles(t, threads[[2]int{i + 1, 0}], start, r.Timing.Wall)
				for w := range r.Timing.Workers {
					checkTiles(t, threads[[2]int{i + 1, w + 1}], start+float64(r.Timing.Split)/1e3, r.Timing.Parallel)
				}
			}
		})
	}
}

func checkTiles(t *testing.T, events []traceEvent, at float64, length time.Duration) {
	t.Helper()
	const nano = 1e-3 / 2 // of a microsecond: half the last digit
	end := at + float64(length)/1e3
	for _, e := range events {
		if math.Abs(*e.Start-at) > nano {
			t.Fatalf("%s begins at %v µs, the one before it ends at %v", e.Name, *e.Start, at)
		}
		at = *e.Start + *e.Length
	}
	if math.Abs(at-end) > nano {
		t.Errorf("the last of %d events ends at %v µs, want %v", len(events), at, end)
	}
}

func TestTraceSelects(t *testing.T) {
	s := read(t, "../../docs/sweeps/golub-queue-paced.jsonl")
	grid := len(s.File.Header.Workers)
	for _, c := range []struct {
		runs string
		want int
		in   string
	}{
		{"first", grid, "block 0 ("},
		{"block=3", grid, "block 3 ("},
		{"all", len(s.File.Runs), "block"},
	} {
		pick, err := ParseSelection(c.runs)
		if err != nil {
			t.Fatal(err)
		}
		text := written(t, "trace", Options{Runs: pick}, s)
		_, processes := traced(t, text)
		if len(processes) != c.want {
			t.Errorf("%s: %d runs, want %d", c.runs, len(processes), c.want)
		}
		for _, name := range processes {
			if !strings.Contains(name, c.in) {
				t.Errorf("%s: %q", c.runs, name)
			}
		}
	}
	pick, err := ParseSelection("block=99")
	if err != nil {
		t.Fatal(err)
	}
	if err := writeTrace(io.Discard, []Sweep{s}, Options{Runs: pick}); err == nil || !strings.Contains(err.Error(), "no run is of block 99") {
		t.Errorf("a block that is not there: %v", err)
	}
	if err := writeTrace(io.Discard, []Sweep{s, s}, Options{}); err == nil || !strings.Contains(err.Error(), "name one") {
		t.Errorf("two sweeps: %v", err)
	}
}

func TestParseSelection(t *testing.T) {
	for _, s := range []string{"", "last", "block", "block=", "block=-1", "block=x", "block=99999999999999999999"} {
		if _, err := ParseSelection(s); !errors.As(err, new(*harness.FlagError)) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// The counter of workers at work never falls below 0, reaches N where all work at
// once, and ends at 0.
func TestTraceCounter(t *testing.T) {
	s := read(t, "../testdata/amdahl.jsonl")
	var doc traceFile
	if err := json.Unmarshal([]byte(written(t, "trace", Options{Runs: Selection{all: true}}, s)), &doc); err != nil {
		t.Fatal(err)
	}
	most, last := map[int]float64{}, map[int]float64{}
	for _, e := range doc.Events {
		if e.Name == "workers at work" {
			n := e.Args["workers"].(float64)
			if n < 0 {
				t.Errorf("%v workers at work", n)
			}
			most[e.Process], last[e.Process] = max(most[e.Process], n), n
		}
	}
	for i, r := range s.File.Runs {
		if most[i+1] != float64(r.Workers) || last[i+1] != 0 {
			t.Errorf("N = %d: at most %v at work, %v at the end", r.Workers, most[i+1], last[i+1])
		}
	}
}

// Every chunk of a run that has a timeline is drawn once, with its number. A run without one
// has sums and a warning.
func TestTraceDrawsChunks(t *testing.T) {
	s := read(t, "../testdata/vintage/4-timeline.jsonl")
	all := Options{Runs: Selection{all: true}}
	threads, _ := traced(t, written(t, "trace", all, s))
	if w, err := sumsOnly([]Sweep{s}, all); w != nil || err != nil {
		t.Errorf("warnings %q, error %v", w, err)
	}
	for i, r := range s.File.Runs {
		drawn, chunks, done, copies := map[string]int{}, 0, 0, 1
		if r.Engine == "control" {
			copies = r.Workers
		}
		for w, k := range r.Timing.Workers {
			done += k.Chunks
			for _, e := range threads[[2]int{i + 1, w + 1}] {
				drawn[e.Name]++
			}
		}
		for name, times := range drawn {
			if strings.HasPrefix(name, "chunk ") {
				if chunks += times; times != copies {
					t.Errorf("run %d: %s is drawn %d times, want %d", i, name, times, copies)
				}
			}
		}
		if chunks != done {
			t.Errorf("run %d: %d chunks are drawn, %d were done", i, chunks, done)
		}
		if drawn["busy (sum)"]+drawn["claim (sum)"] > 0 {
			t.Errorf("run %d: sums are drawn", i)
		}
	}
	old := s
	old.File = &results.File{Header: s.File.Header, Runs: slices.Clone(s.File.Runs)}
	old.File.Runs[len(old.File.Runs)-1].Timeline = nil
	want := fmt.Sprintf("%s: no timeline in 1 of %d runs: their chunks are drawn as one sum for each worker", s.Name, len(s.File.Runs))
	if w, err := sumsOnly([]Sweep{old}, all); len(w) != 1 || w[0] != want || err != nil {
		t.Errorf("warnings %q, want %q, error %v", w, want, err)
	}
	if !strings.Contains(written(t, "trace", all, old), "busy (sum)") {
		t.Error("no sums are drawn of the run without a timeline")
	}
}

// A trace of remote workers says on which clock their chunks stand; of others there is one clock.
func TestTraceOfRemote(t *testing.T) {
	for path, want := range map[string]bool{"cluster/wait-plant-05": true, "golub-queue-paced": false} {
		text := written(t, "trace", Options{}, read(t, "../../docs/sweeps/"+path+".jsonl"))
		if got := strings.Contains(text, "all times are of the coordinator's clock, and no clocks are compared"); got != want {
			t.Errorf("%s: the note is there: %v", path, got)
		}
	}
}
