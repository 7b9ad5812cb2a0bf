package logs

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"serialfraction/results/tasklog"
)

// The batches of a job log are the runs of GNU parallel that wrote it, one after the other: in each
// Seq begins again. A batch is a stage.
type batches struct {
	count  int32
	from   int      // the first task of the batch
	seen   indexSet // the numbers of the batch
	atOnce bool     // several runs wrote the log at once: they are one batch
}

// begin begins a batch with the task of a number.
func (b *batches) begin(g *gathering, from int) {
	b.count++
	stage := g.stage(fmt.Appendf(nil, "batch %d", b.count))
	for i := range g.run.Tasks[from:] {
		g.run.Tasks[from+i].Stage = stage
	}
	b.from = from
	b.seen = indexSet{}
}

// of returns the stage of a job that is to be added. Where its number is there already, it begins a
// batch. Jobs begin in the order of their numbers but are logged when they end, so those of the last
// lines that began after it are of the new batch too. Where it began before the rest had ended, or before
// all of it began, two runs wrote one log at once.
func (b *batches) of(g *gathering, j jobLine) int32 {
	switch tasks := g.run.Tasks; {
	case b.count == 0:
		b.begin(g, 0)
	case !b.atOnce && b.note(j.seq):
		from := len(tasks)
		for from > b.from && tasks[from-1].Start >= j.start {
			from--
		}
		unended := func(t tasklog.Task) bool { return t.End > j.start }
		if b.atOnce = from == b.from || slices.ContainsFunc(tasks[b.from:from], unended); !b.atOnce {
			b.begin(g, from)
		}
	}
	b.note(j.seq)
	return b.count - 1
}

// header notes a header: the batch after it is a new one.
func (b *batches) header(g *gathering) {
	if n := len(g.run.Tasks); n > b.from {
		b.begin(g, n)
	}
}

// note reports whether the batch has the number already, and adds it.
func (b *batches) note(seq uint64) bool {
	return seq <= math.MaxInt32 && b.seen.has([2]int32{b.count, int32(seq)})
}

// chain lets each batch follow the one before it in time. Batches that ran at once, as of a log whose
// lines are in another order, are one.
func (b *batches) chain(run *tasklog.Run) {
	if len(run.Stages) < 2 {
		return
	}
	from, to := make([]int64, len(run.Stages)), make([]int64, len(run.Stages))
	order := make([]int32, len(run.Stages))
	for i := range order {
		from[i], to[i], order[i] = math.MaxInt64, math.MinInt64, int32(i)
	}
	for _, t := range run.Tasks {
		from[t.Stage], to[t.Stage] = min(from[t.Stage], t.Start), max(to[t.Stage], t.End)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(from[a], from[b]) })
	for i := range order[1:] {
		before, after := order[i], order[i+1]
		if to[before] > from[after] {
			oneStage(run)
			return
		}
		run.Stages[after].After = []int32{before}
	}
}
