package timings

import (
	"errors"
	"slices"
)

// A question is what the names of columns leave open: which column counts the workers, or
// which was measured.
type question struct {
	found   string // what is known of the columns
	cure    string
	choices []Choice
	example []string // a value for each choice; nil = found lists them
	none    bool     // no column is known
	each    []int    // the columns, where each may be a curve of its own
}

func (q *question) Error() string { return q.found + ": " + q.cure }

// asked returns the error of the questions about N and about what was measured: one that
// names both where both are open, so that nobody is asked twice.
func (cs columns) asked(s source, errX, errY error) error {
	x, y := new(question), new(question)
	openX, openY := errors.As(errX, &x), errors.As(errY, &y)
	switch {
	case !openX && openY && y.each != nil:
		return &several{y.each}
	case openX && openY:
		return cs.both(s, x, y)
	case openY:
		return y.unclear(s)
	case errY != nil:
		return errY
	case openX:
		return x.unclear(s)
	}
	return errX
}

func (q *question) unclear(s source) error {
	return &Unclear{What: s.errorf("%w", q).Error(), Choices: q.choices, Example: q.example}
}

// both returns the error of two questions, with an example of an answer to both.
func (cs columns) both(s source, x, y *question) error {
	n := max(0, slices.IndexFunc(cs, func(c column) bool { return !c.text && !c.when }))
	var other []int
	for i, c := range cs {
		if i != n && !c.text && !c.when {
			other = append(other, i)
		}
	}
	example := []string{cs.last([]int{n}), cs.last(other)}
	if slices.Contains(y.choices, ByYIs) {
		example = append(example, string(Time))
	}
	found := x.found + ", and " + y.found
	if x.none && y.none {
		found = x.found + ", nor to be a time, a throughput or a speed-up"
	}
	cure := " and what was measured"
	if slices.Contains(y.choices, ByYIs) {
		cure = ", what was measured and its quantity"
	}
	return &Unclear{What: s.errorf("%s: name what counts the workers%s", found, cure).Error(), Choices: append([]Choice{ByX}, y.choices...), Example: example}
}
