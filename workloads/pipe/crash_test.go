package pipe

import (
	"errors"
	"io"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/crash"
)

// breaks is an encoder that panics at a row, or at the end where that is 0.
type breaks struct {
	encoder
	row int
}

func (b breaks) encode(c harness.Chunk) error {
	if b.row > 0 && c.Row <= b.row && b.row < c.Row+c.Rows {
		panic("no such gene")
	}
	return b.encoder.encode(c)
}

func (b breaks) end() error {
	if b.row == 0 {
		panic("no such gene")
	}
	return b.encoder.end()
}

// A crash of the goroutine that writes rows is the error of the run. The process of the program
// is ended, and its exit code is not reported.
func TestCrashOfTheWriter(t *testing.T) {
	for _, row := range []int{0, 1, 11} {
		for _, perChunk := range []bool{false, true} {
			p := programOf(t, rows(23), "sum")
			p.PerChunk = perChunk
			plain := p.Frame.encoder
			p.Frame.encoder = func(w io.Writer, d *harness.Dataset) encoder { return breaks{plain(w, d), row} }
			err := p.Try(t.Context())
			if err == nil {
				j := &harness.Job{Data: p.Data, Workload: p.work(), ChunkRows: 5}
				_, err = (&harness.Pool{}).Run(t.Context(), make([]float64, j.ResultLen()), j, 2)
			}
			var fault *crash.Error
			if !errors.As(err, &fault) || fault.Cause != "no such gene" {
				t.Errorf("row %d, a process for each chunk %v: error %v", row, perChunk, err)
			}
		}
	}
}
