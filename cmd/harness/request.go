package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/prepare"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// requestOf returns the request of a command line, from those flags that its verb has.
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
		case rowless && isSet(c, a.flag):
			return r, usagef("--%s is about rows, but workload %s times a whole program: leave the flag out, or hand rows to the program with --workload pipe", a.flag, spec.Name)
		case rowless, !hasFlag(c, a.flag):
			continue
		}
		if err := a.take(c, &r); err != nil {
			return r, err
		}
	}
	if isSet(c, "max-workers") && r.MaxWorkers == 0 { // in a request 0 means not given
		return r, prepare.CheckWorkers("max-workers", 0)
	}
	switch {
	case r.Source.Data != "":
	case hasFlag(c, "max-workers"):
		r.Source.Data = prepare.DefaultData(r)
	default:
		r.Source.Data = prepare.UsualData(r)
	}
	if r.Program, err = commandOf(c, spec); err != nil {
		return r, err
	}
	return r, prepare.Check(r)
}

// ownSettings returns an error if a setting of another workload is given.
func ownSettings(c *cli.Context, spec spec.Workload) error {
	for _, s := range workloads.All {
		for _, p := range s.Params {
			if _, own := paramOf(spec.Name, p.Name); !own && isSet(c, p.Name) {
				return usagef("--%s is not a setting of workload %s: add --workload %s, or see harness workloads", p.Name, spec.Name, s.Name)
			}
		}
	}
	return nil
}

// paramOf returns the description of a setting; own reports whether the workload has it.
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
