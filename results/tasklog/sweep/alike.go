package sweep

import (
	"fmt"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results/tasklog"
)

// Unlike is the error of logs that are not of one job.
type Unlike struct {
	First, Other string // the files
	What         string // that the one has and the other has not
}

func (u *Unlike) Error() string {
	return fmt.Sprintf("%s and %s are not logs of one job: %s; give logs of the same tasks", u.First, u.Other, u.What)
}

// OneN is the error of logs that all have the same number of slots.
type OneN struct{ Slots int }

func (o *OneN) Error() string {
	return fmt.Sprintf("all logs are of %d slots, and S of several logs takes at least two N: give one with other slots, or say how many each had", o.Slots)
}

// alike returns an error where the runs are not of the same tasks: by their keys where every task
// has one, else by how many there are.
func alike(runs []*tasklog.Run) error {
	first, keyed := keys(runs[0])
	for _, r := range runs[1:] {
		other, also := keys(r)
		u := &Unlike{First: runs[0].Source, Other: r.Source}
		if a, b := used(runs[0]), used(r); a != b {
			u.What = fmt.Sprintf("one has %d tasks whose result was used, the other %d", a, b)
			return u
		}
		if !keyed || !also {
			continue
		}
		var differ []string
		for key, count := range first {
			if other[key] != count {
				differ = append(differ, key)
			}
		}
		if len(differ) > 0 {
			key := slices.Min(differ) // the same one each time
			u.What = fmt.Sprintf("task %s is in the one %s and in the other %s", wording.Shown(key), wording.Count(first[key], "time"), wording.Count(other[key], "time"))
			return u
		}
	}
	return nil
}

// keys counts the tasks whose result was used by their keys; false where one has none.
func keys(r *tasklog.Run) (map[string]int, bool) {
	all := map[string]int{}
	for i := range r.Tasks {
		if t := &r.Tasks[i]; !t.Unused {
			if t.Key == "" {
				return nil, false
			}
			all[t.Key]++
		}
	}
	return all, true
}

func used(r *tasklog.Run) int {
	n := 0
	for i := range r.Tasks {
		if !r.Tasks[i].Unused {
			n++
		}
	}
	return n
}
