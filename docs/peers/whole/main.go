// Command whole measures whole processes of harness beside what people would use for the same job, from
// file to file: time, CPU time and memory of each, in turns, with the answers compared.
//
//	go build -o bin/whole ./docs/peers/whole
//	bin/whole measure FOLDER RUNS HARNESS [CONTEST …]   makes the runs that RUNS lacks, in FOLDER
//	bin/whole page RUNS                                 prints the page
//
// FOLDER has the inputs and outputs, some 2 GB, and is best on a file system in memory. RUNS keeps a line for
// each run. A call that was interrupted is continued by the next one. The line through the package:
//
//	contests → inputs → runs in turns, answers compared → lines of RUNS → page
package main

import (
	"errors"
	"fmt"
	"os"

	"serialfraction/docs/runlines"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "whole:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) >= 4 && args[0] == "measure":
		return measure(args[1], args[2], args[3], args[4:])
	case len(args) == 2 && args[0] == "page":
		kept, err := runlines.Read[line](args[1])
		if err != nil {
			return err
		}
		_, err = fmt.Print(page(kept))
		return err
	}
	return errors.New("type: whole measure FOLDER RUNS HARNESS [CONTEST …], or whole page RUNS")
}
