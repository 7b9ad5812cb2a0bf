package logs

import (
	"cmp"
	"math"
	"regexp"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/results/tasklog"
)

// complete adds to a run what every reader would, and checks that there is a task.
func (s *source) complete(run *tasklog.Run, o Options) error {
	isCut := func(r tasklog.Remark) bool { return r.Kind == tasklog.Cut }
	if s.broken != nil && !slices.ContainsFunc(run.Remarks, isCut) {
		run.Remarks = append(run.Remarks, tasklog.Remark{Kind: tasklog.Cut, Text: s.broken.Error()})
	}
	if s.compacted {
		run.Remarks = append(run.Remarks, tasklog.Remark{Kind: tasklog.Compacted})
	}
	if len(run.Tasks) == 0 {
		return s.noTask(run)
	}
	for _, r := range run.Remarks {
		if r.Kind == tasklog.Unread && r.Count > r.Of/2 {
			return s.errorf("read as %s, %d of its %d records cannot be read: %s: remove what is no part of the log", run.Format, r.Count, r.Of, r.Text)
		}
	}
	if run.Quantum = max(run.Quantum, 1); run.To == 0 {
		run.From, run.To = math.MaxInt64, math.MinInt64
	}
	for _, t := range run.Tasks {
		run.From, run.To = min(run.From, t.Start), max(run.To, t.End)
	}
	if run.From < 0 && run.To > run.From+maxTime {
		return s.errorf("read as %s, its times lie more than %d years apart: remove what is no part of the log", run.Format, maxTime/(365*day))
	}
	if o.Stage != nil {
		if err := restage(run, o.Stage); err != nil {
			return err
		}
	}
	return nil
}

// noTask returns the error of a log without a task, which says what it has instead.
func (s *source) noTask(run *tasklog.Run) error {
	if s.broken != nil {
		return s.errorf("%w", s.broken)
	}
	remarks := slices.Clone(run.Remarks)
	slices.SortStableFunc(remarks, func(a, b tasklog.Remark) int { return cmp.Compare(b.Count, a.Count) }) // what most records are
	for _, r := range remarks {
		switch r.Kind {
		case tasklog.Unread:
			return s.errorf("read as %s, it has no task: %s", run.Format, r.Text)
		case tasklog.Unended:
			return s.errorf("none of its %d tasks has ended: name the log of a job that has run", r.Count)
		case tasklog.Cut:
			return s.errorf("read as %s, it ends within %s, before the first task is whole: end the line, or fetch the file again", run.Format, r.Text)
		case tasklog.Cached:
			return s.errorf("all %d tasks took their answers from an earlier run: name the log of a run that computed them", r.Count)
		case tasklog.Unstarted:
			return s.errorf("none of its %d tasks has begun: name the log of a job that has run", r.Count)
		}
	}
	return s.errorf("read as %s, it has no task: name the log of a job that has run", run.Format)
}

// restage makes what a pattern matches in the names of tasks their stages: its first group, where it
// has one. Nothing is known of the order of such stages.
func restage(run *tasklog.Run, by *regexp.Regexp) error {
	names := map[string]int32{}
	run.Stages = nil
	matched := false
	for i := range run.Tasks {
		t := &run.Tasks[i]
		name := ""
		if m := by.FindStringSubmatch(t.Key); m != nil {
			name, matched = m[min(1, len(m)-1)], true
		}
		stage, ok := names[name]
		if !ok {
			stage = int32(len(run.Stages))
			names[name] = stage
			run.Stages = append(run.Stages, tasklog.Stage{Name: name, Ready: tasklog.Unknown})
		}
		t.Stage = stage
	}
	if !matched {
		return &harness.FlagError{Flag: "stage", Value: by.String(), Want: "it matches no name of a task, such as " + lines.Quote(run.Tasks[0].Key) + ": type what does"}
	}
	return nil
}
