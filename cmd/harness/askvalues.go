package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/prepare"
)

// take sets the part of a request to the value of the flag, which may be its default.
func (a ask) take(c *cli.Context, r *results.Request) (err error) {
	switch p := a.part(r).(type) {
	case *string:
		*p = c.String(a.flag)
	case *bool:
		*p = c.Bool(a.flag)
	case *int:
		if *p = c.Int(a.flag); isSet(c, a.flag) && *p < a.least {
			return &harness.FlagError{Flag: a.flag, Value: strconv.Itoa(*p), Want: fmt.Sprintf("type %d or more", a.least)}
		}
	case *uint64:
		*p = c.Uint64(a.flag)
	case *float64:
		*p = c.Float64(a.flag)
	case *time.Duration:
		*p = c.Duration(a.flag)
	case **time.Duration: // nil = not given
		if *p = nil; isSet(c, a.flag) {
			*p = new(c.Duration(a.flag))
		}
	case *[]int:
		if *p = nil; isSet(c, a.flag) {
			*p, err = prepare.ParseWorkers(c.String(a.flag))
		}
	case *[]string:
		*p = linesOf(c, a.flag)
	case setting:
		p.take(c)
	case profileFile:
		p.of.Profiles = with(p.of.Profiles, p.kind, c.String(a.flag), c.String(a.flag) != "")
	}
	return err
}

// take sets the setting to the value of its flag, or to the default of the workload.
func (s setting) take(c *cli.Context) {
	var values []string
	p, own := paramOf(s.of.Workload, s.name)
	switch {
	case !isSet(c, s.name) && own && p.Default != "":
		values = []string{p.Default}
	case !isSet(c, s.name), p.Switch && !c.Bool(s.name):
	case p.Repeat:
		values = linesOf(c, s.name)
	case p.Time:
		values = []string{spelled(c.Generic(s.name).(*timeValue).Duration, p.Default)}
	default:
		values = []string{c.String(s.name)}
	}
	s.of.Settings = with(s.of.Settings, s.name, values, values != nil)
}

// leave removes the file or folder that the flag names from a request.
func (a ask) leave(r *results.Request) {
	switch p := a.part(r).(type) {
	case *string:
		*p = ""
	case setting:
		p.of.Settings = with(p.of.Settings, p.name, nil, false)
	case profileFile:
		p.of.Profiles = with(p.of.Profiles, p.kind, "", false)
	}
}

// values returns the values to type after the flag so that it sets what the request has:
// one, or several for a flag that may be repeated; nil if the request has none.
func (a ask) values(r *results.Request) []string {
	switch p := a.part(r).(type) {
	case *string:
		return wordIf(*p != "", *p)
	case *bool:
		return wordIf(*p, "true")
	case *int:
		return []string{strconv.Itoa(*p)}
	case *uint64:
		return []string{strconv.FormatUint(*p, 10)}
	case *float64:
		return []string{strconv.FormatFloat(*p, 'g', -1, 64)}
	case *time.Duration:
		return []string{typedTime(*p)}
	case **time.Duration:
		if *p != nil {
			return []string{typedTime(**p)}
		}
	case *[]int:
		return wordIf(len(*p) > 0, strings.ReplaceAll(strings.Trim(fmt.Sprint(*p), "[]"), " ", ","))
	case *[]string:
		return *p
	case setting:
		return p.of.Settings[p.name]
	case profileFile:
		return wordIf(p.of.Profiles[p.kind] != "", p.of.Profiles[p.kind])
	}
	return nil
}

func wordIf(there bool, word string) []string {
	if !there {
		return nil
	}
	return []string{word}
}

// toggle reports whether the flag takes no value.
func (a ask) toggle(r *results.Request) bool {
	switch p := a.part(r).(type) {
	case *bool:
		return true
	case setting:
		param, _ := paramOf(r.Workload, p.name)
		return param.Switch
	}
	return false
}

// typedTime returns a duration as a flag takes it, without rounding: 250us, 1m30s, 1h.
// Package number writes the rounded ones, for people.
func typedTime(d time.Duration) string {
	text := strings.Replace(d.String(), "µ", "u", 1)
	for _, tail := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, tail) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// spelled returns the one spelling of a TIME in a request, however it was typed, so that
// requests with equal times are equal. A time that equals the default has its spelling.
func spelled(d time.Duration, byDefault string) string {
	if same, err := harness.ParseTime(byDefault); err == nil && same == d {
		return byDefault
	}
	return typedTime(d)
}

// linesOf returns the values of a flag that may be repeated.
func linesOf(c *cli.Context, flag string) []string {
	given, _ := c.Generic(flag).(*lines)
	if given == nil {
		return nil
	}
	return slices.Clone(*given)
}

// with returns a copy of a map with a key set to a value, or without the key where there is
// false.
func with[V any](m map[string]V, key string, value V, there bool) map[string]V {
	m = maps.Clone(m)
	switch {
	case !there:
		delete(m, key)
	case m == nil:
		m = map[string]V{key: value}
	default:
		m[key] = value
	}
	return m
}
