// Command input reads and writes matrices as harness does, for bench.sh.
//
//	input write FILE… ROWS COLS   the same generated rows in every file
//	input read FILE               time to have all values as float64 in memory
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/input"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "input:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) >= 4 && args[0] == "write":
		return write(ctx, args[1:len(args)-2], args[len(args)-2], args[len(args)-1])
	case len(args) == 2 && args[0] == "read":
		return read(ctx, args[1])
	}
	return fmt.Errorf("usage: input write FILE… ROWS COLS, or input read FILE")
}

func write(ctx context.Context, paths []string, rows, cols string) error {
	d, err := input.Load(ctx, input.Source{Data: "synth:missing=0.01,rows=" + rows + ",cols=" + cols})
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := input.WriteFile(ctx, path, d, nil); err != nil {
			return err
		}
	}
	return nil
}

// read prints the seconds until all values are there, and their sum.
func read(ctx context.Context, path string) error {
	start := time.Now()
	d, err := input.Load(ctx, input.Source{Data: path})
	if err != nil {
		return err
	}
	defer d.Close()
	values := d.Values
	if d.Store != nil {
		values = decoded(d)
	}
	seconds := time.Since(start).Seconds()
	sum := 0.0
	for _, v := range values {
		if v == v {
			sum += v
		}
	}
	fmt.Println(strconv.FormatFloat(seconds, 'f', 4, 64), strconv.FormatFloat(sum, 'e', 9, 64))
	return nil
}

// decoded copies all rows into memory, one goroutine per CPU.
func decoded(d *harness.Dataset) []float64 {
	values := make([]float64, d.NumRows()*d.Cols)
	var all sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		all.Go(func() {
			lo, hi := w*d.NumRows()/workers, (w+1)*d.NumRows()/workers
			d.Store.Decode(values[lo*d.Cols:hi*d.Cols], lo, hi-lo, d.Store.Columns)
		})
	}
	all.Wait()
	return values
}
