package enginetest

import (
	"encoding/binary"
	"math"

	"serialfraction/harness"
)

// A holding is a way in which a dataset holds its rows.
type holding struct {
	name string
	hold func(j *harness.Job) // changes a job of Job to this holding
}

var holdings = []holding{
	{"values", func(*harness.Job) {}},
	{"decoded", Decoded},
	{"packed", Packed},
}

// Decoded changes a job of Job to one whose rows must be decoded: they are stored with the
// columns in reverse order and one more column in front.
func Decoded(j *harness.Job) {
	d := j.Data
	wide, rows, values := d.Cols+1, d.NumRows(), d.Values
	stored := make([]float64, 0, rows*wide)
	columns := make([]int, d.Cols)
	for i := range columns {
		columns[i] = d.Cols - i
	}
	for row := range rows {
		stored = append(stored, math.NaN())
		for i := range d.Cols {
			stored = append(stored, values[row*d.Cols+d.Cols-1-i])
		}
	}
	d.Values = nil
	d.Store = &harness.Store{Rows: rows, Columns: columns, Decode: func(dst []float64, row, rows int, columns []int) {
		for i := range rows {
			for k, col := range columns {
				dst[i*len(columns)+k] = stored[(row+i)*wide+col]
			}
		}
	}}
}

// Packed changes a job of Job to one whose kernel reads packed rows: the bits of
// the values, little-endian.
func Packed(j *harness.Job) {
	d := j.Data
	store := &harness.Store{Rows: d.NumRows(), Packed: []byte{}, Stride: 8 * d.Cols}
	for _, v := range d.Values {
		store.Packed = binary.LittleEndian.AppendUint64(store.Packed, math.Float64bits(v))
	}
	d.Values, d.Store = nil, store
	j.Workload.Packed = true
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		for i := range c.Rows {
			total := 0.0
			for k := range c.Cols {
				total += math.Float64frombits(binary.LittleEndian.Uint64(c.Packed[8*(i*c.Cols+k):]))
			}
			dst[2*i], dst[2*i+1] = float64(c.Row+i), total
		}
	}
}
