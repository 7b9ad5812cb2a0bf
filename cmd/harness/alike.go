package main

import "strings"

// alike returns the names that somebody who typed name may have meant: those it is the
// start of, else those within two mistakes of it, the fewest first. A name of three
// letters may have one mistake, for nearly everything is two away from it.
func alike(name string, names []string) []string {
	const most = 3 // names that still help
	var starts, near []string
	fewest := min(2, len(strings.TrimLeft(name, "-"))/2)
	for _, n := range names {
		switch d := mistakes(name, n); {
		case name != "" && strings.HasPrefix(n, name):
			starts = append(starts, n)
		case d < fewest:
			near, fewest = []string{n}, d
		case d == fewest && d > 0:
			near = append(near, n)
		}
	}
	if len(starts) > 0 && len(starts) <= most {
		return starts
	}
	return near[:min(most, len(near))]
}

// mistakes counts the letters to add, leave out, change or swap with the next that
// make b of a.
//
// Source: the optimal string alignment distance, Damerau (1964).
func mistakes(a, b string) int {
	x, y := []rune(a), []rune(b)
	var before, last []int // the two rows above
	for i := 0; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		for j := range row {
			switch {
			case i == 0:
				row[j] = j
				continue
			case j == 0:
				row[j] = i
				continue
			}
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
