package logs

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness/pattern"
	"serialfraction/results/tasklog"
)

// testEventLike is how a line of go test -json begins, of whichever release.
var testEventLike = pattern.Of(`^\s*\{("Time":"[^"]*",)?("ImportPath":"[^"]*",)?"Action":"(start|run|output|build-output|build-fail|pass|fail|skip|pause|cont|bench|attr)"`)

func isGoTest(head []byte) bool { return testEventLike.Match(head) }

// A testEvent is a line of go test -json (go doc test2json).
type testEvent struct {
	Time                          string
	Action, Package, Test, Output string
}

// A goTest is a test, or a package, whose tests are below it. It holds a slot of -parallel from
// when it runs, or where it is parallel from when it goes on, until it ends, but not while parallel
// tests below it run.
type goTest struct {
	name     string
	above    *goTest // nil of a package
	parallel bool
	since    int64 // when it last began to hold a slot; Unknown where it holds none
	ready    int64 // when that could have been
	tasks    int   // how often it held one
	told     int64 // when its result was printed; Unknown where it was not

	below    int   // parallel tests below it that have not ended
	released int64 // when the first of them went on; Unknown where none has
}

// A goPackage is a package whose tests run in a process of its own.
type goPackage struct {
	stage  int32
	self   goTest
	tests  map[string]*goTest
	cached bool // what it printed is of an earlier run
}

// A goTestLog is the state of readGoTest.
type goTestLog struct {
	g        *gathering
	packages map[string]*goPackage
	now      int64 // of the event
	line     int
}

// readGoTest reads the events of go test -json, or of go tool test2json -t. How many tests may run at
// once is not in them.
func readGoTest(s *source, o Options) (*tasklog.Run, error) {
	t := &goTestLog{g: newGathering(1), packages: map[string]*goPackage{}}
	l := lineReader{s: s}
	from, to, timed, events := int64(0), int64(0), 0, int64(0)
	for l.next() {
		if len(bytes.TrimSpace(l.text)) == 0 {
			continue
		}
		events++
		var e testEvent
		err := json.Unmarshal(l.text, &e)
		switch {
		case err != nil && l.open:
			t.g.remark(tasklog.Cut, 0, 0, "line "+strconv.Itoa(l.number))
			continue
		case err != nil || e.Action == "":
			t.g.unreadable("line", l.number, "it is no event of a test")
			continue
		case e.Time == "":
			continue
		}
		at, err := time.Parse(time.RFC3339Nano, e.Time)
		if err != nil || at.Year() < 1971 || at.Year() > 2100 {
			t.g.unreadable("line", l.number, "its Time is none")
			continue
		}
		t.now, t.line = at.UnixNano(), l.number
		if timed++; timed == 1 {
			from, to = t.now, t.now
		}
		from, to = min(from, t.now), max(to, t.now)
		t.see(e)
	}
	if l.err != nil {
		return nil, l.err
	}
	if timed == 0 {
		return nil, s.errorf("its events have no Time: write them by go test -json, or by go tool test2json -t")
	}
	t.g.run.From, t.g.run.To, t.now = from, to, to
	t.end()
	t.g.records = events
	return t.g.finish(), nil
}

// see takes an event in.
func (t *goTestLog) see(e testEvent) {
	p := t.packages[e.Package]
	if p == nil {
		p = &goPackage{stage: t.g.stage([]byte(e.Package)), self: goTest{since: tasklog.Unknown, told: tasklog.Unknown, released: tasklog.Unknown}, tests: map[string]*goTest{}}
		t.packages[e.Package] = p
	}
	if e.Test == "" {
		p.cached = p.cached || e.Action == "output" && strings.HasSuffix(e.Output, "\t(cached)\n")
		return
	}
	test := p.tests[e.Test]
	if test == nil && e.Action != "run" {
		return
	}
	switch e.Action {
	case "run":
		test = &goTest{name: e.Test, above: p.above(e.Test), since: tasklog.Unknown, told: tasklog.Unknown, released: tasklog.Unknown}
		p.tests[e.Test] = test
		if test.outermost() {
			test.since, test.ready = t.now, t.now
		}
	case "pause":
		t.pause(p, test)
	case "cont":
		t.goOn(p, test)
	case "output":
		if test.told == tasklog.Unknown && testResult.MatchString(e.Output) {
			test.told = t.now
		}
	case "pass", "fail", "skip", "bench":
		t.ended(p, test)
	}
}

