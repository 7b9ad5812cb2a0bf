package spec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
)

// Settings reads Args by the Params of a workload. It keeps the first error; everything read
// after that is zero.
type Settings struct {
	params []Param
	args   Args
	err    error
}

// Read returns Settings for args. A setting that params do not have is an error.
func Read(params []Param, args Args) *Settings {
	s := &Settings{params: params, args: args}
	for name := range args {
		if !slices.ContainsFunc(params, func(p Param) bool { return p.Name == name }) {
			s.Fail(name, args.Of(name), "this workload has no such setting")
		}
	}
	return s
}

// Err returns the first error, a *harness.FlagError, or nil.
func (s *Settings) Err() error { return s.err }

// Fail records that a setting has a wrong value. want explains what to type.
func (s *Settings) Fail(name, value, want string) {
	if s.err == nil {
		s.err = &harness.FlagError{Flag: name, Value: value, Want: want}
	}
}

// Text returns a setting as typed, or its default.
func (s *Settings) Text(name string) string {
	if _, given := s.args[name]; given {
		return s.args.Of(name)
	}
	i := slices.IndexFunc(s.params, func(p Param) bool { return p.Name == name })
	return s.params[i].Default
}

// All returns the values of a setting that may be given several times.
func (s *Settings) All(name string) []string { return s.args[name] }

// On returns whether a switch is on.
func (s *Settings) On(name string) bool {
	v := s.Text(name)
	if v != "" && v != "true" {
		s.Fail(name, v, "is a switch: leave the value out")
	}
	return v == "true"
}

// Choice returns the position of the setting in names.
func (s *Settings) Choice(name string, names ...string) int {
	v := s.Text(name)
	i := slices.Index(names, v)
	if i < 0 {
		s.Fail(name, v, "type one of "+strings.Join(names, ", "))
		return 0
	}
	return i
}

// Share returns a setting that is a number in [0, 1).
func (s *Settings) Share(name string) float64 {
	v := s.Text(name)
	x, err := strconv.ParseFloat(v, 64)
	if err != nil || !(x >= 0 && x < 1) {
		s.Fail(name, v, "type a number from 0 up to, not including, 1, such as 0.05")
		return 0
	}
	return x
}

// Duration returns a setting that is a positive time of an hour at most.
func (s *Settings) Duration(name string) time.Duration {
	v := s.Text(name)
	d, err := harness.ParseTime(v)
	if err != nil || d <= 0 || d > time.Hour {
		s.Fail(name, v, "type a time above 0 and up to 1h, in seconds or with a unit, such as 250us")
		return 0
	}
	return d
}

// Limit returns a setting that is a longest time; 0 = no limit.
func (s *Settings) Limit(name string) time.Duration {
	v := s.Text(name)
	d, err := harness.ParseTime(v)
	if err != nil {
		s.Fail(name, v, err.Error()+"; 0 = no limit")
		return 0
	}
	return d
}

// Whole returns a setting that is a whole number up to most.
func (s *Settings) Whole(name string, most uint64) uint64 {
	v := s.Text(name)
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil || n > most {
		s.Fail(name, v, fmt.Sprintf("type a whole number from 0 to %d", most))
		return 0
	}
	return n
}

// sizeUnits are the units of sizes. A name comes before any other that it ends in.
var sizeUnits = []struct {
	name  string
	bytes int
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"B", 1}}

// Size returns a setting that is a number of bytes, 1 KiB to 64 GiB.
func (s *Settings) Size(name string) int {
	v := s.Text(name)
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
	s.Fail(name, v, "type a size from 1KiB to 64GiB, such as 256MiB")
	return 1 << 10
}
