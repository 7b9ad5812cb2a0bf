package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// digest returns the SHA-256 of a file.
func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// compare holds the answers of an entry against those it must be like. It returns how many were compared,
// and the largest differences: relative, and of random answers in standard errors.
func (b *bench) compare(c contest, e entry) (compared int, differ, errors float64, err error) {
	if e.As == "" {
		return 0, 0, 0, nil
	}
	of := c.Entries[slices.IndexFunc(c.Entries, func(o entry) bool { return o.Name == e.As })]
	ours, err := openTable(filepath.Join(b.folder, of.Out), of.Where)
	if err != nil {
		return 0, 0, 0, err
	}
	defer ours.close()
	theirs, err := openTable(filepath.Join(b.folder, e.Out), e.Where)
	if err != nil {
		return 0, 0, 0, err
	}
	defer theirs.close()
	return alike(ours, theirs, e.Columns)
}

// alike compares the columns of two tables, row by row.
func alike(ours, theirs *table, columns []column) (compared int, differ, errs float64, err error) {
	at := make([][2]int, len(columns))
	for i, c := range columns {
		if at[i], err = [2]int{ours.column(c.Ours), theirs.column(c.Theirs)}, nil; at[i][0] < 0 || at[i][1] < 0 {
			return 0, 0, 0, fmt.Errorf("%s and %s: no columns %s and %s", ours.name, theirs.name, c.Ours, c.Theirs)
		}
	}
	for row := 1; ; row++ {
		a, more := ours.next()
		b, too := theirs.next()
		if more != too {
			return compared, differ, errs, fmt.Errorf("%s and %s have other numbers of rows: one ends before row %d", ours.name, theirs.name, row)
		}
		if !more {
			return compared, differ, errs, errors.Join(ours.err(), theirs.err())
		}
		for i, c := range columns {
			x, errX := number(a[at[i][0]])
			y, errY := number(b[at[i][1]])
			if err := errors.Join(errX, errY); err != nil {
				return compared, differ, errs, fmt.Errorf("%s and %s, row %d: %w", ours.name, theirs.name, row, err)
			}
			by, most := c.difference(x, y)
			if !(by <= most) {
				return compared, differ, errs, fmt.Errorf("%s, row %d: %s is %v, and %v in %s: they differ by %.3g, more than %.3g", theirs.name, row, c.Theirs, y, x, ours.name, by, most)
			}
			compared++
			if c.Draws > 0 {
				errs = max(errs, by)
			} else {
				differ = max(differ, by)
			}
		}
	}
}

// mostErrors is how many standard errors two random answers may differ: of 3051 rows one is beyond it
// once in 160,000 comparisons.
const mostErrors = 6

// difference returns by how much two answers differ and by how much they may.
func (c column) difference(x, y float64) (by, most float64) {
	if c.Magnitude {
		x, y = math.Abs(x), math.Abs(y)
	}
	switch {
	case x == y || math.IsNaN(x) && math.IsNaN(y):
		return 0, 0
	case c.Draws > 0:
		n := float64(c.Draws)
		p := (n*(x+y)/2 + 1) / (n + 2)
		return math.Abs(x-y) / math.Sqrt(2*p*(1-p)/n), mostErrors
	}
	return math.Abs(x-y) / max(math.Abs(x), math.Abs(y), c.Floor), c.Tolerance
}

// number reads an answer; NA is none.
func number(text string) (float64, error) {
	if text == "NA" {
		return math.NaN(), nil
	}
	return strconv.ParseFloat(strings.Trim(text, `"`), 64)
}

// A table is text of columns under a header, separated by commas or blanks.
type table struct {
	name   string
	file   *os.File
	lines  *bufio.Scanner
	comma  bool
	header []string
	where  string
}

func openTable(path, where string) (*table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	t := &table{name: filepath.Base(path), file: f, lines: bufio.NewScanner(f), where: where}
	if !t.lines.Scan() {
		return nil, errors.Join(fmt.Errorf("%s: empty", t.name), t.lines.Err(), f.Close())
	}
	t.comma = strings.Contains(t.lines.Text(), ",") || len(strings.Fields(t.lines.Text())) == 1
	t.header = t.cut()
	return t, nil
}

func (t *table) close() { _ = t.file.Close() }

func (t *table) err() error { return t.lines.Err() }

// cut returns the columns of the line.
func (t *table) cut() []string {
	if t.comma {
		return strings.Split(t.lines.Text(), ",")
	}
	return strings.Fields(t.lines.Text())
}

// column returns the place of a column by its name, without what is before the last dot in it; the last
// column where the name is "".
func (t *table) column(name string) int {
	if name == "" {
		return len(t.header) - 1
	}
	return slices.IndexFunc(t.header, func(h string) bool {
		h = strings.Trim(h, `"`)
		return h == name || strings.HasPrefix(h, name+".")
	})
}

// next returns the next row.
func (t *table) next() ([]string, bool) {
	test := slices.Index(t.header, "TEST")
	for t.lines.Scan() {
		if row := t.cut(); t.where == "" || row[test] == t.where {
			return row, true
		}
	}
	return nil, false
}
