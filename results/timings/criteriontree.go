package timings

import (
	"encoding/json"
	"io/fs"
	"path"

	"serialfraction/harness/wording"
)

// mostEntries bounds the files and folders that are looked at.
const mostEntries = 100000

// ReadFolder reads a folder of criterion, target/criterion, as [Read] reads a file: of each
// benchmark the samples of its last run.
func ReadFolder(name string, folder fs.FS, o Options) ([]Series, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if err := o.timesOnly("criterion"); err != nil {
		return nil, err
	}
	s := source{name: name}
	var all []timed
	seen := 0
	err := fs.WalkDir(folder, ".", func(at string, d fs.DirEntry, err error) error {
		seen++
		switch {
		case err != nil:
			return s.errorf("%w: check that it can be read", err)
		case seen > mostEntries:
			return s.errorf("this folder holds more than %s: name the folder target/criterion, or a group in it", wording.Count(mostEntries, "file"))
		case !d.IsDir() || d.Name() != "new":
			return nil
		}
		r, ok, err := s.criterionBenchmark(folder, at)
		if ok {
			all = append(all, r)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, s.errorf("this is a folder, without benchmarks of criterion (NAME/new/sample.json): name a file in it, or the folder target/criterion")
	}
	series, err := benchmarks.curves(s, all, Series{Quantity: Time, Unit: "ns"}, o)
	for i := range series {
		series[i].Format, series[i].Sure = criterionFormat, true
	}
	return series, err
}

// criterionBenchmark reads a folder "new" of one benchmark; ok is false where it holds none.
func (s source) criterionBenchmark(folder fs.FS, at string) (r timed, ok bool, err error) {
	var id struct {
		Full string `json:"full_id"`
	}
	var sample struct{ Iters, Times []float64 }
	for file, v := range map[string]any{"benchmark.json": &id, "sample.json": &sample} {
		file = path.Join(at, file)
		b, err := fs.ReadFile(folder, file)
		if err != nil {
			return r, false, nil
		}
		if err := json.Unmarshal(b, v); err != nil {
			return r, false, s.errorf("%s: %v: run cargo bench again", file, err)
		}
	}
	if id.Full == "" || len(sample.Times) == 0 || len(sample.Times) != len(sample.Iters) {
		return r, false, s.errorf("%s: no samples of a benchmark: run cargo bench again", at)
	}
	r.name = id.Full
	for i, t := range sample.Times {
		r.seconds = append(r.seconds, t/sample.Iters[i]/1e9)
	}
	return r, true, nil
}

// isCriterionFile reports whether s is one file of criterion's folder, which has either the
// name of a benchmark or its times.
func isCriterionFile(s source) bool {
	for _, keys := range [][]string{{"mean", "median", "point_estimate", "confidence_interval"}, {"sampling_mode", "iters", "times"}, {"group_id", "full_id", "directory_name"}} {
		if isJSON(s, keys...) {
			return true
		}
	}
	return false
}
