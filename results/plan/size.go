package plan

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/sizes"
)

// Growth is how a job of another number of rows was concluded from what was timed.
type Growth string

// The kinds of growth.
const (
	SameSize Growth = ""         // the job has the rows that were timed, or these are not known
	Supposed Growth = "assumed"  // one size was timed: a cause grows with the rows or not by what it is
	BySizes  Growth = "measured" // each cause is a line through the sizes that were timed
)

// A SizedCause is a cause of S at the sizes that were timed and at the size of the job.
type SizedCause struct {
	Name   string       `json:"name"`
	Timed  []float64    `json:"timed"` // its part of S at each size
	Job    float64      `json:"job"`   // at the size of the job
	Growth sizes.Growth `json:"growth"`
}

// A sized is what is known of a job of the size in question.
type sized struct {
	Basis
	one    fit.Interval // seconds on one worker
	laws   []law        // of the job
	growth Growth
	causes []SizedCause
	timed  []float64 // the rows that were timed, ascending

	leastSerial, mostSerial, leastOne float64 // S, and part of one, where nothing else runs; as measured where nothing else ran
}

// resize concludes from the sizes that were timed to the rows of a question. bases has one
// basis, or several of different sizes.
func resize(bases []Basis, q Question) (sized, error) {
	bases = slices.SortedFunc(slices.Values(bases), func(a, b Basis) int { return cmp.Compare(a.Rows, b.Rows) })
	bases = sameTime(bases)
	large := bases[len(bases)-1]
	s := sized{timed: rowsOf(bases), Basis: together(bases), laws: large.laws(), leastSerial: large.least(), mostSerial: large.most(), leastOne: large.unloaded()}
	now := cmp.Or(q.RowsNow, large.Rows)
	if q.Runtime > 0 && q.RowsNow == 0 {
		if q.Rows > 0 {
			return s, bad("rows_now", "the runtime is of an unknown number of rows")
		}
		now = 0 // the runtime is that of the job
	}
	job := cmp.Or(q.Rows, now)
	if q.Rows > 0 && now == 0 {
		return s, bad("rows_now", "the rows that were timed are not known")
	}
	switch {
	case q.Runtime > 0:
		s.one, s.leastOne = fit.Interval{Value: q.Runtime, Lo: q.Runtime, Hi: q.Runtime, Level: 1}, 1
	case large.Seconds != nil:
		s.one, now = *large.Seconds, cmp.Or(now, large.Rows)
		s.one.Lo = max(0, s.one.Lo)
	default:
		return s, bad("runtime", "the time of the job on one worker is not known")
	}
	if q.Runtime == 0 && q.RowsNow > 0 && large.Rows > 0 && q.RowsNow != large.Rows {
		return s, bad("runtime", "%s rows were timed: what %s take is not known", number.Workers(large.Rows), number.Workers(q.RowsNow))
	}
	if len(bases) > 1 {
		return s, s.bySizes(bases, q, now, job)
	}
	if job > 0 && now > 0 {
		s.one = times(s.one, job/now)
	}
	s.byOne(job)
	return s, nil
}

// rowsOf returns the rows of each basis.
func rowsOf(bases []Basis) (rows []float64) {
	for _, b := range bases {
		rows = append(rows, b.Rows)
	}
	return rows
}

