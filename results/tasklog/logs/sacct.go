package logs

import (
	"bytes"
	"math"
	"slices"
	"strconv"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/pattern"
	"serialfraction/results/tasklog"
)

// isSacct reports whether a log is a document of sacct, or its first line has names of fields of it.
func isSacct(head []byte) bool {
	if isSacctJSON(head) {
		return true
	}
	first, _ := lines.Cut(head)
	names, separator := headerOf(first)
	if separator == ' ' { // as sacct prints without -P
		_, rest := lines.Cut(head)
		second, _ := lines.Cut(rest)
		return len(names) > 1 && slices.Contains(names, "JobID") && len(second) > 0 && len(bytes.Trim(second, "- ")) == 0
	}
	return slices.Contains(names, "JobID") || slices.Contains(names, "JobIDRaw")
}

var (
	// slurmStep is a step of a job: 4711.batch, 12_3.0.
	slurmStep = pattern.Of(`^([^.]+)\.(\w+)$`)

	// slurmArray is a task of an array, 12_3, or those that are pending, 12_[4-9%2].
	slurmArray = pattern.Of(`^(\d+)_(?:(\d+)|\[([-0-9,]+).*\])$`)
)

// A slurmJob is a job, a task of an array, or a step of one, as sacct has it.
type slurmJob struct {
	id, name, partition string
	state               []byte
	ready, start, end   int64 // Unknown where they are none
	elapsed, cpu        int64 // Unknown where they are not told
	cpus                int32
	step                string // "" of a whole job
	place               string // in the log, with its number there
	number              int
}

// A sacct collects jobs.
type sacct struct {
	g         *gathering
	steps     []slurmJob // those that a job has started, which may be the tasks of a log of one job
	whole     []slurmJob // the first two jobs
	partition bool       // the log has partitions
	named     bool       // and names

	unstarted int64
	shifted   int64  // jobs whose clock was changed while they ran
	first     string // the place of the first of them
}

// readSacct reads what sacct -P prints, with any fields. Its times are whole seconds on the clock of
// the cluster. Jobs wait in a queue with those of others.
func readSacct(s *source, _ Options) (*tasklog.Run, error) {
	if isSacctJSON(s.head()) {
		return readSacctJSON(s)
	}
	g := newGathering(quantum(0))
	r, err := s.rows(g)
	if err != nil {
		return nil, err
	}
	if r.separator == ' ' {
		return nil, s.errorf("sacct has cut its columns to their width: write them by sacct -P")
	}
	for _, field := range []string{"Start", "End"} {
		if !slices.Contains(r.names, field) && !slices.Contains(r.names, "Elapsed") && !slices.Contains(r.names, "ElapsedRaw") || field == "Start" && !slices.Contains(r.names, field) {
			return nil, s.errorf("its columns are %s, and %s is none of them: write them by sacct -P --format=JobID,JobName,Partition,Submit,Eligible,Start,End,Elapsed,TotalCPU,AllocCPUS,State", listOf(r.names), field)
		}
	}
	c := sacct{g: g, partition: slices.Contains(r.names, "Partition"), named: slices.Contains(r.names, "JobName")}
	t := slurmRow{names: r.names, moments: times{unit: seconds, told: true}, lengths: times{unit: seconds, told: true}}
	for r.next() {
		j, why := t.job(r.fields)
		if why != "" {
			g.unreadable("line", r.number, why)
			continue
		}
		j.place, j.number = "line", r.number
		c.add(j)
	}
	if r.err != nil {
		return nil, r.err
	}
	if t.moments.mixed() {
		return nil, s.errorf("some moments have no zone, and others have one or are numbers: write all alike, by SLURM_TIME_FORMAT=%%s sacct -P")
	}
	c.g.local = t.moments.seen == withoutZone
	return c.finish(), nil
}

// A slurmRow reads rows.
type slurmRow struct {
	names            []string
	moments, lengths times
}

// job reads a row; why is what is wrong with it.
func (t *slurmRow) job(fields [][]byte) (j slurmJob, why string) {
	cell := func(names ...string) []byte {
		for _, name := range names {
			if i := slices.Index(t.names, name); i >= 0 {
				return bytes.TrimSpace(fields[i])
			}
		}
		return nil
	}
	j = slurmJob{id: string(cell("JobID", "JobIDRaw")), name: string(cell("JobName")), partition: string(cell("Partition")), state: bytes.Clone(cell("State")), cpus: weightOf(cell("AllocCPUS", "NCPUS", "AllocCpus"))}
	if m := slurmStep.FindStringSubmatch(j.id); m != nil {
		j.id, j.step = m[1], m[2]
	}
	for _, at := range []struct {
		ns   *int64
		cell []byte
	}{{&j.ready, cell("Eligible", "Submit")}, {&j.start, cell("Start")}, {&j.end, cell("End")}} {
		*at.ns = tasklog.Unknown
		if isUnknown(at.cell) {
			continue
		}
		ns, ok := t.moments.moment(at.cell)
		if !ok {
			return j, lines.Quote(lines.Plain(string(at.cell))) + " is no time"
		}
		if ns > 0 {
			*at.ns = ns
		}
	}
	j.elapsed, j.cpu = t.length(cell("ElapsedRaw", "Elapsed")), t.length(cell("TotalCPU"))
	if j.end == tasklog.Unknown && j.start != tasklog.Unknown && j.elapsed > 0 && outcomeOf(j.state) != running {
		j.end = j.start + j.elapsed
	}
	return j, ""
}

