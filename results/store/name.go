package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"serialfraction/harness/pattern"
	"serialfraction/results"
)

// Latest is the name of the newest result that has a timed run.
const Latest = "latest"

// timesOf match the time at the start of a name from [NewPath], to the second and to the
// millisecond.
var timesOf = []*pattern.Pattern{pattern.Of(`^\d{8}T\d{6}`), pattern.Of(`^\d{8}T\d{6}\.\d{3}Z`)}

// identifiers returns a short name for each of names, which ascend: the time to the second
// or to the millisecond if no other name starts with it, else all but the extension.
func identifiers(names []string) []string {
	ids := make([]string, len(names))
	for i, name := range names {
		if ids[i] = stem(name); i > 0 && ids[i] == stem(names[i-1]) {
			ids[i] = name // packed, beside the same that is not
		}
		for _, times := range timesOf {
			start := times.FindString(name)
			before := i > 0 && strings.HasPrefix(names[i-1], start)
			after := i+1 < len(names) && strings.HasPrefix(names[i+1], start)
			if start != "" && !before && !after {
				ids[i] = start
				break
			}
		}
	}
	return ids
}

// isResult reports whether a file is named as a result.
func isResult(name string) bool {
	_, ok := results.Stem(name)
	return ok
}

// stem returns the name of a result without its extensions.
func stem(name string) string {
	s, _ := results.Stem(name)
	return s
}

// Find returns the path of a result, given its name, a start of its name that no other name
// has, its path, or [Latest]. The error of a start that several names have lists them.
func (d Folder) Find(ctx context.Context, name string) (string, error) {
	names, err := d.names()
	if err != nil {
		return "", err
	}
	if name == Latest {
		return d.latest(ctx, names)
	}
	if filepath.Base(name) != name {
		if !d.holds(name) {
			return "", fmt.Errorf("%q is not a result of %s: harness results list names those", name, d.Dir)
		}
		name = filepath.Base(name)
	}
	var like []string
	for _, n := range names {
		if n == name || stem(n) == name {
			return filepath.Join(d.Dir, n), nil
		}
		if name != "" && strings.HasPrefix(n, name) {
			like = append(like, n)
		}
	}
	switch len(like) {
	case 0:
		return "", fmt.Errorf("no result %q in %s: harness results list names those there are", name, d.Dir)
	case 1:
		return filepath.Join(d.Dir, like[0]), nil
	}
	return "", fmt.Errorf("%q is the start of %d results: type more of one of %s", name, len(like), listed(like))
}

// listed writes the first names, and how many more there are.
func listed(names []string) string {
	const most = 5
	more := ""
	if n := len(names) - most; n > 0 {
		names, more = names[:most], fmt.Sprintf(" and %d more", n)
	}
	short := make([]string, len(names))
	for i, n := range names {
		short[i] = stem(n)
	}
	return strings.Join(short, ", ") + more
}

// latest returns the path of the result with a timed run whose sweep began last. A sweep
// that failed before its first timed run leaves a file that nobody looks for. A file
// without a header is passed over.
func (d Folder) latest(ctx context.Context, names []string) (string, error) {
	type sweep struct {
		path  string
		began time.Time
	}
	sweeps := make([]sweep, len(names))
	err := d.each(ctx, names, func(i int) {
		path := filepath.Join(d.Dir, names[i])
		if f, err := openPlain(path); err == nil {
			defer f.Close()
			if h, err := results.ReadHeader(f); err == nil {
				sweeps[i] = sweep{path, h.Time}
			}
		}
	})
	if err != nil {
		return "", err
	}
	slices.SortStableFunc(sweeps, func(a, b sweep) int { return a.began.Compare(b.began) })
	for _, s := range slices.Backward(sweeps) {
		if !s.began.IsZero() && !noRuns(s.path) {
			return s.path, nil
		}
	}
	return "", fmt.Errorf("no result in %s has a timed run yet: make one with harness sweep", d.Dir)
}

// noRuns reports whether a result file has no timed run.
func noRuns(path string) bool {
	f, err := openPlain(path)
	if err != nil {
		return true // gone meanwhile
	}
	defer f.Close()
	return results.NoRuns(f)
}
