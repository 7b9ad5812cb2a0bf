package timings

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"serialfraction/harness/pattern"
)

// A stopwatch is a program that writes the time of a command: a form of its line, whose first
// group is the time.
type stopwatch struct {
	mark string // some text of the line
	line *pattern.Pattern
	mean bool // of several runs
}

// stopwatches are GNU time, GNU time -v, the time of bash and of POSIX, of zsh, of tcsh,
// perf stat and hyperfine.
var stopwatches = []stopwatch{
	{"elapsed", pattern.Of(`(?:^|\s)([\d:.]+)elapsed\s`), false},
	{"Elapsed (wall", pattern.Of(`^Elapsed \(wall clock\) time \(h:mm:ss or m:ss\): ([\d:.]+)$`), false},
	{"real", pattern.Of(`^real\s+(\d+m[\d.,]+s|[\d.,]+)$`), false},
	{"s user", pattern.Of(`[\d.]+s user [\d.]+s system \d+% cpu ([\d:.]+) total$`), false},
	{"u ", pattern.Of(`^[\d.]+u [\d.]+s ([\d:.]+) [\d.]+%`), false},
	{"seconds time elapsed", pattern.Of(`^([\d.,]+) seconds time elapsed`), false},
	{"seconds time elapsed", pattern.Of(`^([\d.,]+) \+- [\d.,]+ seconds time elapsed`), true},
	{"Time (", pattern.Of(`^Time \((?:mean ± σ|abs ≡)\): +([\d.]+ (?:ms|s|µs))\s`), true},
}

// commandLines are lines that hold the command whose time follows: of perf stat, of GNU time
// -v, of hyperfine, the trace of a shell. Zsh writes it before the time.
var commandLines = []*pattern.Pattern{
	pattern.Of(`^Performance counter stats for '(.*)'(?: \(\d+ runs\))?:$`),
	pattern.Of(`^Command being timed: "(.*)"$`),
	pattern.Of(`^Benchmark #?\d+: (.*)$`),
	pattern.Of(`^[+$] +(.+)$`),
	pattern.Of(`^(\S.*?) +[\d.]+s user [\d.]+s system \d+% cpu`),
}

// reports is how many of these forms begin a report that ends with its time.
const reports = 3

// failedLine is a line of GNU time about a command that failed.
var failedLine = pattern.Of(`^(?:Command exited with non-zero status|Command terminated by signal|Exit status: [1-9])`)

// stopwatchSeconds returns the time of a line, in seconds.
func stopwatchSeconds(line string) (seconds float64, mean, ok bool) {
	for _, w := range stopwatches {
		if !strings.Contains(line, w.mark) {
			continue
		}
		m := w.line.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		text := strings.Replace(m[1], ",", ".", 1) // some languages have a decimal comma
		if x, plain := positive(text); plain {
			return x, w.mean, true
		}
		if x, _, ok := (marks{decimal: '.'}).cellSeconds(text); ok {
			return x, w.mean, true
		}
		return 0, w.mean, true // 0:00.00
	}
	return 0, false, false
}

// isTimeLog reports whether some line is that of a stopwatch.
func isTimeLog(s source) bool {
	if !slices.ContainsFunc(stopwatches, func(w stopwatch) bool { return strings.Contains(s.begin(), w.mark) }) {
		return false
	}
	for line := range strings.Lines(s.begin()) {
		if _, _, ok := stopwatchSeconds(strings.TrimSpace(line)); ok {
			return true
		}
	}
	return false
}

// A timeLog is the output of commands that were timed one after the other, read so far.
type timeLog struct {
	params  map[string]string // that lines name, such as threads=4, since the beginning
	command string
	inside  bool   // in a report, whose numbers are not of workers
	bare    string // the one line since the last time that is a number alone, "" if there are several
	bares   int
	failed  int
	runs    []timed
	lines   []int // of their times
	numbers []string
}

// readTimeLog reads the output of commands that were timed, such as that of a loop of
// /usr/bin/time or of perf stat. N is named by a line before each run, by the command, or by
// a line that is a number alone.
func readTimeLog(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("time and perf stat"); err != nil {
		return nil, err
	}
	l := timeLog{params: map[string]string{}}
	number := 0
	for line := range strings.Lines(s.text) {
		number++
		if err := l.add(s, strings.TrimSpace(line), number); err != nil {
			return nil, err
		}
	}
	if len(l.runs) == 0 {
		return nil, s.errorf("no line has the time of a command: give the output of /usr/bin/time, time or perf stat")
	}
	warnings, err := l.name(s)
	if err != nil {
		return nil, err
	}
	t := tool{noun: "command", cure: "write the number of workers before each run, echo threads=4"}
	return t.curves(s, l.runs, Series{Quantity: Time, Unit: "s", Warnings: warnings}, o)
}

