package harness

import (
	"math"
	"slices"
)

// A Question is what a workload is asked of every row. NaN in one of its outputs is no
// answer.
type Question struct {
	Name    string // for people: "p"
	Outputs []string

	// Why returns why the one row of c has no answer. It decides as the kernel does, and
	// is called for no other rows.
	Why func(c Chunk) *Reason
}

// Unanswered is how many rows have no answer to a question, for one reason.
type Unanswered struct {
	Question string
	Reason   *Reason
	Rows     int
}

// Unanswered counts the rows of a whole answer that have none to a question of the
// workload: by question, and of each the most frequent reason first. So many
// workers, at least one, look for them.
func (j *Job) Unanswered(answer []float64, workers int) []Unanswered {
	var all []Unanswered
	single := *j
	single.ChunkRows = 1
	var row []float64
	if j.decodes() {
		row = make([]float64, j.Data.Cols)
	}
	for _, q := range j.Workload.Questions {
		from := len(all)
		for _, i := range j.withNaN(answer, q.Outputs, workers) {
			why := q.Why(single.decode(single.Chunk(i), row))
			at := slices.IndexFunc(all[from:], func(u Unanswered) bool { return u.Reason == why })
			if at < 0 {
				at = len(all) - from
				all = append(all, Unanswered{Question: q.Name, Reason: why})
			}
			all[from+at].Rows++
		}
		slices.SortStableFunc(all[from:], func(a, b Unanswered) int { return b.Rows - a.Rows })
	}
	return all
}

// withNaN returns the numbers of the rows that have NaN in one of the outputs, ascending. So many
// goroutines look at once.
func (j *Job) withNaN(answer []float64, outputs []string, workers int) (rows []int) {
	width := len(j.Workload.Outputs)
	var columns []int
	for _, name := range outputs {
		columns = append(columns, slices.Index(j.Workload.Outputs, name))
	}
	all := inParts(j.Data.NumRows(), workers)
	found := make([][]int, all.count)
	all.each(func(p, lo, hi int) {
		for row := lo; row < hi; row++ {
			values := answer[row*width : (row+1)*width]
			if slices.ContainsFunc(columns, func(c int) bool { return math.IsNaN(values[c]) }) {
				found[p] = append(found[p], row)
			}
		}
	})
	return slices.Concat(found...)
}
