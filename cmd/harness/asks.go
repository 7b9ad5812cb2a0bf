package main

import (
	"slices"

	"serialfraction/results"
	"serialfraction/workloads"
)

// An ask ties a flag to the part of a request that it sets. It is used in both directions:
// to read a request from a command line and to write a command line from a request.
type ask struct {
	flag string
	part func(r *results.Request) any // returns a pointer to the part, a setting or a profileFile

	least  int  // the least number that may be typed, where a request has 0 for one that is not given
	rows   bool // the flag is about rows; a program that is timed whole has none
	anew   bool // --resume may change it
	writes bool // it names a file or folder that the sweep writes: left out where a sweep is made again
}

// asks is the table of the flags of a sweep that set a part of the request, in the order in
// which a command line is written.
var asks = slices.Concat([]ask{
	{flag: "workload", part: func(r *results.Request) any { return &r.Workload }}, // first: the settings below depend on it
	{flag: "data", rows: true, part: func(r *results.Request) any { return &r.Source.Data }},
	{flag: "groups", rows: true, part: func(r *results.Request) any { return &r.Source.Groups }},
	{flag: "group-by", rows: true, part: func(r *results.Request) any { return &r.Source.GroupBy }},
	{flag: "group-field", rows: true, part: func(r *results.Request) any { return &r.Source.GroupField }},
	{flag: "contrast", rows: true, part: func(r *results.Request) any { return &r.Source.Contrast }},
	{flag: "phenotype-01", rows: true, part: func(r *results.Request) any { return &r.Source.Phenotype01 }},
	{flag: "no-header", rows: true, part: func(r *results.Request) any { return &r.Source.NoHeader }},
	{flag: "ids", rows: true, part: func(r *results.Request) any { return &r.Source.IDs }},
	{flag: "text-columns", rows: true, part: func(r *results.Request) any { return &r.Source.TextColumns }},
	{flag: "columns", rows: true, part: func(r *results.Request) any { return &r.Source.Columns }},
	{flag: "na", rows: true, part: func(r *results.Request) any { return &r.Source.NA }},
	{flag: "tile", least: 1, rows: true, part: func(r *results.Request) any { return &r.Source.Tile }},
}, settingAsks(), []ask{
	{flag: "pace", rows: true, part: func(r *results.Request) any { return &r.Pace }},
	{flag: "engine", rows: true, part: func(r *results.Request) any { return &r.Engine }},
	{flag: "schedule", rows: true, part: func(r *results.Request) any { return &r.Schedule }},
	{flag: "ship", rows: true, part: func(r *results.Request) any { return &r.Ship }},
	{flag: "listen", rows: true, anew: true, part: func(r *results.Request) any { return &r.Elsewhere.Listen }},
	{flag: "nats", rows: true, anew: true, part: func(r *results.Request) any { return &r.Elsewhere.NATS }},
	{flag: "credentials", rows: true, anew: true, part: func(r *results.Request) any { return &r.Elsewhere.Credentials }},
	{flag: "join-file", rows: true, anew: true, part: func(r *results.Request) any { return &r.Elsewhere.JoinFile }},
	{flag: "join-timeout", rows: true, anew: true, part: func(r *results.Request) any { return &r.Elsewhere.JoinTimeout }},
	{flag: "pin", rows: true, part: func(r *results.Request) any { return &r.Pin }},
	{flag: "chunk", least: 1, rows: true, part: func(r *results.Request) any { return &r.ChunkRows }},
	{flag: "control", rows: true, part: func(r *results.Request) any { return &r.Control }},
	{flag: "no-timeline", rows: true, part: func(r *results.Request) any { return &r.NoTimeline }},
	{flag: "weak", rows: true, part: func(r *results.Request) any { return &r.Weak }},
	{flag: "max-workers", part: func(r *results.Request) any { return &r.MaxWorkers }},
	{flag: "workers", part: func(r *results.Request) any { return &r.Workers }},
	{flag: "seed", part: func(r *results.Request) any { return &r.Seed }},
	{flag: "warmup", part: func(r *results.Request) any { return &r.Warmup }},
	{flag: "repeats", least: 1, anew: true, part: func(r *results.Request) any { return &r.Repeats }},
	{flag: "precision", anew: true, part: func(r *results.Request) any { return &r.Precision }},
	{flag: "max-time", anew: true, part: func(r *results.Request) any { return &r.MaxTime }},
	{flag: "no-doctor", anew: true, part: func(r *results.Request) any { return &r.NoProbe }},
	{flag: "results", rows: true, anew: true, writes: true, part: func(r *results.Request) any { return &r.Results }},
	{flag: "safe-csv", anew: true, part: func(r *results.Request) any { return &r.SafeCSV }},
}, profileAsks(), []ask{
	{flag: "check", anew: true, part: func(r *results.Request) any { return &r.Checks }},
	{flag: "fail-if", anew: true, part: func(r *results.Request) any { return &r.FailIf }},
	{flag: "strict", anew: true, part: func(r *results.Request) any { return &r.Strict }},
})

// A setting is a part of a request: the entry of Settings under a name.
type setting struct {
	of   *results.Request
	name string
}

// settingAsks returns an ask for each setting of the workloads, one for each name.
func settingAsks() (list []ask) {
	for _, s := range workloads.All {
		for _, p := range s.Params {
			if !slices.ContainsFunc(list, func(a ask) bool { return a.flag == p.Name }) {
				list = append(list, ask{flag: p.Name, anew: p.Fresh, writes: p.Fresh, part: func(r *results.Request) any { return setting{r, p.Name} }})
			}
		}
	}
	return list
}

// A profileFile is a part of a request: the entry of Profiles under a kind.
type profileFile struct {
	of   *results.Request
	kind string
}

func profileAsks() (list []ask) {
	for _, k := range profilers {
		list = append(list, ask{flag: k.flag, anew: true, writes: true, part: func(r *results.Request) any { return profileFile{r, k.flag} }})
	}
	return list
}