// add adds a line.
func (l *timeLog) add(s source, line string, number int) error {
	for i, form := range commandLines {
		if m := form.FindStringSubmatch(line); m != nil {
			l.command, l.inside = m[1], i < reports
		}
	}
	seconds, mean, ok := stopwatchSeconds(line)
	switch {
	case ok && seconds == 0:
		return s.errorf("line %d: found %q where a time above 0 should be: time something that takes longer, or remove the line", number, line)
	case ok:
		l.runs = append(l.runs, timed{name: l.command, params: maps.Clone(l.params), seconds: []float64{seconds}, mean: mean, failed: l.failed})
		l.lines, l.numbers = append(l.lines, number), append(l.numbers, l.bare)
		l.command, l.inside, l.bare, l.bares, l.failed = "", false, "", 0, 0
	case failedLine.MatchString(line):
		if strings.HasPrefix(line, "Exit") && len(l.runs) > 0 { // it stands behind the time
			l.runs[len(l.runs)-1].failed = 1
		} else {
			l.failed = 1
		}
	case !l.inside && (l.command == "" || !strings.Contains(line, l.command)):
		l.announce(line)
	}
	return nil
}

// equals is a line that gives one letter a number: N=4.
var equals = pattern.Of(`^\W*([A-Za-z]) ?[=:] ?(\d+)\W*$`)

// announce notes the number of workers of the runs that follow.
func (l *timeLog) announce(line string) {
	if key, n, ok := workersIn(line); ok {
		l.params[key] = n
		return
	}
	if m := equals.FindStringSubmatch(line); m != nil && isWorkers(strings.ToLower(m[1])) {
		l.params[strings.ToLower(m[1])] = m[2]
		return
	}
	if alone := strings.Trim(line, "#=-*:[]() "); alone != "" && strings.Trim(alone, "0123456789") == "" {
		l.bares++
		if l.bare = alone; l.bares > 1 {
			l.bare = ""
		}
	}
}

// workersIn returns the number beside a word for workers in a line, and the word.
func workersIn(line string) (key, n string, ok bool) {
	of := numbered{parts: numbersApart(line)}
	at := of.beside(isWorkersBefore)
	if at == 0 {
		return "", "", false
	}
	key = "threads"
	if m := wordBefore.FindStringSubmatch(of.parts[at-1]); m != nil && isWorkersWord(m[1]) {
		key = m[1]
	} else if m := wordAfter.FindStringSubmatch(of.parts[at+1]); m != nil {
		key = m[1]
	}
	return singular.Replace(strings.ToLower(key)), of.parts[at], true
}

// name gives each run its number of workers: that of the lines before it, or of its command,
// or the number that stands alone before it. Lines that give all runs the same number may be
// of the machine, so that the others go before them.
func (l *timeLog) name(s source) (warnings []string, err error) {
	named, commands, numbers, vary := 0, 0, 0, false
	for i, r := range l.runs {
		if len(r.params) > 0 {
			named++
		}
		if r.name != "" {
			commands++
		}
		if l.numbers[i] != "" {
			numbers++
		}
		vary = vary || !maps.Equal(r.params, l.runs[0].params)
	}
	all := len(l.runs)
	switch {
	case named == all && (vary || all == 1):
		return nil, nil
	case commands == all && named == 0, commands == all && !vary && differ(l.runs):
		for i := range l.runs {
			l.runs[i].params = nil
		}
		return nil, nil
	case numbers == all && !vary:
		for i := range l.runs {
			l.runs[i].params = map[string]string{"threads": l.numbers[i]}
		}
		return []string{fmt.Sprintf("N is taken from the lines that are a number alone, such as %q: write echo threads=%s if it is the number of workers", l.numbers[0], l.numbers[0])}, nil
	}
	for i, r := range l.runs {
		if len(r.params) == 0 {
			return nil, s.errorf("line %d: nothing before this time names its number of workers: write it before each run, echo threads=4", l.lines[i])
		}
	}
	return nil, nil
}

// differ reports whether the commands of runs differ.
func differ(runs []timed) bool {
	return slices.ContainsFunc(runs, func(r timed) bool { return r.name != runs[0].name })
}