// length reads a time that something took, Unknown where it is none. Below an hour TotalCPU has minutes
// and seconds, 10:00.
func (t *slurmRow) length(cell []byte) int64 {
	if bytes.Count(cell, []byte{':'}) == 1 {
		cell = append([]byte("00:"), cell...)
	}
	if isUnknown(cell) {
		return tasklog.Unknown
	}
	if ns, ok := t.lengths.length(cell); ok {
		return ns
	}
	return tasklog.Unknown
}

// add takes a job in.
func (c *sacct) add(j slurmJob) {
	if j.step != "" {
		if j.step[0] >= '0' && j.step[0] <= '9' {
			c.steps = append(c.steps, j)
		}
		return
	}
	if len(c.whole) < 2 {
		c.whole = append(c.whole, j)
	}
	c.task(j)
}

// task makes a task of a job that has begun.
func (c *sacct) task(j slurmJob) {
	how := outcomeOf(j.state)
	if j.start == tasklog.Unknown || how == waiting {
		c.unstarted += int64(arrayTasks(j.id))
		c.g.records++
		return
	}
	if j.end != tasklog.Unknown && j.elapsed > 0 && clockChanged(j.end-j.start-j.elapsed) {
		if c.shifted++; c.shifted == 1 {
			c.first = j.place + " " + strconv.Itoa(j.number)
		}
		j.end = j.start + j.elapsed
	}
	if j.ready == tasklog.Unknown {
		c.g.run.Unordered = true
		j.ready = j.start // when it was submitted is not told, and jobs are not all at once
	}
	array, index := j.id, ""
	if m := slurmArray.FindStringSubmatch(j.id); m != nil {
		array, index = m[1], m[2]
	}
	stage, key := "", index
	switch {
	case c.named:
		stage = j.name
		if key = j.name; index != "" {
			key += "_" + index
		}
	case index != "":
		stage = array
	default:
		key = j.id
	}
	task := tasklog.Task{
		Start: j.start, End: j.end, Ready: j.ready, CPU: j.cpu, Slot: tasklog.Unknown, Weight: j.cpus, Unused: how == unused,
		Stage: c.g.stage([]byte(stage)), Key: key,
	}
	if c.partition {
		task.Pool = c.g.pool([]byte(j.partition))
	}
	c.g.add(task, j.place, j.number)
}

// clockChanged reports whether a job ended an hour, or half of one, off its length: its clock was
// changed for summer or winter.
func clockChanged(off int64) bool {
	const half = 1800 * 1e9
	off = max(off, -off)
	return (off >= half-2e9 && off <= half+2e9) || (off >= 2*half-2e9 && off <= 2*half+2e9)
}

// arrayTasks returns how many tasks of an array the id of a pending one stands for: 12_[4-9,11%2].
func arrayTasks(id string) int {
	m := slurmArray.FindStringSubmatch(id)
	if m == nil || m[3] == "" {
		return 1
	}
	n := 0
	for _, part := range bytes.Split([]byte(m[3]), []byte{','}) {
		from, to, ranged := bytes.Cut(part, []byte{'-'})
		a, err1 := strconv.Atoi(string(from))
		b, err2 := strconv.Atoi(string(to))
		if n++; ranged && err1 == nil && err2 == nil && b > a && b-a < math.MaxInt32 {
			n += b - a
		}
	}
	return n
}

// finish returns the run. Of one job its steps are the tasks.
func (c *sacct) finish() *tasklog.Run {
	run := c.g.run
	if run.Shared = true; len(c.whole) == 1 && len(c.steps) > 1 {
		run.Shared, run.Unordered = false, true
		run.Tasks, run.Stages, c.g.stages = nil, nil, map[string]int32{}
		c.g.unended, c.g.clipped = 0, 0 // which were the job's
		if job := c.whole[0]; job.start != tasklog.Unknown && job.end != tasklog.Unknown {
			run.From, run.To = job.start, job.end
		}
		for _, j := range c.steps {
			j.ready = j.start
			if j.id += "." + j.step; !c.named {
				j.name = j.id
			}
			c.task(j)
		}
	}
	if 2*len(run.Stages) > len(run.Tasks) {
		oneStage(run)
	}
	if c.shifted > 0 {
		c.g.remark(tasklog.Backwards, c.shifted, c.g.records, c.first)
	}
	c.g.count(tasklog.Unstarted, c.unstarted)
	c.g.remark(tasklog.Rounded, 0, 0, "Start, End")
	return c.g.finish()
}
