package harness

// PerRow returns a workload that calls f once for each row. row has a value for each
// column; dst has a place for each output, and f writes all of them. f is called from many
// goroutines at once and must keep neither slice.
func PerRow(name string, outputs []string, f func(dst, row []float64)) Workload {
	width := len(outputs)
	return Workload{Name: name, Outputs: outputs, Kernel: func(dst []float64, c Chunk) {
		for i := range c.Rows {
			f(dst[i*width:(i+1)*width], c.Values[i*c.Cols:(i+1)*c.Cols])
		}
	}}
}
