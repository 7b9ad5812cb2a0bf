package plan

import (
	"serialfraction/fit"
	"serialfraction/results/sizes"
)

// A rowsLine draws seconds as a line through sizes, to the rows of a job.
//
// The value is by the two sizes next to the job, or the two largest where it has more rows than
// any: time per row changes where rows leave a cache, so that far sizes mislead. All sizes
// together are a second line, and the interval reaches to it: how far they disagree shows how
// straight the line is.
type rowsLine struct {
	seconds       []float64 // on one worker, at each size
	near, all     []float64 // factors of the sizes
	one, oneByAll float64   // seconds of the job, by each
	beyond        bool      // the job has more rows than were timed
}

// newRowsLine returns the line through sizes, which ascend, to a job.
func newRowsLine(bases []Basis, job float64) rowsLine {
	l := rowsLine{near: make([]float64, len(bases)), beyond: job > bases[len(bases)-1].Rows}
	var rows []float64
	for _, b := range bases {
		rows, l.seconds = append(rows, b.Rows), append(l.seconds, b.Seconds.Value)
	}
	l.all = sizes.NewLine(rows, l.seconds).At(job)
	k := 0 // the lower of the two
	for k+2 < len(rows) && job > rows[k+1] {
		k++
	}
	at := (job - rows[k]) / (rows[k+1] - rows[k])
	l.near[k], l.near[k+1] = 1-at, at
	l.total()
	return l
}

// total sets the seconds of the job.
func (l *rowsLine) total() {
	l.one, l.oneByAll = 0, 0
	for k, t := range l.seconds {
		l.one += l.near[k] * t
		l.oneByAll += l.all[k] * t
	}
}

// time returns the seconds of the job from those of each size.
func (l rowsLine) time(bases []Basis, of func(Basis) fit.Interval) fit.Interval {
	parts := make([]fit.Interval, len(bases))
	for k, b := range bases {
		parts[k] = of(b)
	}
	i := sizes.Sum(l.near, parts)
	i.Lo, i.Hi = min(i.Lo, l.oneByAll), max(i.Hi, l.oneByAll)
	return i
}

// share returns a part of the time on one worker that is lost, of the job, from those at each
// size. More rows do not lose less in seconds.
func (l rowsLine) share(parts []fit.Interval) fit.Interval {
	near, byAll := make([]float64, len(parts)), 0.0
	for k, t := range l.seconds {
		near[k] = l.near[k] * t / l.one
		byAll += l.all[k] * t * parts[k].Value / l.oneByAll
	}
	i := sizes.Sum(near, parts)
	i.Lo, i.Hi = min(i.Lo, byAll), max(i.Hi, byAll)
	if last := len(parts) - 1; l.beyond {
		stays := l.seconds[last] / l.one
		i.Value, i.Hi = max(i.Value, stays*parts[last].Value), max(i.Hi, stays*parts[last].Hi)
	}
	return i
}
