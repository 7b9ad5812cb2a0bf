package pipe

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/process"
)

// A program is a user's program before it has been started, and what its answers
// look like. It is read-only but for what its processes say, and serves any number
// of workers.
type program struct {
	Argv    []string
	Data    *harness.Dataset
	Frame   frame
	Outputs []string      // columns wanted; nil = all that it answers
	Timeout time.Duration // longest silence while it owes answers

	// PerChunk starts a process for each chunk, whose input ends with the chunk.
	PerChunk bool

	// Probe hands the first row of the data to each process that stays, before the
	// chunks, and drops the answer, which comes when the process is ready. Then
	// what the interpreter needs to start is the worker's Wake and not its first
	// chunk's. A process sees that row once more than it would.
	Probe bool

	layout   layout
	patience time.Duration // of Try; 0 = patience
	first    []float64     // the first row, in memory of its own
	stderr   stderr
}

// ownName is the workload that such programs are.
const ownName = "pipe"

// trialRows are handed to a program before anything else, to see what it answers. Words
// in the first line may be names or a wrong answer: more rows than one show which,
// where the program answers each with a line.
const trialRows = 3

// Try starts the program on the first rows to learn what columns it answers. It
// must be called, once, before NewWorker. What the program gets wrong is a
// *harness.KernelError.
func (p *program) Try(ctx context.Context) error {
	rows := min(trialRows, p.Data.NumRows())
	c := harness.Chunk{Rows: rows, Cols: p.Data.Cols, Values: slices.Clone(p.Data.Block(nil, 0, rows))}
	p.first = c.Values[:c.Cols]
	if err := p.Frame.check(p.Data); err != nil {
		return err
	}
	return p.try(ctx, c)
}

// Columns returns the names of what the program answers for a row.
func (p *program) Columns() []string { return p.layout.outputs }

// Notes returns what is worth a warning about the processes so far: that they
// wrote on their standard error.
func (p *program) Notes() []string { return p.stderr.notes(p.name()) }

// NewWorker starts a worker. It ends with ctx.
func (p *program) NewWorker(ctx context.Context) (harness.Worker, error) {
	if p.PerChunk {
		return &perChunk{program: p, ctx: ctx}, nil
	}
	ch, err := p.start(ctx, false)
	if err != nil {
		return nil, err
	}
	if p.Probe {
		dst := make([]float64, len(p.layout.outputs))
		if err := ch.exchange(dst, harness.Chunk{Rows: 1, Cols: p.Data.Cols, Values: p.first}); err != nil {
			return nil, err
		}
	}
	return newStaying(ch), nil
}

// A staying worker is one process.
type staying struct {
	child      *child
	rows       []float64     // see inMemory
	cpu, delay time.Duration // that it had used and waited for when it was ready
	measured   bool
}

func newStaying(ch *child) *staying {
	w := &staying{child: ch}
	w.cpu, w.delay, w.measured = schedOf(ch.process.ID())
	return w
}

func (w *staying) Kernel(dst []float64, c harness.Chunk) error {
	return w.child.exchange(dst, w.child.program.inMemory(c, &w.rows))
}

func (w *staying) Close() error { return w.child.kernelError(w.child.close()) }

// Sched is of the process: the worker's own thread mostly waits for it.
func (w *staying) Sched() *meter.SchedTiming {
	if !w.measured || w.child.ended {
		return nil
	}
	cpu, delay, ok := schedOf(w.child.process.ID())
	if !ok {
		return nil
	}
	return &meter.SchedTiming{CPU: max(0, cpu-w.cpu), RunDelay: max(0, delay-w.delay), WakeDelay: &w.delay}
}

// A perChunk worker is a process for each chunk. Their CPU time is not measured.
type perChunk struct {
	program *program
	ctx     context.Context
	rows    []float64 // see inMemory
}

func (w *perChunk) Kernel(dst []float64, c harness.Chunk) error {
	c = w.program.inMemory(c, &w.rows)
	ch, err := w.program.start(w.ctx, true)
	if err != nil {
		return err
	}
	if err := ch.exchange(dst, c); err != nil {
		return err
	}
	return ch.close()
}

func (w *perChunk) Close() error { return nil }

func (w *perChunk) Sched() *meter.SchedTiming { return nil }

// inMemory returns a chunk whose rows can be read to the end. Those of a mapped file
// are copied to buf: where the file was cut short, the harness expects a fault of a
// worker's own goroutine, and of no other that writes them.
func (p *program) inMemory(c harness.Chunk, buf *[]float64) harness.Chunk {
	if p.Data.Store != nil && p.Data.Values != nil {
		*buf = append((*buf)[:0], c.Values...)
		c.Values = *buf
	}
	return c
}

// name is how messages call the program.
func (p *program) name() string { return strings.Join(p.Argv, " ") }

// environ is the environment of a process: that of this one, with the groups. It
// asks Python not to keep lines back, which it does when it writes to a pipe.
func (p *program) environ() []string {
	env := os.Environ()
	if _, set := os.LookupEnv("PYTHONUNBUFFERED"); !set && !p.PerChunk {
		env = append(env, "PYTHONUNBUFFERED=1")
	}
	if g := p.Data.Groups; g.Sizes[0]+g.Sizes[1] > 0 {
		env = append(env,
			"HARNESS_GROUPS="+g.Names[0]+","+g.Names[1],
			"HARNESS_GROUP_SIZES="+strconv.Itoa(g.Sizes[0])+","+strconv.Itoa(g.Sizes[1]))
	}
	return env
}

// spec is how a process is started, with its ends of the pipes.
func (p *program) spec(in, out *os.File, errs *tail) process.Spec {
	return process.Spec{Argv: p.Argv, Env: p.environ(), Stdin: in, Stdout: out, Stderr: errs}
}
