package logs

import (
	"bytes"
	"strconv"

	"serialfraction/results/tasklog"
)

// A Spark event log has a JSON object in each line, an event. Times are milliseconds of the clock of
// the driver. Source: core/src/main/scala/org/apache/spark/util/JsonProtocol.scala of Spark 1.6 to 4.
const (
	sparkBegin   = `{"Event":"`
	sparkQuantum = 1e6 // ns
)

func isSpark(head []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte{'\n'})
	return bytes.HasPrefix(first, []byte(`{"Event"`)) || bytes.HasPrefix(first, []byte("{")) && bytes.Contains(first, []byte(`"SparkListener`))
}

// readSpark reads an event log. Of the events that no time depends on, such as the plans of queries,
// only the name is read.
func readSpark(s *source, o Options) (*tasklog.Run, error) {
	log := newSparkLog()
	l := lineReader{s: s}
	events := int64(0)
	for l.next() {
		if len(bytes.TrimSpace(l.text)) == 0 {
			continue
		}
		events++
		why := "it is longer than a line that is read"
		if !l.long {
			why = log.take(sparkEvent(l.text), l.text)
		}
		switch {
		case l.open && (why != "" || !bytes.HasSuffix(bytes.TrimSpace(l.text), []byte{'}'})):
			log.remark(tasklog.Cut, 0, 0, "line "+strconv.Itoa(l.number))
		case why != "":
			log.unreadable("line", l.number, why)
		}
		log.reserve(s)
	}
	if l.err != nil {
		return nil, l.err
	}
	log.records = events
	s.compacted = s.compacted || log.began == tasklog.Unknown
	return log.run(o)
}

// sparkEvent returns the name of the event of a line, without what most have in front; nil where the
// line is none.
func sparkEvent(line []byte) (name []byte) {
	if rest, ok := bytes.CutPrefix(line, []byte(sparkBegin)); ok {
		if end := bytes.IndexByte(rest, '"'); end >= 0 {
			name = rest[:end]
		}
	} else {
		o := jsonObject{text: line}
		for key, value := range o.members {
			if string(key) == "Event" {
				name = unquoted(value)
				break
			}
		}
	}
	return bytes.TrimPrefix(name, []byte("SparkListener"))
}

// take takes what an event tells; why is what is wrong with it. Nothing is taken of a line that breaks
// off.
func (l *sparkLog) take(name, line []byte) (why string) {
	event := jsonObject{text: line}
	switch string(name) {
	case "":
		return "it is no event of Spark"
	case "ApplicationStart":
		return l.application(&event, &l.began)
	case "ApplicationEnd":
		return l.application(&event, &l.ended)
	case "EnvironmentUpdate":
		return l.environment(&event)
	case "ResourceProfileAdded":
		return l.profileAdded(&event)
	case "ExecutorAdded":
		return l.executorAdded(&event)
	case "ExecutorRemoved":
		return l.executorRemoved(&event)
	case "JobStart":
		return l.jobStart(&event)
	case "JobEnd":
		return l.jobEnd(&event)
	case "StageSubmitted", "StageCompleted":
		return l.stage(&event)
	case "TaskStart":
		return l.taskStart(&event)
	case "TaskEnd":
		return l.taskEnd(&event)
	}
	return ""
}
