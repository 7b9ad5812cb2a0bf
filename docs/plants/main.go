// Command plants plants every cause of a serial fraction alone and writes, as
// Markdown, which cause each was charged to. It is given the program to run, and the
// names of plants where not all are wanted:
//
//	go run ./docs/plants bin/harness >docs/plants.md
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "plants: name the harness to run: go run ./docs/plants bin/harness")
		os.Exit(2)
	}
	harness, wanted := os.Args[1], os.Args[2:]
	var chosen []plant
	for _, p := range plants {
		if len(wanted) == 0 || slices.Contains(wanted, p.name) {
			chosen = append(chosen, p)
		}
	}
	if len(chosen) == 0 {
		fmt.Fprintf(os.Stderr, "plants: no plant is called %s: the names are in docs/plants/plants.go\n", strings.Join(wanted, ", "))
		os.Exit(2)
	}
	found, err := findAll(harness, chosen)
	if err != nil {
		fmt.Fprintln(os.Stderr, "plants:", err)
		os.Exit(1)
	}
	write(os.Stdout, found)
}

// findAll makes the sweeps of the plants and judges them. Each plant has a sweep before any has
// another, so that the sweeps of one are minutes apart, as those of another day would be.
func findAll(harness string, chosen []plant) (found []*finding, err error) {
	runs := make([][]*run, len(chosen))
	for round, more := 1, true; more; round++ {
		more = false
		for i, p := range chosen {
			if round > p.sweeps {
				continue
			}
			more = true
			fmt.Fprintf(os.Stderr, "%s, sweep %d of %d\n", p.name, round, p.sweeps)
			r, err := p.sweep(harness)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.name, err)
			}
			runs[i] = append(runs[i], r)
		}
	}
	for i, p := range chosen {
		f, err := p.judge(runs[i], level(len(plants)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		found = append(found, f)
	}
	return found, nil
}
