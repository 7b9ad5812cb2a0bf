package logs

import (
	"bytes"
	"strconv"

	"serialfraction/results/tasklog"
)

// sparkTorn is what is wrong with an event that has no end.
const sparkTorn = "it breaks off"

// sparkLacks says what is wrong with an event whose field is missing, or cannot be. A field within another
// is named behind it.
func sparkLacks(field string) (why string) {
	return "it has no " + field + ", or one that cannot be"
}

// sparkTime returns a time of an event, milliseconds, in nanoseconds: Unknown where it is none. Spark
// writes 0 for what has not happened.
func sparkTime(value []byte) int64 {
	ms, ok := wholeNumber(value)
	if !ok || ms <= 0 || ms > maxTime/1_000_000 {
		return tasklog.Unknown
	}
	return ms * 1e6
}

// sparkID returns a number that names a stage, a job or a task: Unknown where it is none.
func sparkID(value []byte) int64 {
	n, ok := wholeNumber(value)
	if !ok || n < 0 {
		return tasklog.Unknown
	}
	return n
}

// sparkInts returns the numbers of a list.
func sparkInts(value []byte) (ids []int64) {
	for v := range elements(value) {
		if id := sparkID(v); id != tasklog.Unknown {
			ids = append(ids, id)
		}
	}
	return ids
}

func (l *sparkLog) application(event *jsonObject, at *int64) (why string) {
	when := int64(tasklog.Unknown)
	for key, value := range event.members {
		if string(key) == "Timestamp" {
			when = sparkTime(value)
		}
	}
	switch {
	case !event.whole:
		return sparkTorn
	case when == tasklog.Unknown:
		return sparkLacks("Timestamp")
	}
	*at = when
	return ""
}

// environment takes the settings that tell how many tasks an executor runs at once.
func (l *sparkLog) environment(event *jsonObject) (why string) {
	local, cpus := false, int64(1)
	for key, value := range event.members {
		if string(key) != "Spark Properties" {
			continue
		}
		properties := jsonObject{text: value}
		for key, value := range properties.members {
			switch string(key) {
			case "spark.master":
				local = bytes.HasPrefix(unquoted(value), []byte("local"))
			case "spark.task.cpus":
				if n, err := strconv.ParseInt(string(unquoted(value)), 10, 32); err == nil && n > 0 {
					cpus = n
				}
			}
		}
	}
	if !event.whole {
		return sparkTorn
	}
	l.local, l.taskCPUs = local, cpus
	return ""
}

// profileAdded takes how many CPUs a task of a resource profile needs.
func (l *sparkLog) profileAdded(event *jsonObject) (why string) {
	id, cpus := int64(tasklog.Unknown), int64(1)
	for key, value := range event.members {
		switch string(key) {
		case "Resource Profile Id":
			id = sparkID(value)
		case "Task Resource Requests":
			requests := jsonObject{text: value}
			for key, value := range requests.members {
				request := jsonObject{text: value}
				for name, amount := range request.members {
					if n, ok := wholeNumber(amount); ok && n > 0 && string(key) == "cpus" && string(name) == "Amount" {
						cpus = n
					}
				}
			}
		}
	}
	switch {
	case !event.whole:
		return sparkTorn
	case id == tasklog.Unknown:
		return sparkLacks("Resource Profile Id")
	}
	l.profiles[id] = cpus
	return ""
}

// mostCores bounds the cores of an executor.
const mostCores = 1 << 20