// byOne supposes that everything grows with the rows but the causes that are fixed by what they
// are. Nobody measured that, so intervals reach from there to all causes growing: of what a law
// loses to N workers that share the work evenly, a part stays in seconds, so that its share of
// a job of more rows is less.
func (s *sized) byOne(job float64) {
	if job == 0 || s.Rows == 0 || job == s.Rows {
		return
	}
	s.growth = Supposed
	shrink := 1 - s.Rows/job
	gone, own := 0.0, 0.0 // what is fixed, and what of it is the program's
	for _, c := range s.Causes {
		sized := SizedCause{Name: c.Name, Timed: []float64{c.Serial.Value}, Job: c.Serial.Value, Growth: sizes.Grows}
		if c.Fixed {
			sized.Job, sized.Growth = c.Serial.Value*(1-shrink), sizes.Fixed
			gone, own = gone+c.Serial.Value, own+c.Own
		}
		s.causes = append(s.causes, sized)
	}
	part := s.Fixed
	if s.Laws[0].Model == fit.AmdahlLaw.Name && s.Serial.Value > 0 {
		part = min(1, gone/s.Serial.Value)
	}
	left := 1 - shrink*max(0, part)
	at := func(x, left, ideal float64) float64 { return ideal + max(0, x-ideal)*left }
	less := func(i fit.Interval, ideal float64) fit.Interval {
		return fit.Interval{Value: at(i.Value, left, ideal), Lo: at(i.Lo, min(1, left), ideal), Hi: at(i.Hi, max(1, left), ideal), Level: i.Level}
	}
	for i, timed := range s.laws {
		s.laws[i].share = func(n, kernel float64) fit.Interval { return less(timed.share(n, kernel), 1/(kernel*n)) }
		s.laws[i].with = func(s, n, kernel float64) float64 {
			zero := timed.with(0, n, kernel)
			return at(zero, left, 1/(kernel*n)) + timed.with(s, n, kernel) - zero
		}
	}
	s.leastSerial, s.mostSerial = at(s.leastSerial, min(1, left), 0), at(s.mostSerial, max(1, left), 0)
	if s.Program != nil {
		own /= cmp.Or(s.Own, 1) // of T(1) here; the program's S is of the time that it needs by itself
		p := *s.Program
		p.Value = max(min(0, p.Value), p.Value-shrink*own)
		p.Lo, p.Hi = max(min(0, p.Lo), min(p.Lo, p.Lo-shrink*own)), max(p.Hi, p.Value)
		s.Program = &p
	}
	s.become(less(*s.Serial, 0))
}

// seen returns the causes that are seen at some size.
func (s *sized) seen() []SizedCause {
	const least = 0.00005 // of S
	none := func(x float64) bool { return math.Abs(x) < least }
	return slices.DeleteFunc(slices.Clone(s.causes), func(c SizedCause) bool {
		return none(c.Job) && !slices.ContainsFunc(c.Timed, func(x float64) bool { return !none(x) })
	})
}

// become sets S of the job, and what may be promised of its causes there.
func (s *sized) become(serial fit.Interval) {
	s.Serial = &serial
	s.Removals = slices.Clone(s.Removals)
	for i, r := range s.Removals {
		at := slices.IndexFunc(s.causes, func(c SizedCause) bool { return c.Name == r.Cause })
		if at < 0 {
			continue
		}
		c := s.causes[at]
		if timed := c.Timed[len(c.Timed)-1]; timed > 0 {
			s.Removals[i].Serial = times(r.Serial, max(0, c.Job/timed)) // parts in proportion
		}
	}
	slices.SortStableFunc(s.Removals, func(a, b analysis.Removal) int { return cmp.Compare(b.Serial.Value, a.Serial.Value) })
	s.Removals = slices.DeleteFunc(s.Removals, func(r analysis.Removal) bool { return r.Serial.Value < 0.05*s.Removals[0].Serial.Value })
}

// free returns the setting of the program on a machine that takes nothing from it. Every law
// loses there what S has beyond the program's own; overhead that grows with N may be the
// program's, and stays.
func (s sized) free() setting {
	here, own := *s.Serial, *s.Program
	removed := fit.Interval{Value: here.Value - own.Value, Lo: here.Hi - own.Hi, Hi: here.Lo - own.Lo, Level: own.Level}
	return setting{on: onFree, laws: s.quiet(removed.Hi), serial: own, removed: removed, one: times(s.one, cmp.Or(s.Own, 1))}
}

// times returns k times an interval above 0.
func times(i fit.Interval, k float64) fit.Interval {
	return fit.Interval{Value: k * i.Value, Lo: k * i.Lo, Hi: k * i.Hi, Level: i.Level}
}

// shifted returns an interval moved by d.
func shifted(i fit.Interval, d float64) fit.Interval {
	return fit.Interval{Value: i.Value + d, Lo: i.Lo + d, Hi: i.Hi + d, Level: i.Level}
}
