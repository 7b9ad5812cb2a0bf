package results

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
)

// Sizes describe the sweeps of one job at several numbers of rows, each of which has a file of
// its own. All files have the same Sizes but for At.
type Sizes struct {
	Rows  []int    `json:"rows"`  // of each sweep, ascending
	Files []string `json:"files"` // of each sweep, names in the folder of this file
	At    int      `json:"at"`    // which of them this file is
}

// NewSizes returns the sizes of sweeps whose files are named after path, which need not exist.
func NewSizes(rows []int, path string) Sizes {
	s := Sizes{Rows: rows}
	extension := filepath.Ext(path)
	base := filepath.Base(path[:len(path)-len(extension)])
	for _, n := range rows {
		s.Files = append(s.Files, base+"-"+strconv.Itoa(n)+extension)
	}
	return s
}

// Paths returns the files of all sizes, which may not exist yet. path is that of one of them.
func (s *Sizes) Paths(path string) []string {
	all := make([]string, len(s.Files))
	for i, name := range s.Files {
		all[i] = filepath.Join(filepath.Dir(path), name)
	}
	return all
}

// Same reports whether o describes the sweeps that s does.
func (s *Sizes) Same(o *Sizes) bool {
	return s != nil && o != nil && slices.Equal(s.Rows, o.Rows) && slices.Equal(s.Files, o.Files)
}

// check returns an error if a file cannot be one of sizes. Nil sizes are valid.
func (s *Sizes) check() error {
	if s == nil {
		return nil
	}
	if len(s.Rows) < 2 || len(s.Files) != len(s.Rows) || s.At < 0 || s.At >= len(s.Rows) {
		return errors.New("sizes has not one file for each of two or more numbers of rows, or is none of them")
	}
	for i, n := range s.Rows {
		if n < 1 || i > 0 && n <= s.Rows[i-1] {
			return fmt.Errorf("sizes.rows is %v: it must ascend from 1 or more", s.Rows)
		}
		if s.Files[i] == "" || s.Files[i] != filepath.Base(s.Files[i]) {
			return fmt.Errorf("sizes.files has %q, which is not the name of a file", s.Files[i])
		}
	}
	return nil
}
