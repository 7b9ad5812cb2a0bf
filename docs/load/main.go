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
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"serialfraction/docs/kept"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == loopWord {
		loop(os.Args[2])
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var p plan
	var keep string
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	flags.IntVar(&p.sweeps, "sweeps", 20, "make this many sweeps of each job under each load")
	flags.DurationVar(&p.time, "time", 10*time.Second, "let each sweep take this long")
	flags.DurationVar(&p.limit, "for", 0, "begin no sweep after this time, for the next call to continue (0 = make all)")
	flags.StringVar(&keep, "keep", "", "keep the sweeps in this folder, and continue what is there")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	case flags.NArg() > 1 || keep == "" || p.sweeps < 1 || p.time < time.Second:
		return errors.New("type: load --keep FOLDER [--sweeps 20] [--time 10s] [--for TIME] bin/harness, with a sweep or more of a second or more")
	}
	folder, err := kept.Open(keep, flags.Arg(0))
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := p.fill(ctx, folder); err != nil {
		return err
	}
	found, err := p.findAll(folder)
	if err != nil {
		return err
	}
	judge, err := kept.ThisProgram()
	if err != nil {
		return err
	}
	return page{p, found, folder.Harness, judge, folder.Attempts()}.write(os.Stdout)
}
