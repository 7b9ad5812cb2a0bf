// Command growth measures how the cost of harness run and the program's own S grow with the rows and the
// columns of a file:
//
//	go build -o bin/growth ./docs/growth
//	bin/growth measure FOLDER RUNS HARNESS   makes the runs that RUNS lacks, in FOLDER
//	bin/growth page RUNS                     prints the page
//
// FOLDER has the rows and the results, some 7 GB, and is best on a file system in memory. RUNS keeps a line for each
// run. A call that was interrupted is continued by the next one. The line through the package:
//
//	cells → files of rows → runs in turns and sweeps → lines of RUNS → exponents and lines → page
package main

import (
	"errors"
	"fmt"
	"os"

	"serialfraction/docs/runlines"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "growth:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 4 && args[0] == "measure":
		return measure(args[1], args[2], args[3])
	case len(args) == 2 && args[0] == "page":
		kept, err := runlines.Read[line](args[1])
		if err != nil {
			return err
		}
		text, err := page(kept)
		fmt.Print(text)
		return err
	}
	return errors.New("type: growth measure FOLDER RUNS HARNESS, or growth page RUNS")
}
