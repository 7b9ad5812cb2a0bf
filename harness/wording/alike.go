package wording

import "strings"

// Alike returns the names that a user who typed name may have meant: at most three that
// begin with name, else those with the fewest typing mistakes, at most two. A name of three
// letters may have one mistake only, for nearly every name is two mistakes away from it.
func Alike(name string, names []string) []string {
	const most = 3 // names; a longer list does not help
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

// mistakes returns the least number of edits that turn a into b, or where these are many a smaller
// number that is more than two: as many letters as one is longer than the other. An edit adds,
// removes or changes a letter, or swaps it with the next.
//
// Source: the optimal string alignment distance, Damerau (1964).
func mistakes(a, b string) int {
	x, y := []rune(a), []rune(b)
	if longer := max(len(x)-len(y), len(y)-len(x)); longer > 2 {
		return longer
	}
	var before, last []int // the two previous rows of the table
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
