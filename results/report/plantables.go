package report

import (
	"fmt"
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/number"
	"serialfraction/results/plan"
	"serialfraction/results/report/draw"
)

// outlookTable has a row for each machine and each kind of better code; the decision is
// marked.
func outlookTable(p *plan.Plan) draw.Table {
	on, code, s := draw.Column{Head: "on"}, draw.Column{Head: "code", Gap: 2}, draw.Column{Head: "S", Align: draw.Decimal, Gap: 2, Drop: 5}
	answer, n, span := draw.Column{Head: "reachable", Gap: 2}, draw.Column{Head: "workers", Align: draw.Right, Gap: 2}, draw.Column{Head: interval(p), Gap: 2}
	best, knee := draw.Column{Head: "shortest", Align: draw.Right, Gap: 2, Drop: 2}, draw.Column{Head: "knee", Align: draw.Right, Gap: 2, Drop: 3}
	hours, price := draw.Column{Head: "worker-h", Align: draw.Decimal, Gap: 2, Drop: 4}, draw.Column{Head: "price", Align: draw.Decimal, Gap: 2, Drop: 1}
	var g draw.Table
	for i, o := range p.Outlooks {
		place := ""
		if i%3 == 0 {
			place = o.On
		}
		on.Cells = append(on.Cells, place)
		kind := string(o.Code)
		if o.Code != plan.AsItIs {
			kind += " " + number.Factor(o.Faster)
		}
		code.Cells = append(code.Cells, kind)
		s.Cells = append(s.Cells, number.Significant(max(0, o.Serial.Value), 3))
		answer.Cells = append(answer.Cells, string(o.Reachable))
		at, reach, worth, cost := number.None, "", number.None, number.None
		if o.Workers != nil {
			at, reach, worth = number.Workers(o.Workers.Value), planWorkers(*o.Workers), plan.Amount(o.WorkerHours.Value)
		}
		if o.Price != nil {
			cost = plan.Amount(o.Price.Value)
		}
		n.Cells, span.Cells = append(n.Cells, at), append(span.Cells, reach)
		hours.Cells, price.Cells = append(hours.Cells, worth), append(price.Cells, cost)
		best.Cells, knee.Cells = append(best.Cells, plan.Shortest(o.BestSeconds, p.OneSeconds)), append(knee.Cells, planKnee(o.Knee.Value, p.MaxWorkers))
		ink := draw.Plain
		if p.Decision != nil && o.On == p.Decision.On && o.Code == p.Decision.Code {
			ink = draw.Bold
		}
		g.Inks = append(g.Inks, ink)
	}
	for _, c := range []draw.Column{on, code, s, answer, n} {
		g.Add(c)
	}
	if interval(p) != "" {
		g.Add(span)
	}
	for _, c := range []draw.Column{best, knee, hours} {
		g.Add(c)
	}
	if p.PricePerHour != nil {
		g.Add(price)
	}
	return g
}

func interval(p *plan.Plan) string {
	if p.Serial == nil || p.Serial.Lo == p.Serial.Hi {
		return ""
	}
	return number.Level(*p.Serial)
}

// planKnee writes the knee; it may lie beyond the most workers.
func planKnee(n float64, most *float64) string {
	if !number.Finite(n) && most != nil {
		return "> " + number.Workers(*most)
	}
	return number.Workers(n)
}

// planWorkers writes the ends of the fewest workers.
func planWorkers(i fit.Interval) string {
	switch {
	case i.Lo == i.Hi:
		return ""
	case !number.Finite(i.Hi):
		return "≥ " + number.Workers(i.Lo)
	}
	return number.Workers(i.Lo) + "–" + number.Workers(i.Hi)
}

// stepTable has a row for each number of workers that matters to the decision.
func stepTable(p *plan.Plan) draw.Table {
	n, what := draw.Column{Head: "N", Align: draw.Right}, draw.Column{Head: "which is", Gap: 2}
	time, span := draw.Column{Head: "time", Align: draw.Right, Gap: 2}, draw.Column{Head: interval(p), Gap: 2, Drop: 5}
	up, efficiency := draw.Column{Head: "speed-up", Align: draw.Decimal, Gap: 2}, draw.Column{Head: "efficiency", Align: draw.Right, Gap: 2, Drop: 4}
	next, hours := draw.Column{Head: "next adds", Align: draw.Decimal, Gap: 2, Drop: 2}, draw.Column{Head: "worker-h", Align: draw.Decimal, Gap: 2, Drop: 3}
	price, ranges := draw.Column{Head: "price", Align: draw.Decimal, Gap: 2, Drop: 1}, false
	for _, s := range p.Steps {
		n.Cells, what.Cells = append(n.Cells, number.Workers(s.Workers)), append(what.Cells, s.What)
		time.Cells = append(time.Cells, number.Duration(s.Seconds.Value))
		ends := ""
		if s.Seconds.Lo < s.Seconds.Hi && number.Finite(s.Seconds.Hi) {
			ends = number.Duration(s.Seconds.Lo) + " – " + number.Duration(s.Seconds.Hi)
			ranges = true
		}
		span.Cells = append(span.Cells, ends)
		up.Cells, efficiency.Cells = append(up.Cells, number.Factor(s.Speedup)), append(efficiency.Cells, number.Percent(s.Efficiency))
		next.Cells, hours.Cells = append(next.Cells, signed(s.NextGain)), append(hours.Cells, plan.Amount(s.WorkerHours))
		cost := ""
		if s.Price != nil {
			cost = plan.Amount(*s.Price)
		}
		price.Cells = append(price.Cells, cost)
	}
	g := draw.Table{Columns: []draw.Column{n, what, time}}
	if ranges {
		g.Add(span)
	}
	for _, c := range []draw.Column{up, efficiency, next, hours} {
		g.Add(c)
	}
	if p.PricePerHour != nil {
		g.Add(price)
	}
	return g
}

