// Command npy has all values of a file of NumPy's as float64 in memory, rows first, for bench.sh.
//
//	npy FILE   prints the seconds from opening the file until they are there, and their sum
//
// It works on as many CPUs as GOMAXPROCS has.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/input"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: npy FILE")
		os.Exit(2)
	}
	if err := read(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "npy:", err)
		os.Exit(1)
	}
}

func read(path string) error {
	start := time.Now()
	d, err := input.Load(context.Background(), input.Source{Data: path})
	if err != nil {
		return err
	}
	defer d.Close()
	values, err := largePages(d.NumRows() * d.Cols)
	if err != nil {
		return err
	}
	decode(values, d)
	seconds := time.Since(start).Seconds()
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	fmt.Printf("%.4f %.9e\n", seconds, sum)
	return nil
}

// stripe is the number of rows that a worker decodes at a time.
const stripe = 1 << 10

// decode copies all rows into values, one worker a CPU.
func decode(values []float64, d *harness.Dataset) {
	var all sync.WaitGroup
	workers, rows := runtime.GOMAXPROCS(0), d.NumRows()
	for w := range workers {
		all.Go(func() {
			for lo, end := w*rows/workers, (w+1)*rows/workers; lo < end; lo += stripe {
				n := min(stripe, end-lo)
				d.Store.Decode(values[lo*d.Cols:(lo+n)*d.Cols], lo, n, nil)
			}
		})
	}
	all.Wait()
}
