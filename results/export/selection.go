package export

import (
	"fmt"
	"strconv"
	"strings"

	"serialfraction/harness"
)

// A Selection selects runs of a sweep. The zero value selects the first timed block.
type Selection struct {
	all   bool // all runs, warm-up included
	block int  // else this timed block, from 1; 0 = the first there is
}

// ParseSelection parses "first", "all" or "block=K", where K is the number of a block as in
// result files, from 0. The error of any other text is a *[harness.FlagError].
func ParseSelection(s string) (Selection, error) {
	switch text, found := strings.CutPrefix(s, "block="); {
	case s == "first":
		return Selection{}, nil
	case s == "all":
		return Selection{all: true}, nil
	case found:
		if k, err := strconv.Atoi(text); err == nil && k >= 0 {
			return Selection{block: k + 1}, nil
		}
	}
	return Selection{}, &harness.FlagError{Flag: "runs", Value: s, Want: "type one of first (the first block), all, block=K"}
}

func (s Selection) String() string {
	switch {
	case s.all:
		return "there"
	case s.block > 0:
		return fmt.Sprintf("of block %d", s.block-1)
	}
	return "timed"
}

// of returns the selected runs, in file order.
func (s Selection) of(runs []harness.Run) (found []harness.Run) {
	block := s.block - 1
	for _, r := range runs {
		switch {
		case s.all:
			found = append(found, r)
			continue
		case !r.Counts():
			continue
		case block < 0:
			block = r.Block
		}
		if r.Block == block {
			found = append(found, r)
		}
	}
	return found
}