// signed writes what one more worker adds to the speed-up: "+0.021x", "-0.002x".
func signed(gain float64) string {
	text := number.Fixed(gain, 3) + "x"
	if gain >= 0 {
		return "+" + text
	}
	return text
}

// remedyTable has a row for each cause, and one for those that are needed together.
func remedyTable(p *plan.Plan) draw.Table {
	without, part := draw.Column{Head: "without"}, draw.Column{Head: "of S", Align: draw.Decimal, Gap: 2}
	s, answer := draw.Column{Head: "S would be", Align: draw.Decimal, Gap: 2}, draw.Column{Head: "reachable", Gap: 2}
	best := draw.Column{Head: "shortest", Align: draw.Right, Gap: 2, Drop: 1}
	for _, r := range p.Remedies {
		name := strings.Join(r.Without, " + ")
		if len(r.Without) > 1 {
			name = fmt.Sprintf("the %d largest", len(r.Without))
		}
		without.Cells, part.Cells = append(without.Cells, draw.Clean(name)), append(part.Cells, number.Significant(r.Parts, 2))
		s.Cells = append(s.Cells, plan.Remaining(r.Serial))
		answer.Cells, best.Cells = append(answer.Cells, string(r.Reachable)), append(best.Cells, plan.Shortest(r.Best, p.OneSeconds))
	}
	return draw.Table{Columns: []draw.Column{without, part, s, answer, best}}
}

// sizeTable has a row for each cause: its part of S where it was timed and in the job.
func sizeTable(p *plan.Plan) draw.Table {
	name, how := draw.Column{Head: "cause"}, draw.Column{Head: "grows (" + string(p.Growth) + ")", Gap: 2}
	timed := make([]draw.Column, len(p.Sizes[0].Timed))
	for i := range timed {
		timed[i] = draw.Column{Head: "of S timed", Align: draw.Decimal, Gap: 2}
		switch {
		case len(timed) == 2:
			timed[i].Head = []string{"fewer rows", "more rows"}[i]
		case len(timed) > 2:
			timed[i].Head = number.Workers(p.Timed[i]) + " rows"
		}
	}
	job := draw.Column{Head: "in the job", Align: draw.Decimal, Gap: 2}
	for _, c := range p.Sizes {
		name.Cells, how.Cells = append(name.Cells, draw.Clean(c.Name)), append(how.Cells, string(c.Growth))
		for i, x := range c.Timed {
			timed[i].Cells = append(timed[i].Cells, number.Fixed(x, 4))
		}
		job.Cells = append(job.Cells, number.Fixed(c.Job, 4))
	}
	g := draw.Table{Columns: append([]draw.Column{name}, timed...)}
	g.Add(job)
	g.Add(how)
	return g
}

// ruleTable has a row for each S.
func ruleTable(p *plan.Plan) draw.Table {
	gain := number.Factor(p.Gain)
	s, most := draw.Column{Head: "S", Align: draw.Decimal}, draw.Column{Head: "workers", Align: draw.Right, Gap: 2}
	kernel, all := draw.Column{Head: "+ kernel " + gain, Align: draw.Right, Gap: 2}, draw.Column{Head: "+ all code " + gain, Align: draw.Right, Gap: 2}
	knee, best := draw.Column{Head: "knee", Align: draw.Right, Gap: 2}, draw.Column{Head: "shortest", Align: draw.Right, Gap: 2}
	for _, r := range p.Rule {
		s.Cells, most.Cells = append(s.Cells, number.Significant(r.Serial, 1)), append(most.Cells, number.Factor(r.Ceiling))
		kernel.Cells, all.Cells = append(kernel.Cells, number.Factor(r.Kernel)), append(all.Cells, number.Factor(r.All))
		knee.Cells = append(knee.Cells, number.Workers(r.Knee))
		best.Cells = append(best.Cells, number.Duration(r.Best))
	}
	g := draw.Table{Columns: []draw.Column{s, most, kernel, all, knee}}
	if p.TargetSeconds > 0 {
		g.Add(best)
	}
	return g
}

// rulePlot returns a curve of speed-up for each S, and the speed-up that the target needs.
func rulePlot(p *plan.Plan) []draw.Named {
	const right = 12 // 4096 workers
	var all []draw.Named
	for _, r := range p.Rule {
		all = append(all, amdahlCurve(r.Serial, right))
	}
	return all
}

// amdahlCurve is the speed-up by Amdahl's law with a serial fraction, up to 2^right workers.
func amdahlCurve(serial float64, right int) draw.Named {
	law := draw.Named{Name: "S = " + number.Significant(serial, 1)}
	exactly := fit.Interval{Value: serial, Lo: serial, Hi: serial}
	for k := range 4*right + 1 {
		at := float64(k) / 4
		law.Curve = append(law.Curve, draw.Knot{Log2N: at, Speedup: fit.Assumed(exactly).Share(math.Exp2(at), 1).Reciprocal()})
	}
	return law
}
