package logs

import (
	"math"

	"serialfraction/results/tasklog"
)

// A sparkAttempt is what an event tells of an attempt at a task.
type sparkAttempt struct {
	stage          sparkStageID
	id, index      int64
	launch, finish int64
	got            int64 // since when the driver fetched its result; Unknown where it came along
	executor       int32
	speculative    bool
	unused         bool
	metrics        sparkMetrics
}

// sparkMetrics is what an attempt spent its time on, ns; cpu is Unknown where it ended without.
type sparkMetrics struct {
	deserialize, run, serialize  int64
	cpu, gc, fetchWait, shuffled int64
}

func (l *sparkLog) taskStart(event *jsonObject) (why string) {
	a, _, why := l.attempt(event)
	if why != "" {
		return why
	}
	l.events.see(a.launch)
	l.running[a.id] = a
	return ""
}

func (l *sparkLog) taskEnd(event *jsonObject) (why string) {
	a, reason, why := l.attempt(event)
	switch {
	case why != "":
		return why
	case a.finish == tasklog.Unknown:
		return sparkLacks("Finish Time in Task Info")
	case reason == "Resubmitted": // the answer of an attempt that has ended was lost with its executor: it ends only once
		return ""
	}
	a.unused = a.unused || reason != "" && reason != "Success"
	l.events.see(a.launch)
	l.events.see(a.finish)
	delete(l.running, a.id)
	l.addAttempt(a)
	return ""
}

// attempt reads the beginning or the end of an attempt, and why it ended.
func (l *sparkLog) attempt(event *jsonObject) (a sparkAttempt, reason, why string) {
	a = sparkAttempt{stage: sparkStageID{stage: tasklog.Unknown}, id: tasklog.Unknown, index: tasklog.Unknown, launch: tasklog.Unknown, finish: tasklog.Unknown, got: tasklog.Unknown}
	a.metrics.cpu = tasklog.Unknown
	var executor []byte
	for key, value := range event.members {
		switch string(key) {
		case "Stage ID":
			a.stage.stage = sparkID(value)
		case "Stage Attempt ID":
			a.stage.attempt = max(sparkID(value), 0)
		case "Task End Reason":
			end := jsonObject{text: value}
			for key, value := range end.members {
				if string(key) == "Reason" {
					reason = string(unquoted(value))
				}
			}
		case "Task Info":
			executor = a.info(value)
		case "Task Metrics":
			a.metrics.read(value)
		}
	}
	switch {
	case !event.whole:
		return a, "", sparkTorn
	case a.stage.stage == tasklog.Unknown:
		return a, "", sparkLacks("Stage ID")
	case a.id == tasklog.Unknown:
		return a, "", sparkLacks("Task ID in Task Info")
	case a.launch == tasklog.Unknown:
		return a, "", sparkLacks("Launch Time in Task Info")
	}
	a.executor = l.executor(executor)
	return a, reason, ""
}

// info reads when and where an attempt ran, and returns its executor.
func (a *sparkAttempt) info(value []byte) (executor []byte) {
	info := jsonObject{text: value}
	for key, value := range info.members {
		switch string(key) {
		case "Task ID":
			a.id = sparkID(value)
		case "Index":
			a.index = sparkID(value)
		case "Launch Time":
			a.launch = sparkTime(value)
		case "Finish Time":
			a.finish = sparkTime(value)
		case "Getting Result Time":
			a.got = sparkTime(value)
		case "Executor ID":
			executor = unquoted(value)
		case "Speculative":
			a.speculative = string(value) == "true"
		case "Failed", "Killed":
			a.unused = a.unused || string(value) == "true"
		}
	}
	return executor
}

func (m *sparkMetrics) read(value []byte) {
	metrics := jsonObject{text: value}
	var ran, unpacked int64
	for key, value := range metrics.members {
		switch string(key) {
		case "Executor Deserialize Time":
			m.deserialize = sparkSpan(value, 1e6)
		case "Executor Deserialize CPU Time":
			unpacked = sparkSpan(value, 1)
		case "Executor Run Time":
			m.run = sparkSpan(value, 1e6)
		case "Executor CPU Time":
			ran = sparkSpan(value, 1)
			m.cpu = 0
		case "JVM GC Time":
			m.gc = sparkSpan(value, 1e6)
		case "Result Serialization Time":
			m.serialize = sparkSpan(value, 1e6)
		case "Shuffle Read Metrics":
			read := jsonObject{text: value}
			for key, value := range read.members {
				if string(key) == "Fetch Wait Time" {
					m.fetchWait = sparkSpan(value, 1e6)
				}
			}
		case "Shuffle Write Metrics":
			write := jsonObject{text: value}
			for key, value := range write.members {
				if string(key) == "Shuffle Write Time" {
					m.shuffled = sparkSpan(value, 1)
				}
			}
		}
	}
	if m.cpu != tasklog.Unknown { // releases before 2.1 write none
		m.cpu = ran + unpacked
	}
}

// sparkSpan returns a length of time that is written as a whole number of a unit: 0 where it is none.
func sparkSpan(value []byte, unit int64) int64 {
	n, ok := wholeNumber(value)
	if !ok || n < 0 || n > maxTime/unit {
		return 0
	}
	return n * unit
}

// A sparkParts adds up what attempts spent their time on. The first five tile the time from launch to
// finish.
type sparkParts struct {
	deserialize, run, serialize, getting, scheduler int64
	cpu, gc, fetchWait, shuffled                    int64

	told    bool
	clipped int64 // attempts whose parts are longer than they are, by the steps of the clock
}

func (p *sparkParts) add(a *sparkAttempt) {
	left := max(a.finish-a.launch, 0)
	clipped := false
	tile := func(sum *int64, part int64) {
		clipped = clipped || part > left
		part = min(part, left)
		accrue(sum, part)
		left -= part
	}
	m := &a.metrics
	tile(&p.deserialize, m.deserialize)
	tile(&p.run, m.run)
	tile(&p.serialize, m.serialize)
	if a.got != tasklog.Unknown {
		tile(&p.getting, max(a.finish-a.got, 0))
	}
	accrue(&p.scheduler, left)
	if clipped {
		p.clipped++
	}
	if m.cpu != tasklog.Unknown {
		accrue(&p.cpu, m.cpu)
		p.told = true
	}
	accrue(&p.gc, m.gc)
	accrue(&p.fetchWait, m.fetchWait)
	accrue(&p.shuffled, m.shuffled)
}

// accrue adds a length of time to a sum, which stays at the largest where there is no room for more.
func accrue(sum *int64, ns int64) {
	if *sum += ns; *sum < 0 {
		*sum = math.MaxInt64
	}
}

// parts returns them in the words of Spark; nil where no attempt had metrics.
func (p *sparkParts) parts() []tasklog.Part {
	if p.deserialize == 0 && p.run == 0 && !p.told {
		return nil
	}
	return []tasklog.Part{
		{Name: "run", Nanoseconds: p.run},
		{Name: "deserialize", Nanoseconds: p.deserialize},
		{Name: "result serialization", Nanoseconds: p.serialize},
		{Name: "getting result", Nanoseconds: p.getting},
		{Name: "scheduler delay", Nanoseconds: p.scheduler},
		{Name: "cpu", Nanoseconds: p.cpu, Beside: true},
		{Name: "gc", Nanoseconds: p.gc, Beside: true},
		{Name: "fetch wait", Nanoseconds: p.fetchWait, Beside: true},
		{Name: "shuffle write", Nanoseconds: p.shuffled, Beside: true},
	}
}
