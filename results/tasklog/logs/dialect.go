package logs

import (
	"bytes"
	"strings"
)

// A dialect is what a program writes as tasks into a trace.
type dialect struct {
	tasks string // which spans they are, for a remark

	// is reports whether a span is a task.
	is func(e *traceEvent) bool

	// stage returns the name of the stage of a task.
	stage func(name, mnemonic string) string
}

// dialects are those that are known. Where a trace has tasks of several, the first is taken: Ray's spans of
// the older form lie within those of the newer.
var dialects = [...]dialect{
	{"task::", func(e *traceEvent) bool { return bytes.HasPrefix(e.category, []byte("task::")) }, func(name, _ string) string { return strings.TrimPrefix(name, "task::") }},
	{"task", func(e *traceEvent) bool { return string(e.category) == "task" }, stageOfName},
	{"action processing", func(e *traceEvent) bool { return string(e.category) == "action processing" }, func(name, mnemonic string) string {
		if mnemonic != "" {
			return mnemonic
		}
		first, _, _ := strings.Cut(name, " ")
		return first
	}},
	{goAction, func(e *traceEvent) bool { return bytes.HasPrefix(e.name, []byte(goAction)) }, func(name, _ string) string {
		action := strings.TrimSuffix(strings.TrimPrefix(name, goAction+" ("), ")")
		if last := strings.LastIndexByte(action, ' '); last > 0 {
			return action[:last]
		}
		return action
	}},
	{"outermost", func(*traceEvent) bool { return true }, stageOfName},
}

// outermost is the dialect of traces by nobody who is known: the spans that lie in no other.
const outermost = len(dialects) - 1

// dialectOf returns the first dialect in which a span is a task.
func dialectOf(e *traceEvent) (is int) {
	for !dialects[is].is(e) {
		is++
	}
	return is
}

// What `go build -debug-trace` calls the whole command, on the thread of the coordinator, and an
// action. Source: cmd/go/internal/work/exec.go.
const (
	goCommand = "Running build command"
	goAction  = "Executing action"
)

// stageOfName returns the name of a span without the number in it, which tells spans of one kind apart.
func stageOfName(name, _ string) string {
	if at := strings.IndexAny(name, "0123456789"); at > 0 {
		if kind := strings.TrimRight(name[:at], " -_:#/([."); kind != "" {
			return kind
		}
	}
	return name
}
