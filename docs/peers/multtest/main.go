// Command multtest is the Go side of bench.sh: it writes the matrix that every peer
// reads, and times permutation tests of it by this project, on one thread.
//
//	multtest write FILE ROWS NA NB
//	multtest own|maxt FILE NA NB PERMUTATIONS
//
// A timed pass prints name, rows, permutations, seconds and Σp, by which the answers
// can be compared. own has arrangements of its own for every row; maxt has the same
// for all rows and the adjusted p too.
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 6 {
		log.Fatal("type multtest write FILE ROWS NA NB, or multtest own|maxt FILE NA NB PERMUTATIONS")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		log.Fatal(err)
	}
}

func run(verb, file string, sizes []string) error {
	var n [3]int
	for i, s := range sizes {
		x, err := strconv.Atoi(s)
		if err != nil || x < 1 {
			return fmt.Errorf("%q: not a number above 0", s)
		}
		n[i] = x
	}
	if verb == "write" {
		return write(file, n[0], n[1], n[2])
	}
	adjust, ok := map[string]string{"own": "none", "maxt": "maxt"}[verb]
	if !ok {
		return fmt.Errorf("%s: type write, own or maxt", verb)
	}
	ds, err := read(file, n[0], n[1])
	if err != nil {
		return err
	}
	return test(verb, ds, spec.Args{"permutations": {sizes[2]}, "adjust": {adjust}})
}

// test times the whole job: making the arrangements, the kernel and the finish.
func test(verb string, ds *harness.Dataset, args spec.Args) error {
	spec, err := workloads.Lookup("permtest")
	if err != nil {
		return err
	}
	start := time.Now()
	w, err := spec.New(ds, args)
	if err != nil {
		return err
	}
	job := &harness.Job{Data: ds, Workload: w, ChunkRows: 50}
	dst := make([]float64, job.ResultLen())
	if _, err := (harness.Serial{}).Run(context.Background(), dst, job, 1); err != nil {
		return err
	}
	took := time.Since(start)
	sum := 0.0
	for i := 1; i < len(dst); i += len(w.Outputs) {
		sum += dst[i]
	}
	fmt.Printf("%s %d %s %.6f %.9g\n", verb, ds.NumRows(), args["permutations"], took.Seconds(), sum)
	return nil
}

// write makes rows of standard normal values around 8, one row in twenty with group
// b moved by 0.5: raw numbers, row by row, little-endian.
func write(file string, rows, na, nb int) error {
	rng := rand.New(rand.NewPCG(1, 1))
	buf := make([]byte, 0, 8*rows*(na+nb))
	for i := range rows {
		for j := range na + nb {
			x := 8 + rng.NormFloat64()
			if i%20 == 0 && j >= na {
				x += 0.5
			}
			buf = binary.LittleEndian.AppendUint64(buf, math.Float64bits(x))
		}
	}
	return os.WriteFile(file, buf, 0o644)
}

func read(file string, na, nb int) (*harness.Dataset, error) {
	buf, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	cols := na + nb
	if len(buf)%(8*cols) != 0 {
		return nil, fmt.Errorf("%s: %d bytes are no rows of %d columns", file, len(buf), cols)
	}
	ds := &harness.Dataset{Name: file, Cols: cols, Values: make([]float64, len(buf)/8),
		Groups: harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{na, nb}}}
	for i := range ds.Values {
		ds.Values[i] = math.Float64frombits(binary.LittleEndian.Uint64(buf[8*i:]))
	}
	return ds, nil
}
