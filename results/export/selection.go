package export

import (
	"fmt"
	"iter"
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

// of yields the selected runs, in file order. An error is the last that is yielded.
func (s Selection) of(runs iter.Seq2[*harness.Run, error]) iter.Seq2[*harness.Run, error] {
	return func(yield func(*harness.Run, error) bool) {
		block := s.block - 1
		for r, err := range runs {
			if err == nil && !s.all {
				if !r.Counts() {
					continue
				}
				if block < 0 {
					block = r.Block
				}
				if r.Block != block {
					continue
				}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}
