package workloads

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
)

// A Param is one setting of a workload: a flag of the command line.
type Param struct {
	Name    string // without dashes
	Default string
	Usage   string
	Repeat  bool // may be given several times; Args then has all values
	Switch  bool // takes no value; Args then has "true" or none
	Time    bool // takes a time, see harness.ParseTime; Args has it as typed
}

// Args are settings by the name of the Param: one value, several where it may be given
// several times, none where it is off. One that is absent has its default.
type Args map[string][]string

// Of returns the value of a setting that has one, "" where it has none.
func (a Args) Of(name string) string {
	if len(a[name]) == 0 {
		return ""
	}
	return a[name][0]
}

// settings are Args read against the Params of a workload. The first thing wrong
// is kept, and all that is read after it is zero.
type settings struct {
	params []Param
	args   Args
	err    error
}

func newSettings(params []Param, args Args) *settings {
	s := &settings{params: params, args: args}
	for name := range args {
		if !slices.ContainsFunc(params, func(p Param) bool { return p.Name == name }) {
			s.fail(name, args.Of(name), "this workload has no such setting")
		}
	}
	return s
}

func (s *settings) fail(name, value, want string) {
	if s.err == nil {
		s.err = &harness.FlagError{Flag: name, Value: value, Want: want}
	}
}

func (s *settings) text(name string) string {
	if _, given := s.args[name]; given {
		return s.args.Of(name)
	}
	i := slices.IndexFunc(s.params, func(p Param) bool { return p.Name == name })
	return s.params[i].Default
}

// all returns the values of a setting that may be given several times.
func (s *settings) all(name string) []string { return s.args[name] }

// on returns whether a switch is on.
func (s *settings) on(name string) bool {
	v := s.text(name)
	if v != "" && v != "true" {
		s.fail(name, v, "is a switch: leave the value out")
	}
	return v == "true"
}

// choice returns the position of the setting in names.
func (s *settings) choice(name string, names ...string) int {
	v := s.text(name)
	i := slices.Index(names, v)
	if i < 0 {
		s.fail(name, v, "type one of "+strings.Join(names, ", "))
		return 0
	}
	return i
}

// share returns a number in [0, 1).
func (s *settings) share(name string) float64 {
	v := s.text(name)
	x, err := strconv.ParseFloat(v, 64)
	if err != nil || !(x >= 0 && x < 1) {
		s.fail(name, v, "type a number from 0 up to, not including, 1, such as 0.05")
		return 0
	}
	return x
}

// duration returns a positive duration of an hour at most.
func (s *settings) duration(name string) time.Duration {
	v := s.text(name)
	d, err := harness.ParseTime(v)
	if err != nil || d <= 0 || d > time.Hour {
		s.fail(name, v, "type a time above 0 and up to 1h, in seconds or with a unit, such as 250us")
		return 0
	}
	return d
}

// sizeUnits are the units of sizes, a longer name before one that ends it.
var sizeUnits = []struct {
	name  string
	bytes int
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"B", 1}}

// size returns a number of bytes, 1 KiB to 64 GiB.
func (s *settings) size(name string) int {
	v := s.text(name)
	for _, u := range sizeUnits {
		digits, ok := strings.CutSuffix(v, u.name)
		if !ok {
			continue
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
		if bytes := x * float64(u.bytes); err == nil && bytes >= 1<<10 && bytes <= 1<<36 {
			return int(bytes)
		}
		break
	}
	s.fail(name, v, "type a size from 1KiB to 64GiB, such as 256MiB")
	return 1 << 10
}
