package main

import "fmt"

// A cell is a file of so many rows and columns.
type cell struct {
	Rows   int    `json:"rows"`
	Cols   int    `json:"cols"`
	Format string `json:"format"` // npy or csv
}

// The most values of a file: more make files beyond 2 GB, of text or with the next step of ten.
const mostValues = 100_000_000

// started stands for a process that reads no file: harness version.
var started = cell{Format: "start"}

// textCols is the number of columns of the files of text.
const textCols = 100

// rounds is how often each cell is run.
const rounds = 3

var (
	manyRows = []int{1e3, 1e4, 1e5, 1e6, 1e7}
	manyCols = []int{10, 100, 1_000, 10_000}
)

// cells returns all cells, and those that are left out because they are too large.
func cells() (all, left []cell) {
	for _, cols := range manyCols {
		for _, rows := range manyRows {
			if rows*cols > mostValues {
				left = append(left, cell{rows, cols, "npy"})
				continue
			}
			all = append(all, cell{rows, cols, "npy"})
		}
	}
	for _, rows := range manyRows {
		if rows*textCols <= mostValues {
			all = append(all, cell{rows, textCols, "csv"})
		}
	}
	return all, left
}

func (c cell) file() string { return fmt.Sprintf("g-%d-%d.%s", c.Rows, c.Cols, c.Format) }

func (c cell) values() float64 { return float64(c.Rows) * float64(c.Cols) }
