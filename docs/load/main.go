// Command load measures whether the program's own S stays what it is while other work is on the
// CPUs: each job is measured quiet, under one busy loop and under a loop on each of two CPUs, in
// turn, and the intervals that the busy sweeps give are held against what the quiet ones found.
// It receives a folder for the sweeps, and the harness that makes them. A call that was
// interrupted is continued by the next one with the same folder, and a folder that has all
// sweeps is judged again by whatever analysis this program was built with:
//
//	go build -o bin/load ./docs/load && bin/load --keep FOLDER bin/harness >docs/load.md
//
// The line through the package:
//
//	jobs, loads → plan → sweep beside loops → file in the folder (docs/kept) → finding → cell → page
package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"time"

	"serialfraction/docs/kept"
	"serialfraction/results"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == loopWord {
		loop(os.Args[2])
		return
	}
	var p plan
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	flags.IntVar(&p.sweeps, "sweeps", 20, "make this many sweeps of each job under each load")
	flags.DurationVar(&p.time, "time", 10*time.Second, "let each sweep take this long")
	kept.Main(flags, p.table)
}

// table returns the table of the plan, which receives no arguments.
func (p *plan) table(args []string) (kept.Table, error) {
	if len(args) > 0 || p.sweeps < 1 || p.time < time.Second {
		return kept.Table{}, errors.New("type: load --keep FOLDER [--sweeps 20] [--time 10s] [--for TIME] bin/harness, with a sweep or more of a second or more")
	}
	t := kept.Table{
		Begin: func() (err error) { p.cpus, err = confine(); return err },
		Found: func(f *results.File) (string, error) {
			found, err := findingOf(f)
			return found.String(), err
		},
		Write: p.write,
	}
	for _, s := range p.slots() {
		t.Sweeps = append(t.Sweeps, kept.Sweep{Name: s.name(), Command: p.command(s.job), Beside: p.beside(s.load), Alone: true})
	}
	return t, nil
}

// write judges the sweeps of the folder and writes the page.
func (p *plan) write(w io.Writer, folder *kept.Folder, o kept.Origin) error {
	found, err := p.findAll(folder)
	if err != nil {
		return err
	}
	return page{*p, found, o}.write(w)
}
