package pipe

import (
	"encoding/binary"
	"io"
	"math"
)

// A littleWriter writes in little-endian order, whatever the order of this machine.
type littleWriter struct {
	w   io.Writer
	buf []byte // not written yet
}

// numbers writes float64s, and keeps the last of them for the next write.
func (x *littleWriter) numbers(values ...float64) error {
	for len(values) > 0 {
		n := min(len(values), lineBuffer/8)
		for _, v := range values[:n] {
			x.buf = binary.LittleEndian.AppendUint64(x.buf, math.Float64bits(v))
		}
		values = values[n:]
		if len(x.buf) >= lineBuffer {
			if err := x.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush writes what is not written yet.
func (x *littleWriter) flush() error {
	_, err := x.w.Write(x.buf)
	x.buf = x.buf[:0]
	return err
}

// littleNumber reads the float64 that raw begins with.
func littleNumber(raw []byte) float64 {
	return oneNaN(math.Float64frombits(binary.LittleEndian.Uint64(raw)))
}

// oneNaN returns v, and of the NaNs, whose bits programs choose, always the same.
func oneNaN(v float64) float64 {
	if math.IsNaN(v) {
		return math.NaN()
	}
	return v
}
