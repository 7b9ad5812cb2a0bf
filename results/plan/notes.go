package plan

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// muchFixed is the part of S from which it is noted that it does not grow with the rows.
const muchFixed = 0.25

// notes lists what was assumed and how far the answer reaches.
func (p *Plan) notes(s sized) {
	add := func(format string, args ...any) { p.Notes = append(p.Notes, fmt.Sprintf(format, args...)) }
	if s.Simulated {
		add("the runs are in simulated time: no machine was measured")
	}
	if s.Interrupted {
		add("the sweep was interrupted, so it decides no check")
	}
	if s.Misfit != nil {
		add("%s", s.Misfit)
	}
	switch {
	case s.Log != nil:
		for _, note := range s.Log.notes(p.Decision) {
			add("%s", note)
		}
	case len(s.Fitted) == 0:
		add("S is assumed, not measured, and so is Amdahl's law at any number of workers")
	case p.Decision.Workers != nil && p.Decision.Workers.Value > 2*s.largest():
		n := "more"
		if finite(p.Decision.Workers.Value) {
			n = "N = " + number.Workers(p.Decision.Workers.Value)
		}
		add("the largest N fitted is %s: the forecast of %s takes no new limit, such as memory bandwidth, to begin beyond it", number.Workers(s.largest()), n)
	}
	switch {
	case s.Busy != nil && (p.busy == nil || p.Reachable != CannotTell): // else it is the reason
		moves := "S and the time on one worker may be less"
		if s.hidden() {
			moves = "S may be more, and the time on one worker less"
		}
		add("%s: on a quiet machine %s", s.Busy.Sentence(), moves)
	case s.Doubt == analysis.NoInterior:
		add("nothing was measured inside the program, so no cause of S is known")
	}
	switch s.growth {
	case Supposed:
		add("one size was measured: spawn is assumed to stay as it is, and all else to grow with the rows; sweep a second size to know")
	case BySizes:
		if len(s.timed) == 2 {
			add("each cause, and the time on one worker, is a line through the two sizes that were measured")
		} else {
			add("each cause, and the time on one worker, is a line through the two sizes next to the job; the intervals reach to the line through all %d", len(s.timed))
		}
	default:
		if p.Rows > 0 && (s.Rows == 0 || len(s.Fitted) == 0) {
			add("S is assumed to be the same at any number of rows")
		} else if p.Rows == 0 && s.Rows > 0 {
			more := ""
			if s.Fixed >= muchFixed {
				more = fmt.Sprintf("; but spawn, %s of it, does not grow with the rows: if the job has more, S is less, so ask with its number of rows", number.Percent(s.Fixed))
			}
			add("S is that of the %s rows measured, and is assumed to be the same in the job%s", number.Workers(s.Rows), more)
		}
	}
	if s.Mean {
		causes := ""
		if len(p.Sizes) > 0 {
			causes = "; the causes are those of the typical run, and add up to its S"
		}
		add("some runs are slow, so T1 and S are of the mean time, slow runs among them%s", causes)
	}
	if d := p.Decision; d.Code != AsItIs {
		add("the speed-up is over the code as it is on one worker; efficiency, knee and what one more worker adds are over the better code, which takes %s on one", number.Duration(d.course.at(1).Value))
	}
	if best := p.Decision.BestWorkers; p.limit == p.Rows && best != nil && *best == p.limit {
		add("a row is not divided, so there are at most %s workers", number.Workers(p.Rows))
	}
}

// settle sets what would settle an answer that is open, or would make S known.
func (p *Plan) settle(s sized) {
	if d := p.Decision; d.beyond {
		p.Settle = s.Log.settle(d.Workers.Value)
		return
	}
	if p.Reachable != CannotTell || len(s.Fitted) == 0 {
		return
	}
	need := p.NeededSerialFraction
	if p.busy != nil {
		p.Settle, p.Need.Again = p.busy.Cure(), true
		return
	}
	if p.Decision.ofTypical {
		p.Settle, p.Need.Repeats = "make more repeats, which show the mean time", 4*max(s.Repeats, 5)
		return
	}
	if s.growth == Supposed && s.LeftOut > 0 {
		p.Settle, p.Need.Again = "sweep all sizes again on a quiet machine: two whose S other work did not make show what grows with the rows", true
		return
	}
	if s.growth == Supposed {
		p.Settle = "sweep the job with other rows too, and give both files: two sizes show what grows with the rows"
		return
	}
	n := p.Decision.Workers.Value
	if far := finite(n) && n > 4*s.largest(); far || p.Decision.openLaws() || need == nil {
		loads := append(slices.Clone(s.Fitted), 2*s.largest(), 4*s.largest())
		open := s.Room.Unpaced().Law(fmt.Sprintf("larger N than %s show the law", number.Workers(s.largest())), fit.Warning{Kind: fit.AlternativeLaw, Loads: s.Fitted, Need: fit.Need{Loads: loads}})
		p.Settle, p.Need = open.Message(), open.Need()
		return
	}
	p.Settle = "make more repeats, which narrow the interval of S"
	half, apart := (s.Serial.Hi-s.Serial.Lo)/2, math.Abs(s.Serial.Value-*need)
	more := 16.0 // times as many, at the most
	if apart > 0 {
		more = min(more, math.Pow(1.2*half/apart, 2))
	}
	p.Need.Repeats = int(math.Ceil(float64(max(s.Repeats, 5)) * max(2, more)))
}

// largest returns the largest N that was fitted.
func (b Basis) largest() float64 { return b.Fitted[len(b.Fitted)-1] }
