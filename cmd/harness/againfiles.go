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

// A sweep that is made again writes over nothing that the first one wrote, and is held to
// the conditions alone that it can tell of: what of a request is left out for that is here.

// fileless is a request without the files and folders that its sweep writes.
func fileless(r results.Request) results.Request {
	for _, a := range asks {
		if a.writes {
			a.leave(&r)
		}
	}
	return r
}

// tellable is a request without the conditions that no run at these N tells of in a scope,
// which a sweep refuses.
func tellable(r results.Request, workers []int, scope analysis.Scope) results.Request {
	untold := func(text string) bool {
		condition, err := gate.ParseValue(text)
		return err != nil || condition.Fits(workers, scope) != nil
	}
	r.Checks = slices.DeleteFunc(slices.Clone(r.Checks), untold)
	r.FailIf = slices.DeleteFunc(slices.Clone(r.FailIf), untold)
	r.Strict = r.Strict && len(r.Checks)+len(r.FailIf) > 0
	return r
}

// unusedRows names a file of result rows that is not there yet: in the folder and the
// layout of the one that was asked for, but of another name, for that may have been
// written; where none was asked for, or its folder is gone, in this folder.
func unusedRows(asked string) string {
	folder, err := os.Stat(filepath.Dir(asked))
	if asked == "" || err != nil || !folder.IsDir() {
		return unused("results", ".csv", 1)
	}
	name, zipped := strings.CutSuffix(asked, ".gz")
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	if zipped {
		ending += ".gz"
	}
	return unused(stem, ending, 2)
}

// unused is the first name of stem.ending, stem-2.ending, stem-3.ending … from the nth on
// that nothing has that this process can see.
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
