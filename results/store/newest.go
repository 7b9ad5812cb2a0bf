package store

import (
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"serialfraction/results"
)

// Newest yields the names and sweeps of a workload whose headers wanted accepts, the newest
// first by the names that [NewPath] gave them. Of other sweeps it reads the header only. Files that
// cannot be read are left out; if the folder cannot be read, Newest yields nothing.
func (d Folder) Newest(workload string, wanted func(*results.Header) bool) iter.Seq2[string, *results.File] {
	return func(yield func(string, *results.File) bool) {
		names, err := d.names()
		if err != nil {
			return
		}
		for _, name := range slices.Backward(names) {
			if !strings.Contains(name, workloadPart(workload)) {
				continue
			}
			if f := readWanted(filepath.Join(d.Dir, name), wanted); f != nil && !yield(name, f) {
				return
			}
		}
	}
}

// readWanted reads a result file; nil if it cannot be read or wanted rejects its header.
func readWanted(path string, wanted func(*results.Header) bool) *results.File {
	r, err := openPlain(path)
	if err != nil {
		return nil
	}
	defer r.Close()
	h, err := results.ReadHeader(r)
	if err != nil || !wanted(h) {
		return nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil
	}
	f, err := results.DecodeSample(r)
	if err != nil {
		return nil
	}
	return f
}