func (l *sparkLog) executorAdded(event *jsonObject) (why string) {
	e := sparkExecutor{added: tasklog.Unknown, removed: tasklog.Unknown}
	var id []byte
	for key, value := range event.members {
		switch string(key) {
		case "Timestamp":
			e.added = sparkTime(value)
		case "Executor ID":
			id = unquoted(value)
		case "Executor Info":
			info := jsonObject{text: value}
			for key, value := range info.members {
				switch string(key) {
				case "Total Cores":
					e.cores, _ = wholeNumber(value)
				case "Resource Profile Id":
					e.profile = max(sparkID(value), 0)
				}
			}
		}
	}
	switch {
	case !event.whole:
		return sparkTorn
	case e.added == tasklog.Unknown:
		return sparkLacks("Timestamp")
	case id == nil:
		return sparkLacks("Executor ID")
	case e.cores < 1 || e.cores > mostCores:
		return sparkLacks("Total Cores in Executor Info")
	}
	l.events.see(e.added)
	l.addExecutor(string(id), e)
	return ""
}

func (l *sparkLog) executorRemoved(event *jsonObject) (why string) {
	when := int64(tasklog.Unknown)
	var id []byte
	for key, value := range event.members {
		switch string(key) {
		case "Timestamp":
			when = sparkTime(value)
		case "Executor ID":
			id = unquoted(value)
		}
	}
	switch {
	case !event.whole:
		return sparkTorn
	case when == tasklog.Unknown:
		return sparkLacks("Timestamp")
	case id == nil:
		return sparkLacks("Executor ID")
	}
	l.executors[l.executor(id)].removed = when
	return ""
}

func (l *sparkLog) jobStart(event *jsonObject) (why string) {
	j := sparkJob{id: tasklog.Unknown, from: tasklog.Unknown, to: tasklog.Unknown}
	for key, value := range event.members {
		switch string(key) {
		case "Job ID":
			j.id = sparkID(value)
		case "Submission Time":
			j.from = sparkTime(value)
		case "Stage IDs":
			j.stages = sparkInts(value)
		}
	}
	switch {
	case !event.whole:
		return sparkTorn
	case j.id == tasklog.Unknown:
		return sparkLacks("Job ID")
	}
	l.events.see(j.from)
	l.jobOf[j.id] = len(l.jobs)
	l.jobs = append(l.jobs, j)
	return ""
}

func (l *sparkLog) jobEnd(event *jsonObject) (why string) {
	id, when := int64(tasklog.Unknown), int64(tasklog.Unknown)
	for key, value := range event.members {
		switch string(key) {
		case "Job ID":
			id = sparkID(value)
		case "Completion Time":
			when = sparkTime(value)
		}
	}
	switch {
	case !event.whole:
		return sparkTorn
	case when == tasklog.Unknown:
		return sparkLacks("Completion Time")
	}
	l.events.see(when)
	if i, ok := l.jobOf[id]; ok {
		l.jobs[i].to = when
	}
	return ""
}

// stage takes what the beginning or the end of a stage tells of it.
func (l *sparkLog) stage(event *jsonObject) (why string) {
	id := sparkStageID{stage: tasklog.Unknown}
	s := sparkStage{submitted: tasklog.Unknown}
	completed := int64(tasklog.Unknown)
	for key, value := range event.members {
		if string(key) != "Stage Info" {
			continue
		}
		info := jsonObject{text: value}
		for key, value := range info.members {
			switch string(key) {
			case "Stage ID":
				id.stage = sparkID(value)
			case "Stage Attempt ID":
				id.attempt = max(sparkID(value), 0)
			case "Stage Name":
				s.name = string(unquoted(value))
			case "Number of Tasks":
				s.tasks = max(sparkID(value), 0)
			case "Parent IDs":
				s.parents = sparkInts(value)
			case "Submission Time":
				s.submitted = sparkTime(value)
			case "Completion Time":
				completed = sparkTime(value)
			case "Failure Reason":
				s.failed = true
			case "Resource Profile Id":
				s.profile = max(sparkID(value), 0)
			}
		}
	}
	switch {
	case !event.whole:
		return sparkTorn
	case id.stage == tasklog.Unknown:
		return sparkLacks("Stage ID in Stage Info")
	}
	l.events.see(s.submitted)
	l.events.see(completed)
	s.completed = completed != tasklog.Unknown
	l.setStage(id, s)
	return ""
}
