package logs

import (
	"fmt"
	"math"
	"strconv"

	"serialfraction/results/tasklog"
)

// A gathering is a run that a reader fills, one record after the other.
type gathering struct {
	run    *tasklog.Run
	stages map[string]int32
	pools  map[string]int16

	local    bool  // moments are on the clock of some place, which no zone names
	begin    int64 // of the run, where it is before its first task
	records  int64 // those read, and those that could not be
	unread   int64
	first    string // the first that could not be read, and why
	unended  int64
	clipped  int64
	negative string // the first time below 0
	last     string // the key of the task before: names often repeat
}

func newGathering(quantum int64) *gathering {
	return &gathering{run: &tasklog.Run{Quantum: quantum}, begin: math.MaxInt64, stages: map[string]int32{}, pools: map[string]int16{}}
}

// stage returns the number of the stage of a name, which is new where it has none.
func (g *gathering) stage(name []byte) int32 {
	i, ok := g.stages[string(name)]
	if !ok {
		i = int32(len(g.run.Stages))
		g.stages[string(name)] = i
		g.run.Stages = append(g.run.Stages, tasklog.Stage{Name: string(name), Ready: tasklog.Unknown})
	}
	return i
}

// pool is stage for pools. A task counts 32,768 of them; what is beyond those is one.
func (g *gathering) pool(name []byte) int16 {
	i, ok := g.pools[string(name)]
	if !ok && len(g.run.Pools) > math.MaxInt16 {
		return math.MaxInt16
	}
	if !ok {
		i = int16(len(g.run.Pools))
		g.pools[string(name)] = i
		g.run.Pools = append(g.run.Pools, string(name))
	}
	return i
}

// key returns the text of a key, the same one where the task before has it.
func (g *gathering) key(name []byte) string {
	if string(name) != g.last {
		g.last = string(name)
	}
	return g.last
}

// add adds a task that a place in the log tells of. One that ends before it began took no time; one
// whose end is Unknown runs to the end of the log.
func (g *gathering) add(t tasklog.Task, place string, number int) {
	if t.End == tasklog.Unknown {
		g.unended++
	} else if t.End < t.Start {
		if g.clipped++; g.clipped == 1 {
			g.negative = fmt.Sprintf("%s %d", place, number)
		}
		t.End = t.Start
	}
	t.Weight = max(t.Weight, 1)
	g.records++
	g.run.Tasks = append(g.run.Tasks, t)
}

// slots makes a slot of each of so many threads, there from the first task to the last. Where fewer than
// half of them ever had a task at once they are not those of a pool: a system makes some anew for each
// task, and how many slots there were is not told.
func (g *gathering) slots(threads int) {
	from, to := int64(math.MaxInt64), int64(math.MinInt64)
	for _, t := range g.run.Tasks {
		from, to = min(from, t.Start), max(to, t.End)
	}
	if from < to && 2*g.run.Seen() >= threads {
		g.run.Slots = []tasklog.Slots{{From: from, To: to, Count: threads}}
	}
}

// unreadable counts a record that cannot be read.
func (g *gathering) unreadable(place string, number int, why string) {
	g.records++
	if g.unread++; g.unread == 1 {
		g.first = fmt.Sprintf("%s %d: %s", place, number, why)
	}
}

func (g *gathering) remark(kind tasklog.Kind, count, of int64, text string) {
	g.run.Remarks = append(g.run.Remarks, tasklog.Remark{Kind: kind, Count: count, Of: of, Text: text})
}

// finish returns the run, with remarks of what was counted.
func (g *gathering) finish() *tasklog.Run {
	g.endAll()
	g.clocks()
	g.narrow()
	g.count(tasklog.Running, g.unended)
	if g.unread > 0 {
		g.remark(tasklog.Unread, g.unread, g.records, g.first)
	}
	if g.clipped > 0 {
		g.remark(tasklog.Clipped, g.clipped, g.records, g.negative)
	}
	if g.begin != math.MaxInt64 && len(g.run.Tasks) > 0 {
		g.run.From, g.run.To = g.begin, max(g.begin, g.run.To, 1)
	}
	if len(g.run.Pools) < 2 {
		g.run.Pools = nil
	}
	return g.run
}

// reserve makes room for tasks before it is taken: where there is none left, for about as many as the rest of the
// source has, by how long a record is so far, but for eight times as many at most, for the first records of a log are
// often the shortest. So little memory is taken twice.
func (g *gathering) reserve(s *source) {
	const some = 4096
	n := len(g.run.Tasks)
	used := s.read - int64(s.Buffered())
	if n < some || n < cap(g.run.Tasks) || s.size == 0 || used <= 0 {
		return
	}
	whole := 1.01*float64(n)*float64(s.size)/float64(used) + some/8
	if room := min(whole, 8*float64(n)); room > float64(n) && room < math.MaxInt32 {
		g.run.Tasks = append(make([]tasklog.Task, 0, int(room)), g.run.Tasks...)
	}
}

// count remarks a number of things where there are any.
func (g *gathering) count(kind tasklog.Kind, n int64) {
	if n > 0 {
		g.remark(kind, n, 0, "")
	}
}

// since lets the run begin at a time, or before; Unknown changes nothing.
func (g *gathering) since(ns int64) {
	if ns != tasklog.Unknown {
		g.begin = min(g.begin, ns)
	}
}

// endAll ends the tasks that have no end with the log.
func (g *gathering) endAll() {
	if g.unended == 0 {
		return
	}
	to := g.run.To
	for _, t := range g.run.Tasks {
		to = max(to, t.Start, t.End)
	}
	for i := range g.run.Tasks {
		if t := &g.run.Tasks[i]; t.End == tasklog.Unknown {
			t.End = to
		}
	}
}

// maxWeight bounds the slots of a task: no machine has more CPUs.
const maxWeight = 1 << 20

// weightOf reads the CPUs of a task; 0 where they are none.
func weightOf(cell []byte) int32 {
	n, err := strconv.ParseInt(string(cell), 10, 32)
	if err != nil || n < 0 || n > maxWeight {
		return 0
	}
	return int32(n)
}

// narrow makes a slot of as many CPUs as all tasks take multiples of: tasks that take four each run one
// in a slot.
func (g *gathering) narrow() {
	common := int32(0)
	for _, t := range g.run.Tasks {
		for a := t.Weight; a != 0; {
			common, a = a, common%a
		}
		if common == 1 {
			break
		}
	}
	if common > 1 {
		g.run.SlotCPUs = common
	}
	wide := int64(0)
	for i := range g.run.Tasks {
		t := &g.run.Tasks[i]
		if t.Weight /= max(common, 1); t.Weight > 1 {
			wide++
		}
	}
	g.count(tasklog.Wide, wide)
}

// oneStage puts all tasks into one stage without a name.
func oneStage(run *tasklog.Run) {
	run.Stages = []tasklog.Stage{{Ready: tasklog.Unknown}}
	for i := range run.Tasks {
		run.Tasks[i].Stage = 0
	}
}
