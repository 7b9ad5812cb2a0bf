package logs

import (
	"bytes"
	"strconv"

	"serialfraction/results/tasklog"
)

// joblogHeader is the first line of a job log of GNU parallel. `--joblog +FILE` writes none where
// FILE is there.
var joblogHeader = []byte("Seq\tHost\tStarttime\tJobRuntime\t")

// joblogFields is the number of fields of a line. The last, the command, may have tabs.
const joblogFields = 9

// A jobLine is a line of a job log: a job that has ended.
type jobLine struct {
	seq           uint64
	start, end    int64
	failed        bool
	host, command []byte
}

func isJoblog(head []byte) bool {
	if bytes.HasPrefix(head, joblogHeader) {
		return true
	}
	first, _, _ := bytes.Cut(head, []byte{'\n'})
	_, why := parseJobLine(first)
	return why == ""
}

// parseJobLine reads a line; why is what is wrong with it.
func parseJobLine(line []byte) (j jobLine, why string) {
	fields := bytes.SplitN(line, []byte{'\t'}, joblogFields)
	if len(fields) < joblogFields {
		return j, "it has " + strconv.Itoa(len(fields)) + " of " + strconv.Itoa(joblogFields) + " fields"
	}
	seq, err := strconv.ParseUint(string(fields[0]), 10, 64)
	if err != nil {
		return j, "Seq is no whole number"
	}
	start, _, ok := decimalTime(bytes.TrimLeft(fields[2], " "), seconds)
	if !ok || start < 0 {
		return j, "Starttime is no number of seconds"
	}
	took, _, ok := decimalTime(bytes.TrimLeft(fields[3], " "), seconds)
	if !ok {
		return j, "JobRuntime is no number of seconds"
	}
	failed := string(fields[6]) != "0" || string(fields[7]) != "0"
	return jobLine{seq, start, start + took, failed, fields[1], fields[8]}, ""
}

// readJoblog reads a job log of GNU parallel: one line for each job, written when it ended. How many
// jobs it could run at once is not in it.
func readJoblog(s *source, o Options) (*tasklog.Run, error) {
	g := newGathering(1e6)
	var b batches
	l := lineReader{s: s}
	for l.next() {
		if bytes.HasPrefix(l.text, joblogHeader) {
			b.header(g)
			continue
		}
		if len(bytes.TrimSpace(l.text)) == 0 {
			continue
		}
		j, why := parseJobLine(l.text)
		if l.open {
			g.remark(tasklog.Cut, 0, 0, "line "+strconv.Itoa(l.number))
		}
		if why != "" {
			if !l.open {
				g.unreadable("line", l.number, why)
			}
			continue
		}
		g.add(tasklog.Task{
			Start: j.start, End: j.end, Ready: tasklog.Unknown, CPU: tasklog.Unknown,
			Stage: b.of(g, j), Slot: tasklog.Unknown, Unused: j.failed, Key: g.key(j.command),
		}, "line", l.number)
		g.reserve(s)
	}
	if l.err != nil {
		return nil, l.err
	}
	b.chain(g.run)
	keepLast(g.run.Tasks)
	return g.finish(), nil
}

// keepLast counts as used what failed and was not run again, as --resume-failed does in a later
// batch: many commands end with an exit code that is no failure.
func keepLast(tasks []tasklog.Task) {
	again := map[string]int32{} // the last batch of each command that failed
	for _, t := range tasks {
		if t.Unused {
			again[t.Key] = 0
		}
	}
	for _, t := range tasks {
		if last, failed := again[t.Key]; failed {
			again[t.Key] = max(last, t.Stage)
		}
	}
	for i := range tasks {
		if t := &tasks[i]; t.Unused && again[t.Key] == t.Stage {
			t.Unused = false
		}
	}
}
