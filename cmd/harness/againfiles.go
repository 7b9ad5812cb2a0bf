package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/gate"
)

// A sweep that is made again overwrites no file of the first one and keeps only the
// conditions that it can decide. What is removed from the request for that is here.

// withoutOutputs returns a request without the files and folders that its sweep writes.
func withoutOutputs(r results.Request) results.Request {
	for _, a := range asks {
		if a.writes {
			a.leave(&r)
		}
	}
	return r
}

// decidable returns a request without the conditions that no run at these N can decide in
// the scope, for a sweep refuses those.
func decidable(r results.Request, workers []int, scope analysis.Scope) results.Request {
	undecidable := func(text string) bool {
		condition, err := gate.ParseValue(text)
		return err != nil || condition.Fits(workers, scope) != nil
	}
	r.Checks = slices.DeleteFunc(slices.Clone(r.Checks), undecidable)
	r.FailIf = slices.DeleteFunc(slices.Clone(r.FailIf), undecidable)
	r.Strict = r.Strict && len(r.Checks)+len(r.FailIf) > 0
	return r
}

// unusedRows returns the path of a file of result rows that does not exist yet. It has the
// folder and the format of before, which the first sweep was to write, but another name,
// for that file may exist. Where before is "" or its folder is gone, the path is in the
// current folder.
func unusedRows(before string) string {
	folder, err := os.Stat(filepath.Dir(before))
	if before == "" || err != nil || !folder.IsDir() {
		return unused("results", ".csv", 1)
	}
	name, zipped := strings.CutSuffix(before, ".gz")
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	if zipped {
		ending += ".gz"
	}
	return unused(stem, ending, 2)
}

// unused returns the first of stem.ending, stem-2.ending, stem-3.ending …, from the nth on,
// at which this process sees no file.
func unused(stem, ending string, nth int) string {
	for ; ; nth++ {
		path := stem + ending
		if nth > 1 {
			path = fmt.Sprintf("%s-%d%s", stem, nth, ending)
		}
		if _, err := os.Lstat(path); err != nil {
			return path
		}
	}
}
