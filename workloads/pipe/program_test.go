package pipe

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/raced"
)

// rows is a dataset of n rows and three columns: row i holds i, i/3 and 1e-300·i.
func rows(n int) *harness.Dataset {
	d := &harness.Dataset{Name: "rows", Cols: 3, Samples: []string{"a", "b", "c"},
		Groups: harness.Groups{Names: [2]string{"x", "y"}, Sizes: [2]int{2, 1}}}
	for i := range n {
		v := float64(i)
		d.Values = append(d.Values, v, v/3, v*1e-300)
		d.Rows = append(d.Rows, "r"+strconv.Itoa(i+1))
	}
	return d
}

// programOf is a program of the tests on a dataset, which is not suspected, however slowly a machine starts it.
func programOf(t testing.TB, d *harness.Dataset, mode string) *program {
	p := &program{Argv: argvOf(t, mode), Data: d, Frame: frames[0], Timeout: time.Minute, patience: time.Hour, Probe: true}
	if strings.HasPrefix(mode, "f8/") {
		p.Frame, p.Outputs = frameOf(t, "f8"), []string{"y"}
	}
	return p
}

// work returns the workload of a program that has been tried.
func (p *program) work() harness.Workload {
	return harness.Workload{Name: ownName, Outputs: p.Columns(), NewWorker: p.NewWorker}
}

// Whatever the frame, the answers are those of a plain loop, for any chunks, any N
// and every schedule, with processes that stay and with one for each chunk.
func TestAnswers(t *testing.T) {
	d := rows(23)
	for i, c := range []struct {
		frame, mode string
		wanted      []string
		columns     string
	}{
		{"csv", "good", nil, "y"},
		{"csv", "good", []string{"sum"}, "sum"},
		{"csv", "two", nil, "y1 y2"},
		{"csv", "header", nil, "sum n"},
		{"csv", "header", []string{"n"}, "n"},
		{"csv", "names", nil, "sum n"},
		{"ndjson", "json", nil, "n sum"},
		{"ndjson", "json", []string{"sum", "n"}, "sum n"},
		{"arrow", "arrow", nil, "sum n"},
		{"arrow", "arrow", []string{"n"}, "n"},
		{"f8", "f8/good", []string{"sum"}, "sum"},
		{"f8", "f8/two", []string{"sum", "n"}, "sum n"},
	} {
		for k, perChunk := range []bool{false, true} {
			p := programOf(t, d, c.mode)
			p.Frame = frameOf(t, c.frame)
			p.Outputs, p.PerChunk = c.wanted, perChunk
			t.Run(strings.Join([]string{c.frame, c.mode, strconv.FormatBool(perChunk)}, "/"), func(t *testing.T) {
				if err := p.Try(t.Context()); err != nil {
					t.Fatal(err)
				}
				if got := strings.Join(p.Columns(), " "); got != c.columns {
					t.Fatalf("columns %q, want %q", got, c.columns)
				}
				var want []float64
				for i := range d.NumRows() {
					for _, name := range p.Columns() {
						if name == "n" || name == "y2" {
							want = append(want, 3)
						} else {
							want = append(want, sumOf(d.Row(i)))
						}
					}
				}
				schedules := harness.Schedules // of which a worker, and so a frame, knows nothing
				if raced.On {
					schedules = schedules[(i+2*k)%len(schedules):][:1]
				}
				for _, schedule := range schedules {
					job := &harness.Job{Data: d, Workload: p.work(), ChunkRows: 5}
					got := make([]float64, job.ResultLen())
					timing, err := (&harness.Pool{Schedule: schedule}).Run(t.Context(), got, job, 3)
					if err != nil {
						t.Fatal(err)
					}
					if !slices.Equal(got, want) {
						t.Errorf("%s: answers %v, want %v", schedule.Name, got, want)
					}
					if len(timing.Workers) != 3 {
						t.Errorf("%s: %d workers", schedule.Name, len(timing.Workers))
					}
				}
			})
		}
	}
}

func frameOf(t testing.TB, name string) frame {
	i := slices.IndexFunc(frames, func(f frame) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no frame %q", name)
	}
	return frames[i]
}

// When the context ends, the processes are ended and the error is that of the context.
func TestInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := programOf(t, rows(23), "hang=9")
	p.Probe = false
	if err := p.Try(ctx); err != nil {
		t.Fatal(err)
	}
	work := p.work()
	newWorker := work.NewWorker
	work.NewWorker = func(c context.Context) (harness.Worker, error) {
		w, err := newWorker(c)
		return &cancelling{w, cancel}, err
	}
	job := &harness.Job{Data: p.Data, Workload: work, ChunkRows: 5}
	_, err := (&harness.Pool{Schedule: harness.Schedules[0]}).Run(ctx, make([]float64, 23), job, 1)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// cancelling cancels the context during the second chunk.
type cancelling struct {
	harness.Worker
	cancel context.CancelFunc
}

func (w *cancelling) Kernel(dst []float64, c harness.Chunk) error {
	if c.Index == 1 {
		w.cancel()
	}
	return w.Worker.Kernel(dst, c)
}

// Output on standard error is not a failure, but a warning.
func TestNotes(t *testing.T) {
	p := programOf(t, rows(3), "stderr")
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := p.name() + " wrote on standard error: 3 lines from 1 process, the last: row r3 is odd"
	if got := p.Notes(); len(got) != 1 || got[0] != want {
		t.Errorf("notes %q, want %q", got, want)
	}
	quiet := programOf(t, rows(3), "good")
	if err := quiet.Try(t.Context()); err != nil || quiet.Notes() != nil {
		t.Errorf("notes %q of a quiet program, error %v", quiet.Notes(), err)
	}
}

// The probe sends the first row before the others; without Probe it is not sent.
func TestProbe(t *testing.T) {
	for probe, want := range map[bool]float64{true: 2, false: 1} {
		p := programOf(t, rows(5), "rows")
		p.Probe = probe
		if err := p.Try(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, err := harness.Answer(t.Context(), &harness.Job{Data: p.Data, Workload: p.work(), ChunkRows: 5})
		if err != nil || got[0] != want {
			t.Errorf("probe %t: the first row is the process's number %v, want %v; error %v", probe, got, want, err)
		}
	}
}

// Full pipes in both directions do not block: rows and answers are both far beyond
// what pipes hold.
func TestBigChunks(t *testing.T) {
	d := rows(40000)
	p := programOf(t, d, "good")
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := harness.Answer(t.Context(), &harness.Job{Data: d, Workload: p.work(), ChunkRows: d.NumRows()})
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if math.Float64bits(got[i]) != math.Float64bits(sumOf(d.Row(i))) {
			t.Fatalf("row %d: %v", i, got[i])
		}
	}
}

func TestGroupsAreTold(t *testing.T) {
	p := programOf(t, rows(3), "groups")
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := harness.Answer(t.Context(), &harness.Job{Data: p.Data, Workload: p.work(), ChunkRows: 1})
	if err != nil || got[0] != 2 || got[1] != 1 {
		t.Errorf("sizes %v, error %v", got, err)
	}
}

func TestCannotStart(t *testing.T) {
	p := programOf(t, rows(3), "good")
	p.Argv = []string{"no-such-program-anywhere"}
	err := p.Try(t.Context())
	if !errors.As(err, new(*harness.ProgramError)) || !strings.Contains(err.Error(), "no such program in PATH") {
		t.Errorf("error %#v", err)
	}
}