// above returns the test that a test of a name is part of, or its package.
func (p *goPackage) above(name string) *goTest {
	for {
		i := strings.LastIndexByte(name, '/')
		if i < 0 {
			return &p.self
		}
		if name = name[:i]; p.tests[name] != nil {
			return p.tests[name]
		}
	}
}

// outermost reports whether a test is part of none that could hold the slot for it.
func (g *goTest) outermost() bool { return g.above.above == nil }

// holder returns the test that holds the slot in which a test runs; a package holds none.
func (g *goTest) holder() *goTest {
	for !g.parallel && g.above != nil && g.above.above != nil {
		g = g.above
	}
	return g
}

// shortBefore is what a test may take before it calls t.Parallel without being a task for that:
// most call it first.
const shortBefore = int64(time.Millisecond)

// pause lets a test wait until the one above it has run, for it is parallel.
func (t *goTestLog) pause(p *goPackage, test *goTest) {
	if test.parallel {
		return
	}
	if test.since != tasklog.Unknown && t.now-test.since >= shortBefore {
		t.close(p, test, t.now)
	}
	test.parallel, test.since = true, tasklog.Unknown
	test.above.below++
}

// goOn begins the parallel part of a test. The test above it has given its slot back.
func (t *goTestLog) goOn(p *goPackage, test *goTest) {
	if !test.parallel || test.since != tasklog.Unknown {
		return
	}
	above := test.above
	if above.released == tasklog.Unknown {
		above.released = t.now
		t.close(p, above.holder(), t.now)
	}
	test.since, test.ready = t.now, above.released
}

// ended ends a test when its result was printed: the event of that may come much later.
func (t *goTestLog) ended(p *goPackage, test *goTest) {
	at := t.now
	if test.told != tasklog.Unknown {
		at = test.told
	}
	t.close(p, test, at)
	delete(p.tests, test.name)
	if !test.parallel {
		return
	}
	if above := test.above; above.below > 0 {
		if above.below--; above.below == 0 {
			above.released = tasklog.Unknown
			if h := above.holder(); h.above != nil && h != above && h.since == tasklog.Unknown {
				h.since, h.ready = at, at
			}
		}
	}
}

// close makes a task of the time for which a test has held a slot.
func (t *goTestLog) close(p *goPackage, test *goTest, at int64) {
	if test.since == tasklog.Unknown {
		return
	}
	name := test.name
	if pkg := t.g.run.Stages[p.stage].Name; pkg != "" {
		name = pkg + " " + name
	}
	t.g.add(tasklog.Task{
		Start: test.since, End: at, Ready: test.ready, CPU: tasklog.Unknown,
		Stage: p.stage, Slot: tasklog.Unknown, Key: name,
	}, "line", t.line)
	test.tasks++
	test.since = tasklog.Unknown
}

// testResult is the line of a test's result.
var testResult = pattern.Of(`^ *--- (PASS|FAIL|SKIP): `)

// end ends the tests that have no end, and leaves out those of packages that did not run.
func (t *goTestLog) end() {
	unstarted, cached := int64(0), int64(0)
	drop := make([]bool, len(t.g.run.Stages))
	for _, path := range slices.Sorted(maps.Keys(t.packages)) {
		p := t.packages[path]
		drop[p.stage] = p.cached
		for _, name := range slices.Sorted(maps.Keys(p.tests)) {
			test := p.tests[name]
			switch {
			case test.since != tasklog.Unknown && (test.parallel || t.now-test.since >= shortBefore):
				t.close(p, test, tasklog.Unknown)
			case test.tasks == 0:
				unstarted++
			}
		}
	}
	kept := t.g.run.Tasks[:0]
	for _, task := range t.g.run.Tasks {
		if drop[task.Stage] {
			cached++
			continue
		}
		kept = append(kept, task)
	}
	t.g.run.Tasks = kept
	t.g.count(tasklog.Unstarted, unstarted)
	t.g.count(tasklog.Cached, cached)
}
