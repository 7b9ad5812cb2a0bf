// Command text is the Go side of text.sh: it reads a file as harness does, and
// prints what the peers print too: a name, the seconds, and the SHA-256 of the
// values as float64, little-endian, row by row.
//
//	text FILE
package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"log"
	"math"
	"os"
	"runtime"
	"time"

	"serialfraction/harness/input"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("type text FILE")
	}
	start := time.Now()
	d, err := input.Load(context.Background(), input.Source{Data: os.Args[1]})
	if err != nil {
		log.Fatal(err)
	}
	took := time.Since(start)
	h := sha256.New()
	var line []byte
	for i := range d.NumRows() {
		line = line[:0]
		for _, v := range d.Row(i) {
			line = binary.LittleEndian.AppendUint64(line, math.Float64bits(v))
		}
		h.Write(line)
	}
	fmt.Printf("harness, %d CPUs\t%.3f\t%x\n", runtime.GOMAXPROCS(0), took.Seconds(), h.Sum(nil))
}
