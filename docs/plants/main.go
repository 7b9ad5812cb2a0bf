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
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"serialfraction/docs/kept"
)

func main() {
	var p plan
	flags := flag.NewFlagSet("plants", flag.ContinueOnError)
	flags.IntVar(&p.most, "sweeps", 0, "make at most this many sweeps of each plant, for a trial (0 = as many as its verdict needs)")
	kept.Main(flags, p.table)
}

// table returns the table of the plan, of the plants that the arguments name.
func (p *plan) table(args []string) (t kept.Table, err error) {
	if p.most < 0 {
		return t, errors.New("type: plants --keep FOLDER [--sweeps N] [--for TIME] bin/harness [PLANT...]")
	}
	if p.chosen, err = choose(args); err != nil {
		return t, err
	}
	for _, s := range p.slots() {
		t.Sweeps = append(t.Sweeps, s.sweep())
	}
	t.Write = p.write
	return t, nil
}

// write judges the sweeps of the folder and writes the page.
func (p *plan) write(w io.Writer, folder *kept.Folder, o kept.Origin) error {
	found, err := p.find(folder)
	if err != nil {
		return err
	}
	return page{found, o}.write(w)
}

// choose returns the plants of these names, all if there are none.
func choose(names []string) ([]plant, error) {
	if len(names) == 0 {
		return plants, nil
	}
	var chosen []plant
	for _, name := range names {
		at := slices.IndexFunc(plants, func(p plant) bool { return p.name == name })
		if at < 0 {
			var all []string
			for _, p := range plants {
				all = append(all, p.name)
			}
			return nil, fmt.Errorf("no plant is called %q: type one of %s", name, strings.Join(all, "; "))
		}
		chosen = append(chosen, plants[at])
	}
	return chosen, nil
}
