package pipe

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"
)

// A twice holds the answers to the first row, which each process that stays gets once more than its chunks have it.
// They are one where the answer follows from the row alone. The zero twice has none yet; it serves any number of
// goroutines.
type twice struct {
	mu     sync.Mutex
	answer []float64 // the first that came
	other  []float64 // one that is not the same; nil = all are
}

// add adds an answer, which stays the caller's.
func (t *twice) add(answer []float64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.answer == nil:
		t.answer = slices.Clone(answer)
	case t.other == nil && !slices.EqualFunc(t.answer, answer, alike):
		t.other = slices.Clone(answer)
	}
}

// alike reports whether two numbers are the same; no answer is one.
func alike(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// differ returns the first column in which answers differ, with both values; ok is false where none does.
func (t *twice) differ(columns []string) (column, one, two string, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := range t.other {
		if !alike(t.answer[i], t.other[i]) {
			return columns[i], written(t.answer[i]), written(t.other[i]), true
		}
	}
	return "", "", "", false
}

func written(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// twoAnswers says that the first row has been given two answers; "" where it has not.
func (p *program) twoAnswers() string {
	column, one, two, ok := p.twice.differ(p.Columns())
	if !ok {
		return ""
	}
	why := "what it answers does not follow from the row alone, so another run has other results"
	if p.Call != nil {
		why += ": draw random numbers from its parameter seed, the number of the row"
	}
	return fmt.Sprintf("%s answered the first row with %s = %s and, asked again, with %s: %s", p.name(), column, one, two, why)
}
