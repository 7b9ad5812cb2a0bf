package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
)

// Print writes the sweeps to w in a format that is one text. It writes nothing if they
// cannot be exported.
func Print(w io.Writer, f Format, all []Sweep, o Options) error {
	text := bufio.NewWriterSize(w, 1<<16)
	if err := f.Parts[0].Write(text, all, o); err != nil {
		return err
	}
	return text.Flush()
}

// Paths returns the files that WriteFiles writes: path itself, or path with the suffix of
// each part. An extension of path that the suffix also has is not repeated.
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

// Check returns an error if WriteFiles could not write, and changes nothing. An existing
// file is an [ExistsError] unless replace is true.
func (f Format) Check(path string, replace bool) error {
	for _, p := range f.Paths(path) {
		if dir, err := os.Stat(filepath.Dir(p)); err != nil || !dir.IsDir() {
			return &harness.FlagError{Flag: "output", Value: p, Want: fmt.Sprintf("no folder %s: make it, or name another file", filepath.Dir(p))}
		}
		old, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case old.IsDir():
			return &harness.FlagError{Flag: "output", Value: p, Want: wholefile.ErrFolder.Error()}
		case !old.Mode().IsRegular():
			return &harness.FlagError{Flag: "output", Value: p, Want: "is not a regular file: leave the flag out to write to standard output"}
		case !replace:
			return &ExistsError{p}
		}
	}
	return nil
}

// An ExistsError is the error of a file that exists and may not be replaced.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string { return e.Path + " exists: name another file" }

// WriteFiles writes every part of a format to a file. The files appear whole or not at all.
func WriteFiles(ctx context.Context, path string, f Format, all []Sweep, o Options) error {
	var files []wholefile.File
	for i, at := range f.Paths(path) {
		files = append(files, wholefile.File{Path: at, Write: func(w io.Writer) error { return f.Parts[i].Write(w, all, o) }})
	}
	if _, err := wholefile.Write(ctx, files...); err != nil {
		return fmt.Errorf("export to %w", err)
	}
	return nil
}
