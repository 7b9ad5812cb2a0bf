package study_test

import (
	"math/rand/v2"
	"testing"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/study"
)

// many returns a run of so many tasks of about a second in slots, which are given to the slot that
// is free first.
func many(tasks, slots int) *tasklog.Run {
	r := &tasklog.Run{Quantum: 1e6, Stages: make([]tasklog.Stage, 1), Tasks: make([]tasklog.Task, tasks)}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range r.Tasks {
		start := int64(i/slots)*1_100_000_000 + int64(i%slots)*1_000
		length := int64(1e9 + 1e7*random.Float64())
		r.Tasks[i] = tasklog.Task{Start: start, End: start + length, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1}
		r.To = max(r.To, start+length)
	}
	random.Shuffle(tasks, func(i, j int) { r.Tasks[i], r.Tasks[j] = r.Tasks[j], r.Tasks[i] })
	return r
}

// A study of a million tasks: N·T, causes, replay of five N and the course.
func BenchmarkStudy(b *testing.B) {
	r := many(1e6, 1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := study.Make([]*tasklog.Run{r}, study.Question{}); err != nil {
			b.Fatal(err)
		}
	}
}
