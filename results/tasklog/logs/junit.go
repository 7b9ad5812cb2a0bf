package logs

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"serialfraction/harness/pattern"
	"serialfraction/results/tasklog"
)

var junitLike = pattern.Of(`^\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)?<(testsuites|testsuite)[\s>]`)

func isJUnit(head []byte) bool { return junitLike.Match(head) }

// A junit is what a report of JUnit has: the times of tests, and of suites also when they began.
type junit struct {
	g      *gathering
	times  times
	suites times
	tests  NoStarts
	timed  int // suites that have both
}

// readJUnit reads a report in the form of JUnit. Its tests have no starts, but where a suite is what
// runs beside others, as a file of tests is, several suites have, and are the tasks.
func readJUnit(s *source, _ Options) (*tasklog.Run, error) {
	j := &junit{g: newGathering(quantum(0)), times: times{unit: seconds, told: true}, suites: times{unit: seconds, told: true}}
	j.tests = NoStarts{Source: s.name, Format: "junit", Cure: "give what the runner writes beside it: go test -json, the events of pytest --report-log, or a trace"}
	d := xml.NewDecoder(s)
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // numbers and names are ASCII in most
	var err error
	open := 0 // elements that have not ended
	for err == nil {
		var t xml.Token
		t, err = d.RawToken()
		switch e := t.(type) {
		case xml.StartElement:
			open++
			line, _ := d.InputPos()
			j.element(e, line)
		case xml.EndElement:
			open--
		}
	}
	var syntax *xml.SyntaxError
	switch {
	case err == io.EOF && open > 0, errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		line, _ := d.InputPos()
		j.g.remark(tasklog.Cut, 0, 0, "line "+strconv.Itoa(line))
	case errors.As(err, &syntax):
		j.g.unreadable("line", syntax.Line, syntax.Msg)
	case err != io.EOF:
		return nil, s.errorf("%w", err)
	}
	if j.timed < 2 && j.tests.Tasks > 0 {
		return nil, &j.tests
	}
	if j.suites.mixed() {
		return nil, s.errorf("some timestamps of its suites have no zone, and others have one: write all alike")
	}
	if j.g.run.Quantum = quantum(j.suites.digits); j.suites.digits == 0 {
		j.g.remark(tasklog.Rounded, 0, 0, "timestamp")
	}
	j.g.local = j.suites.seen == withoutZone
	return j.g.finish(), nil
}

// element takes the begin of an element in.
func (j *junit) element(e xml.StartElement, line int) {
	attribute := func(name string) []byte {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				return []byte(a.Value)
			}
		}
		return nil
	}
	took, timed := j.times.length(attribute("time"))
	if !timed || took < 0 {
		return
	}
	switch e.Name.Local {
	case "testcase":
		j.tests.add(took)
	case "testsuite":
		if at, ok := j.suites.moment(attribute("timestamp")); ok {
			j.timed++
			j.g.add(tasklog.Task{
				Start: at, End: at + took, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Slot: tasklog.Unknown,
				Stage: j.g.stage(nil), Key: string(attribute("name")),
			}, "line", line)
		}
	}
}
