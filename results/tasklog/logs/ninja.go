package logs

import (
	"bytes"
	"slices"
	"strconv"

	"serialfraction/harness"
	"serialfraction/results/tasklog"
)

var ninjaHeader = []byte("# ninja log v")

func isNinja(head []byte) bool { return bytes.HasPrefix(head, ninjaHeader) }

// A ninjaLine is a line of a .ninja_log: an output of a command that has ended. Those of one
// command follow each other.
type ninjaLine struct {
	start, end   int64 // ns since the build began
	output, hash []byte
}

// parseNinjaLine reads a line of the versions 4 to 7, which are alike; why is what is wrong with it.
func parseNinjaLine(line []byte) (n ninjaLine, why string) {
	fields := bytes.Split(line, []byte{'\t'})
	if len(fields) != 5 {
		return n, "it has " + strconv.Itoa(len(fields)) + " of 5 fields"
	}
	start, _, ok := decimalTime(fields[0], millis)
	if !ok || start < 0 {
		return n, "its start is no number of milliseconds"
	}
	end, _, ok := decimalTime(fields[1], millis)
	if !ok || end < 0 {
		return n, "its end is no number of milliseconds"
	}
	return ninjaLine{start, end, fields[3], fields[4]}, ""
}

// readNinja reads the log of Ninja, which has all builds in one folder: one line for each output, in
// the order in which the commands ended, with times since their build began. Which command waits for
// which is not in it, so a task could begin when it did, unless stages are told.
func readNinja(s *source, o Options) (*tasklog.Run, error) {
	g := newGathering(1e6)
	var b builds
	var last ninjaLine
	l := lineReader{s: s}
	for l.next() {
		if len(l.text) == 0 || bytes.HasPrefix(l.text, []byte("#")) {
			continue
		}
		if l.open {
			g.remark(tasklog.Cut, 0, 0, "line "+strconv.Itoa(l.number))
			break
		}
		n, why := parseNinjaLine(l.text)
		if why != "" {
			g.unreadable("line", l.number, why)
			continue
		}
		if n.start == last.start && n.end == last.end && bytes.Equal(n.hash, last.hash) {
			continue // another output of the same command
		}
		last = ninjaLine{n.start, n.end, nil, bytes.Clone(n.hash)}
		b.see(len(g.run.Tasks), n)
		ready := n.start
		if o.Stage != nil {
			ready = tasklog.Unknown
		}
		g.add(tasklog.Task{
			Start: n.start, End: n.end, Ready: ready, CPU: tasklog.Unknown,
			Slot: tasklog.Unknown, Key: g.key(n.output),
		}, "line", l.number)
	}
	if l.err != nil {
		return nil, l.err
	}
	g.stage(nil)
	g.run.Unordered = o.Stage == nil
	if err := b.choose(g, o.Build); err != nil {
		return nil, err
	}
	for _, t := range g.run.Tasks {
		g.run.To = max(g.run.To, t.End) // from 0, when the build began
	}
	return g.finish(), nil
}

// The builds of a log follow each other, each with a clock that begins at 0.
type builds struct {
	from          []int // the first task of each build
	first, latest int64 // when the first and the last command of the build had ended
	outputs       map[string]bool
	late          int // lines that are earlier than the one before, though of the same build
}

// A new build shows by an end before that of the line before, or by an output that is there already.
// Other programs that write such a log write a line some time after its command ended: such a line
// began when commands had ended, which the first line of a build did not.
func (b *builds) see(task int, n ninjaLine) {
	sooner := n.end < b.latest
	late := sooner && n.start > max(b.first, 1e9) && n.end > b.latest/2
	switch {
	case b.from == nil, sooner && !late, b.outputs[string(n.output)]:
		b.from = append(b.from, task)
		b.first, b.latest, b.outputs = n.end, n.end, map[string]bool{}
	case late:
		b.late++
	}
	b.latest = max(b.latest, n.end)
	b.outputs[string(n.output)] = true
}

// choose keeps the tasks of one build: the how-many-th, from 1, or with 0 the last of those with most tasks.
// Where hardly two lines follow each other, Ninja has written the log anew, in no order, and what
// builds it had cannot be told.
func (b *builds) choose(g *gathering, build int) error {
	tasks, of := g.run.Tasks, len(b.from)
	if b.late > 0 {
		g.remark(tasklog.Backwards, int64(b.late), g.records, "")
	}
	if len(tasks) > 16 && 4*of > len(tasks) {
		g.remark(tasklog.Backwards, int64(of), g.records, "")
		return nil
	}
	length := func(i int) int {
		if i+1 < of {
			return b.from[i+1] - b.from[i]
		}
		return len(tasks) - b.from[i]
	}
	if build > of {
		return &harness.FlagError{Flag: "build", Value: strconv.Itoa(build), Want: "the log has " + strconv.Itoa(of) + " builds: type a number from 1 to " + strconv.Itoa(of)}
	}
	if of == 0 {
		return nil
	}
	if build == 0 {
		for i := range of {
			if build == 0 || length(i) >= length(build-1) {
				build = i + 1
			}
		}
	}
	if of > 1 {
		g.remark(tasklog.Builds, int64(build), int64(of), "")
		g.run.Tasks = slices.Clone(tasks[b.from[build-1] : b.from[build-1]+length(build-1)])
	}
	return nil
}
