package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/results"
	"serialfraction/results/record"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// requestOf reads what a command line asks, of the flags that its verb has.
func requestOf(c *cli.Context) (results.Request, error) {
	var r results.Request
	spec, err := workloads.Lookup(c.String("workload"))
	if err != nil {
		return r, err
	}
	if err := ownSettings(c, spec); err != nil {
		return r, err
	}
	for _, a := range asks {
		rowless := a.rows && spec.Program != nil
		switch {
		case rowless && c.IsSet(a.flag):
			return r, usagef("--%s is about rows, and workload %s times a whole program: leave it out, or hand rows to the program with --workload pipe", a.flag, spec.Name)
		case rowless, !hasFlag(c, a.flag):
			continue
		}
		if err := a.take(c, &r); err != nil {
			return r, err
		}
	}
	if c.IsSet("max-workers") && r.MaxWorkers == 0 { // which else means that nobody said
		return r, badMost(0)
	}
	if r.Source.Data == "" {
		r.Source.Data = spec.Data
	}
	if r.Program, err = commandOf(c, spec); err != nil {
		return r, err
	}
	return r, checkRequest(r)
}

// ownSettings refuses the settings of other workloads.
func ownSettings(c *cli.Context, spec spec.Workload) error {
	for _, s := range workloads.All {
		for _, p := range s.Params {
			if _, own := paramOf(spec.Name, p.Name); !own && c.IsSet(p.Name) {
				return usagef("--%s is no setting of workload %s: type --workload %s with it, or see harness workloads", p.Name, spec.Name, s.Name)
			}
		}
	}
	return nil
}

// paramOf returns a setting of a workload.
func paramOf(workload, name string) (p spec.Param, own bool) {
	found, err := workloads.Lookup(workload)
	if err != nil {
		return p, false
	}
	i := slices.IndexFunc(found.Params, func(p spec.Param) bool { return p.Name == name })
	if i < 0 {
		return p, false
	}
	return found.Params[i], true
}

// hasFlag reports whether the verb of a command line has a flag.
func hasFlag(c *cli.Context, name string) bool {
	return slices.ContainsFunc(c.Command.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
}

// checkRequest refuses numbers that nothing can work with.
func checkRequest(r results.Request) error {
	for _, n := range []struct {
		flag  string
		value int
	}{{"chunk", r.ChunkRows}, {"repeats", r.Repeats}, {"warmup", r.Warmup}} {
		if n.value < 0 {
			return &harness.FlagError{Flag: n.flag, Value: strconv.Itoa(n.value), Want: "must not be negative"}
		}
	}
	if p := r.Precision; !(p >= 0 && p < 1) {
		return &harness.FlagError{Flag: "precision", Value: strconv.FormatFloat(p, 'g', -1, 64), Want: "must be from 0 to 1, such as 0.005"}
	}
	return nil
}

// stopOf says when the sweep ends: after a number of repeats, whatever the
// precision and however long they take, or else when S is known well enough or
// the time is spent.
func stopOf(r results.Request) (record.Stop, error) {
	switch {
	case r.Repeats > 0:
		return record.Stop{Blocks: r.Repeats}, nil
	case r.MaxTime == 0 && r.Precision == 0:
		return record.Stop{}, usagef("--precision 0 and --max-time 0 together never stop: give one of them, or --repeats R")
	}
	return record.Stop{Precision: r.Precision, MaxTime: r.MaxTime}, nil
}

// argsOf are the settings of a request as the header has them: each of its workload as
// one text, of several values line by line. They tell whether two sweeps are of the
// same work; the work itself is made from the request.
func argsOf(r results.Request, spec spec.Workload) map[string]string {
	args := map[string]string{}
	for _, p := range spec.Params {
		args[p.Name] = p.Default
	}
	for name, values := range r.Settings {
		args[name] = strings.Join(values, "\n")
	}
	return args
}

// withDefaults returns settings of a header with the defaults of those that there were
// not yet when it was made: a new setting does by default what was done without it.
func withDefaults(workload string, args map[string]string) map[string]string {
	full := map[string]string{}
	if spec, err := workloads.Lookup(workload); err == nil {
		full = argsOf(results.Request{}, spec)
	}
	maps.Copy(full, args)
	return full
}

// inputOf is where the rows of a request are from.
func inputOf(s results.Source) input.Source {
	return input.Source{Data: s.Data, Groups: s.Groups, GroupBy: s.GroupBy, GroupField: s.GroupField, Contrast: s.Contrast, Tile: s.Tile}
}
