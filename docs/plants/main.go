// Command plants plants every cause of a serial fraction alone and writes, as Markdown, which
// cause each was charged to. It receives a folder for the sweeps, the harness that makes them,
// and the names of plants where not all are wanted. A call that was interrupted is continued
// by the next one with the same folder, and a folder that has all sweeps is judged again by
// whatever analysis this program was built with:
//
//	go build -o bin/plants ./docs/plants && bin/plants --keep FOLDER bin/harness >docs/plants.md
//
// The line through the package:
//
//	plants → plan → sweep beside its plant → file in the folder (docs/kept) → run → finding → page
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"serialfraction/docs/kept"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, os.Args[1:]); err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "plants:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, args []string) error {
	var p plan
	var keep string
	flags := flag.NewFlagSet("plants", flag.ContinueOnError)
	flags.IntVar(&p.most, "sweeps", 0, "make at most this many sweeps of each plant, for a trial (0 = as many as its verdict needs)")
	flags.DurationVar(&p.limit, "for", 0, "begin no sweep after this time, for the next call to continue (0 = make all)")
	flags.StringVar(&keep, "keep", "", "keep the sweeps in this folder, and continue what is there")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	case keep == "" || p.most < 0:
		return errors.New("type: plants --keep FOLDER [--sweeps N] [--for TIME] bin/harness [PLANT...]")
	}
	var err error
	if p.chosen, err = choose(flags.Args()); err != nil {
		return err
	}
	folder, err := kept.Open(keep, flags.Arg(0))
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := p.fill(ctx, folder); err != nil {
		return err
	}
	found, err := p.find(folder)
	if err != nil {
		return err
	}
	judge, err := kept.ThisProgram()
	if err != nil {
		return err
	}
	return page{found, folder.Harness, judge, folder.Attempts()}.write(os.Stdout)
}

// choose returns the plants that the arguments behind the harness name, all if there are none.
func choose(args []string) ([]plant, error) {
	if len(args) < 2 {
		return plants, nil
	}
	var chosen []plant
	for _, name := range args[1:] {
		at := slices.IndexFunc(plants, func(p plant) bool { return p.name == name })
		if at < 0 {
			var names []string
			for _, p := range plants {
				names = append(names, p.name)
			}
			return nil, fmt.Errorf("no plant is called %q: type one of %s", name, strings.Join(names, "; "))
		}
		chosen = append(chosen, plants[at])
	}
	return chosen, nil
}
