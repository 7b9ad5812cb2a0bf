package pipe

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/process"
)

// A program is a user's program that has not been started yet, with the layout of its answers.
// It is read-only except for what its processes write on standard error. It serves any number
// of workers.
type program struct {
	Argv    []string
	Call    *call            // the function that Argv calls, by an adapter; nil = Argv is a program of the user's
	Data    *harness.Dataset // may be set after begin
	Frame   frame
	Outputs []string      // the columns to keep; nil = all
	Timeout time.Duration // longest time without a whole answer while answers are due

	// PerChunk starts a process for each chunk; its input ends with the chunk.
	PerChunk bool

	// Probe sends the first row of the data to each process that stays, before the chunks,
	// and holds the answer against others to that row. It shows that the process is ready. So the start of the
	// interpreter counts as the worker's Wake and not as work on its first chunk. The
	// process gets that row once more than its chunks have it.
	Probe bool

	// Once is the number of workers of this process that do the rows once, for which processes begin
	// with the trial, see spares; the one that was tried has had its first rows besides. 0 = the rows are done more often, or elsewhere, or each process has a CPU of its own.
	Once int

	layout   layout
	patience time.Duration // of Try; 0 = patience
	first    []float64     // the first row, in memory of its own
	stderr   stderr
	twice    twice
	spares   spares
	begun    bool // the processes of a job that is done once have been started

	starting sync.Mutex // one process starts at a time, so that few files are open meanwhile
}

// ownName is the name of the workload.
const ownName = "pipe"

// trialRows is the number of rows that a program gets before anything else, to learn the layout
// of its answers. Words in the first line may be names or a wrong answer. Several rows show
// which, where the program answers each with a line.
const trialRows = 3

// Try starts the program on the first rows to learn the columns of its answers. It must be
// called once, before NewWorker. Where the program fails, the error is a
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

// Columns returns the names of the outputs.
func (p *program) Columns() []string { return p.layout.outputs }

// Notes returns warnings about the processes so far: what they wrote on standard error, or what a
// function printed, wherever to; and two answers to one row.
func (p *program) Notes() []string {
	what := " wrote on standard error"
	if p.Call != nil {
		what = " printed"
	}
	notes := p.stderr.notes(p.name() + what)
	if two := p.twoAnswers(); two != "" {
		notes = append(notes, two)
	}
	return notes
}

// NewWorker starts a worker. It ends with ctx.
func (p *program) NewWorker(ctx context.Context) (harness.Worker, error) {
	if p.PerChunk {
		return &perChunk{program: p, ctx: ctx}, nil
	}
	if p.Call != nil {
		if err := p.Call.script.unchanged(); err != nil {
			return nil, err
		}
	}
	ch := p.spares.take(ctx)
	if ch == nil {
		var err error
		if ch, err = p.start(ctx, false); err != nil {
			return nil, err
		}
	}
	if p.Probe {
		dst := make([]float64, len(p.layout.outputs))
		if err := ch.exchange(dst, harness.Chunk{Rows: 1, Cols: p.Data.Cols, Values: p.first}); err != nil {
			return nil, err
		}
		p.twice.add(dst)
	}
	return newStaying(ch), nil
}

// A staying worker is a process that gets all chunks of its worker.
type staying struct {
	child      *child
	rows       []float64     // see inMemory
	cpu, delay time.Duration // CPU time and run delay of the process before it was ready
	measured   bool
}

func newStaying(ch *child) *staying {
	w := &staying{child: ch}
	w.cpu, w.delay, w.measured = schedOf(ch.process.ID())
	return w
}

func (w *staying) Kernel(dst []float64, c harness.Chunk) error {
	p := w.child.program
	err := w.child.exchange(dst, p.inMemory(c, &w.rows))
	if err == nil && c.Row == 0 && c.Rows > 0 && p.Probe {
		p.twice.add(dst[:len(p.layout.outputs)])
	}
	return err
}

func (w *staying) Close() error { return w.child.kernelError(w.child.close()) }

// Sched returns the account of the process, because the worker's own thread mostly waits.
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

// A perChunk worker starts a process for each chunk. Their CPU time is not measured.
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

// inMemory returns a chunk whose rows can be read without a fault. The rows of a mapped file are
// copied to buf by the worker's own goroutine: where the file was truncated, package harness
// recovers from a fault there, but not in the goroutine that writes the rows.
func (p *program) inMemory(c harness.Chunk, buf *[]float64) harness.Chunk {
	if p.Data.Store != nil && p.Data.Values != nil {
		*buf = append((*buf)[:0], c.Values...)
		c.Values = *buf
	}
	return c
}

// name returns the name of the program in messages, or of the function that it calls.
func (p *program) name() string {
	if p.Call != nil {
		return p.Call.name()
	}
	return strings.Join(p.Argv, " ")
}

// workloadName returns the name of the workload.
func (p *program) workloadName() string {
	if p.Call != nil {
		return p.Call.Language.Name
	}
	return ownName
}

// workload returns the workload of a program that has been tried.
func (p *program) workload() harness.Workload {
	return harness.Workload{Name: p.workloadName(), Summary: summary, Outputs: p.Columns(), Questions: p.questions(),
		NewWorker: p.NewWorker, Processes: true, Notes: p.Notes, Coarse: p.PerChunk}
}

// answeredNaN is why a row has no answer, or not all of it.
var answeredNaN = harness.Reason{Code: "answered-nan", Text: "the program answered NaN, NA, null or nothing"}

// questions is that for all columns of an answer.
func (p *program) questions() []harness.Question {
	name, why := "complete answer", &answeredNaN
	if len(p.Columns()) == 1 {
		name = p.Columns()[0]
	}
	if p.Call != nil {
		why = &harness.Reason{Code: answeredNaN.Code, Text: "the function returned " + p.Call.Language.Nothing}
	}
	return []harness.Question{{Name: name, Outputs: p.Columns(), Why: func(harness.Chunk) *harness.Reason { return why }}}
}

// environ returns the environment of a process: that of this process, with the groups, which a function gets
// with each row. A
// variable makes Python flush each line, which it does not when it writes to a pipe.
func (p *program) environ() []string {
	env := os.Environ()
	if _, set := os.LookupEnv("PYTHONUNBUFFERED"); !set && !p.PerChunk {
		env = append(env, "PYTHONUNBUFFERED=1")
	}
	if p.Call != nil {
		return p.Call.environ(env)
	}
	if g := p.Data.Groups; g.Sizes[0]+g.Sizes[1] > 0 {
		env = append(env,
			"HARNESS_GROUPS="+g.Names[0]+","+g.Names[1],
			"HARNESS_GROUP_SIZES="+strconv.Itoa(g.Sizes[0])+","+strconv.Itoa(g.Sizes[1]))
	}
	return env
}

// spec returns how to start a process with its ends of the pipes. An adapter has them as
// descriptors 3 and 4, so that a function may read its standard input, which is empty, and print.
func (p *program) spec(in, out *os.File, errs *tail) process.Spec {
	if p.Call != nil {
		return process.Spec{Argv: p.Argv, Env: p.environ(), Files: []*os.File{in, out}, Stdout: errs, Stderr: errs}
	}
	return process.Spec{Argv: p.Argv, Env: p.environ(), Stdin: in, Stdout: out, Stderr: errs}
}
