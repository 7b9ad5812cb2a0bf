package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"serialfraction/harness/wholefile"
)

// Print writes a format of one text. Nothing is written where the sweeps cannot be
// exported.
func Print(w io.Writer, f Format, all []Sweep, o Options) error {
	var text bytes.Buffer
	if err := f.Parts[0].Write(&text, all, o); err != nil {
		return err
	}
	_, err := w.Write(text.Bytes())
	return err
}

// Paths returns the files that WriteFiles writes: path itself, or path with the suffix
// of each part, less an ending that they bring along.
func (f Format) Paths(path string) []string {
	paths := make([]string, len(f.Parts))
	for i, p := range f.Parts {
		stem := path
		if p.Suffix != "" {
			stem = strings.TrimSuffix(path, filepath.Ext(p.Suffix))
		}
		paths[i] = stem + p.Suffix
	}
	return paths
}

// Check says whether WriteFiles could write, without touching anything. A file that is
// there is only written over if replace says so.
func (f Format) Check(path string, replace bool) error {
	for _, p := range f.Paths(path) {
		if dir, err := os.Stat(filepath.Dir(p)); err != nil || !dir.IsDir() {
			return fmt.Errorf("%s: no folder %s: make it, or name another file", p, filepath.Dir(p))
		}
		old, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case old.IsDir():
			return fmt.Errorf("%s: this is a folder: name a file in it", p)
		case !old.Mode().IsRegular():
			return fmt.Errorf("%s is no plain file: name none to write to standard output", p)
		case !replace:
			return &ExistsError{p}
		}
	}
	return nil
}

// An ExistsError is the error of a file that is there and may not be written over.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string { return e.Path + " exists: name another file" }

// WriteFiles writes every part of a format into a file. They appear whole or not at
// all.
func WriteFiles(path string, f Format, all []Sweep, o Options) error {
	var files []wholefile.File
	for i, at := range f.Paths(path) {
		files = append(files, wholefile.File{Path: at, Write: func(w io.Writer) error { return f.Parts[i].Write(w, all, o) }})
	}
	if _, err := wholefile.Write(files...); err != nil {
		return fmt.Errorf("export to %w", err)
	}
	return nil
}
