package timings

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness/pattern"
)

// jobs are the columns of a table of a scheduler that tell which rows count: those of whole
// jobs that ended well. The indices are -1 where there is no such column.
type jobs struct {
	id, state, exit int
	whole           map[string]bool // jobs that have a row of their own
	steps, failed   []int           // lines that are left out
	how             string          // the first failure
}

// Rows of a job's steps have its number and a point before the step: 4711.batch.
var jobStep = pattern.Of(`^(\d+(?:_\d+)?)\.(\w+)$`)

// findJobs finds the columns of schedulers and of GNU parallel.
func (t *table) findJobs() {
	named := func(names ...string) int {
		return slices.IndexFunc(t.columns, func(c column) bool {
			return slices.Contains(names, strings.Map(lettersOnly, strings.ToLower(c.name)))
		})
	}
	t.jobs = jobs{id: named("jobid", "jobidraw"), state: named("state"), exit: named("exitcode", "exitval", "exitstatus", "returncode", "rc"), whole: map[string]bool{}}
}

func lettersOnly(r rune) rune {
	if r < 'a' || r > 'z' {
		return -1
	}
	return r
}

// unfinished reports whether the row is of a step of a job, or of a run that did not end well,
// and leaves it out.
func (t *table) unfinished(l *lines) bool {
	j := &t.jobs
	if j.id >= 0 {
		m := jobStep.FindStringSubmatch(l.fields[j.id])
		if m == nil {
			j.whole[l.fields[j.id]] = true
		} else if j.whole[m[1]] || m[2] == "batch" || m[2] == "extern" {
			j.steps = append(j.steps, l.number)
			return true
		}
	}
	how := ""
	switch {
	case j.state >= 0 && j.state != t.x && !completed(l.fields[j.state]):
		how = l.fields[j.state]
	case j.exit >= 0 && j.exit != t.x && strings.Trim(l.fields[j.exit], "0:") != "":
		how = t.columns[j.exit].name + " " + l.fields[j.exit]
	default:
		return false
	}
	if j.failed == nil {
		j.how = how
	}
	j.failed = append(j.failed, l.number)
	return true
}

// completed reports whether a state is that of a job that ended well, or no state of a job.
func completed(state string) bool {
	switch word, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(state)), " "); word {
	case "FAILED", "TIMEOUT", "CANCELLED", "CANCELLED+", "NODE_FAIL", "OUT_OF_MEMORY", "OUT_OF_ME+", "PREEMPTED", "BOOT_FAIL", "DEADLINE", "RUNNING", "PENDING", "SUSPENDED", "REQUEUED":
		return false
	}
	return true
}

// warnings names the rows that are left out.
func (j *jobs) warnings() (all []string) {
	if j.steps != nil {
		all = append(all, fmt.Sprintf("%s %s of a step of a job and left out: the row of the whole job counts", lineList(j.steps), isOrAre(len(j.steps))))
	}
	if j.failed != nil {
		all = append(all, fmt.Sprintf("%s did not end well (%s) and %s left out: run %s again", lineList(j.failed), j.how, isOrAre(len(j.failed)), itOrThem(len(j.failed))))
	}
	return all
}
