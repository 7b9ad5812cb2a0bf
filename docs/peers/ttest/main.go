// Command ttest is the Go side of bench.sh: it writes the matrix that every peer
// reads, and times one pass over it by this project's kernel or by plain gonum.
//
//	ttest write FILE ROWS COLS
//	ttest ours|gonum FILE COLS
//
// A timed pass prints name, rows, seconds and Σ|t|, by which the answers can be
// compared.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"time"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"serialfraction/harness"
	"serialfraction/workloads"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 4 {
		log.Fatal("type ttest write FILE ROWS COLS, or ttest ours|gonum FILE COLS")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		log.Fatal(err)
	}
}

func run(verb, file string, sizes []string) error {
	var n []int
	for _, s := range sizes {
		x, err := strconv.Atoi(s)
		if err != nil || x < 4 {
			return fmt.Errorf("%q: not a number of rows or columns", s)
		}
		n = append(n, x)
	}
	if verb == "write" && len(n) == 2 {
		return write(file, n[0], n[1])
	}
	pass, ok := passes[verb]
	if !ok || len(n) != 1 {
		return fmt.Errorf("%s: type write FILE ROWS COLS, or ours|gonum FILE COLS", verb)
	}
	ds, err := read(file, n[0])
	if err != nil {
		return err
	}
	const width = 5
	dst := make([]float64, width*ds.NumRows())
	var took time.Duration
	for range 2 { // the first is the warm-up
		if took, err = pass(dst, ds); err != nil {
			return err
		}
	}
	sum := 0.0
	for i := 2; i < len(dst); i += width {
		sum += math.Abs(dst[i])
	}
	fmt.Printf("%s %d %.6f %.9g\n", verb, ds.NumRows(), took.Seconds(), sum)
	return nil
}

// passes fill dst with mean_a, mean_b, t, df and p of every row.
var passes = map[string]func(dst []float64, ds *harness.Dataset) (time.Duration, error){
	"ours":  ours,
	"gonum": plainGonum,
}

func ours(dst []float64, ds *harness.Dataset) (time.Duration, error) {
	spec, err := workloads.Lookup("ttest")
	if err != nil {
		return 0, err
	}
	w, err := spec.New(ds, nil)
	if err != nil {
		return 0, err
	}
	job := &harness.Job{Data: ds, Workload: w, ChunkRows: 2000}
	start := time.Now()
	for i := range job.NumChunks() {
		c := job.Chunk(i)
		w.Kernel(dst[len(w.Outputs)*c.Row:][:len(w.Outputs)*c.Rows], c)
	}
	return time.Since(start), nil
}

// plainGonum is Welch's test as one would write it with gonum.
func plainGonum(dst []float64, ds *harness.Dataset) (time.Duration, error) {
	start := time.Now()
	na := ds.Groups.Sizes[0]
	for i := range ds.NumRows() {
		row := ds.Row(i)
		ma, va := stat.MeanVariance(row[:na], nil)
		mb, vb := stat.MeanVariance(row[na:], nil)
		ea, eb := va/float64(na), vb/float64(len(row)-na)
		t := (ma - mb) / math.Sqrt(ea+eb)
		df := (ea + eb) * (ea + eb) / (ea*ea/float64(na-1) + eb*eb/float64(len(row)-na-1))
		p := 2 * distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t))
		copy(dst[5*i:], []float64{ma, mb, t, df, p})
	}
	return time.Since(start), nil
}

// write makes rows of standard normal values around 8, one row in twenty with the
// second half of its columns moved by 0.5: raw numbers, row by row, little-endian.
func write(file string, rows, cols int) error {
	rng := rand.New(rand.NewPCG(1, 1))
	buf := make([]byte, 0, 8*rows*cols)
	for i := range rows {
		for j := range cols {
			x := 8 + rng.NormFloat64()
			if i%20 == 0 && j >= cols/2 {
				x += 0.5
			}
			buf = binary.LittleEndian.AppendUint64(buf, math.Float64bits(x))
		}
	}
	return os.WriteFile(file, buf, 0o644)
}

// read returns the matrix with the first half of its columns as group a.
func read(file string, cols int) (*harness.Dataset, error) {
	buf, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if len(buf)%(8*cols) != 0 {
		return nil, fmt.Errorf("%s: %d bytes are no rows of %d columns", file, len(buf), cols)
	}
	ds := &harness.Dataset{Name: file, Cols: cols, Values: make([]float64, len(buf)/8),
		Rows:   make([]string, len(buf)/8/cols),
		Groups: harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{cols / 2, cols - cols/2}}}
	for i := range ds.Values {
		ds.Values[i] = math.Float64frombits(binary.LittleEndian.Uint64(buf[8*i:]))
	}
	return ds, nil
}
