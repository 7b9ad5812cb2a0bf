package plan

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// verdict returns the decision in words: whether, with how many workers or what is missing,
// and what the same is without the machine and with better code.
func (p *Plan) verdict() string {
	d := p.Decision
	target := Time(p.TargetSeconds)
	var text string
	switch d.Reachable {
	case Yes:
		text = fmt.Sprintf("Reachable: %s with %s%s, %s worker-hours%s.", target, workersNeeded(*d.Workers), p.after(d), hours(*d.WorkerHours), p.priced(d.Price))
	case No:
		text = fmt.Sprintf("Not reachable: %s%s %s.", target, p.after(d), p.needs())
	default:
		text = fmt.Sprintf("Cannot tell whether %s is reachable%s: %s.", target, p.after(d), p.undecided())
	}
	for _, sentence := range []string{p.missing(), p.onFree(), p.betterCode()} {
		if sentence != "" {
			text += " " + sentence
		}
	}
	return text
}

// after returns the better code that an outlook counts with.
func (p *Plan) after(d *Outlook) string {
	switch d.Code {
	case Kernel:
		return fmt.Sprintf(" once the kernel is %s as fast", number.Factor(d.Faster))
	case All:
		return fmt.Sprintf(" once all code is %s as fast", number.Factor(d.Faster))
	}
	return ""
}

// needs returns what the target needs and what there is.
func (p *Plan) needs() string {
	if p.NeededSerialFraction == nil {
		if few := p.tooFew(p.Decision.Code); few != "" {
			return few
		}
		if p.Log != nil {
			return "is out of reach: " + p.bare.played(p.TargetSeconds)
		}
		return "is out of reach even with S = 0: " + p.bare.String()
	}
	text := fmt.Sprintf("needs S ≤ %s; you have %s", atMost(*p.NeededSerialFraction), serial(*p.Serial))
	if *p.NeededSerialFraction >= p.Decision.Serial.Lo && p.Decision.Code == AsItIs {
		text += ", and the runs exclude that it is enough"
	}
	return text
}

// undecided returns why the answer is open.
func (p *Plan) undecided() string {
	d := p.Decision
	if d.ofTypical {
		return fmt.Sprintf("the typical run does it with %s, but some runs are slow, and too few of them were seen to know the mean time", workersNeeded(*d.Workers))
	}
	if d.beyond {
		return fmt.Sprintf("the tasks of the log, played again, do it with %s, but of more than %s a log at N = %d cannot tell",
			workersNeeded(*d.Workers), number.Workers(p.Log.Tells), p.Log.Slots)
	}
	if p.busy != nil {
		return fmt.Sprintf("S was %s, and one worker took %s, but %s", serial(*p.Serial), number.Duration(p.OneSeconds.Value), p.busy.Sentence())
	}
	laws := ""
	if d.openLaws() {
		var parts []string
		for _, l := range d.ByLaw {
			parts = append(parts, fmt.Sprintf("%s by %s", map[Answer]string{Yes: "yes", No: "not", CannotTell: "perhaps"}[l.Reachable], lawName(l.Law)))
		}
		laws = "; " + strings.Join(parts, ", ")
		switch {
		case d.near > 0:
			laws += fmt.Sprintf(", perhaps by the runs at N = %s", number.Workers(d.near))
		case d.ByLaw[0].Reachable == Yes && !slices.ContainsFunc(d.ByLaw, func(l LawAnswer) bool { return l.Reachable != Yes }):
			laws += ", but with other numbers of workers"
		}
	}
	if p.NeededSerialFraction == nil {
		if few := p.tooFew(d.Code); few != "" {
			return "it " + few + laws
		}
		if p.Log != nil {
			return "runs of one job differ, and the times of its tasks, played again, lie on both sides of it" + laws
		}
		return "even with S = 0 " + p.bare.String() + laws
	}
	return fmt.Sprintf("it needs S ≤ %s, and S is %s%s", atMost(*p.NeededSerialFraction), serial(*p.Serial), laws)
}

// openLaws reports whether a law that is open answers otherwise than all of them together.
func (o *Outlook) openLaws() bool {
	return slices.ContainsFunc(o.ByLaw, func(l LawAnswer) bool { return l.Reachable != o.Reachable })
}

// lawName names a law in a sentence.
func lawName(model string) string {
	switch model {
	case fit.AmdahlLaw.Name:
		return "Amdahl's law"
	case fit.USL.Name:
		return "the USL"
	case playedLaw:
		return "the log played again"
	case fit.LinearOverhead.Name:
		return "overhead that grows with N"
	}
	return "the " + model + " law"
}

// missing returns how near the best time comes, and which causes stand in the way.
func (p *Plan) missing() string {
	d := p.Decision
	if d.Reachable == Yes || d.ofTypical || d.beyond {
		return ""
	}
	text := fmt.Sprintf("The shortest time is %s", TimeSpan(d.BestSeconds))
	switch {
	case d.BestWorkers == nil:
		text += ", with any number of workers"
	case *d.BestWorkers == p.Rows:
		text += ", with a worker for each row"
	default:
		text += fmt.Sprintf(", with %s", wording.Count(int(*d.BestWorkers), "worker"))
	}
	for _, r := range p.Remedies {
		if r.Reachable == Yes {
			return text + ". " + without(r) + ", and the target is reached."
		}
	}
	for _, r := range p.Remedies {
		if r.Reachable == CannotTell && d.Reachable == No {
			return text + ". " + without(r) + ", and the target might be reached."
		}
	}
	if len(p.Remedies) > 0 && d.Reachable == No {
		return text + ". " + without(p.Remedies[len(p.Remedies)-1]) + ", which is not enough."
	}
	return text + "."
}

// without returns the sentence, but for its end, about the causes of a remedy.
func without(r Remedy) string {
	return fmt.Sprintf("Without %s (%s) S would be %s", wording.And(r.Without...), number.Significant(r.Parts, 2), Remaining(r.Serial))
}

// onFree returns the answer on a machine that takes nothing from the program.
func (p *Plan) onFree() string {
	for _, o := range p.Outlooks {
		if o.On != onFree || o.Code != p.Decision.Code {
			continue
		}
		return fmt.Sprintf("On a machine that takes nothing from the program (its own S is %s): %s.", serial(*p.Program), short(o))
	}
	return ""
}

// betterCode returns what better code gives, of the kernel and of everything, and what is left
// for another way. It is empty where workers alone reach the target.
func (p *Plan) betterCode() string {
	asItIs, kernel, all := p.Outlooks[0], p.Outlooks[1], p.Outlooks[2]
	if asItIs.Reachable == Yes || asItIs.ofTypical || p.Decision.Code != AsItIs && p.Decision.Reachable == Yes {
		return ""
	}
	text := fmt.Sprintf("With the kernel %s as fast: %s. With all code %s as fast: %s.", number.Factor(kernel.Faster), short(kernel), number.Factor(all.Faster), short(all))
	if p.Left > 1 {
		text += fmt.Sprintf(" A better algorithm, an approximation or another technology must give the other %s.", number.Factor(math.Ceil(p.Left*100*(1-1e-9))/100))
	}
	return text
}

// short writes an outlook in a few words.
func short(o Outlook) string {
	switch o.Reachable {
	case Yes:
		return "reachable with " + workersNeeded(*o.Workers)
	case No:
		return "not reachable, " + number.Duration(o.BestSeconds.Value) + " at best"
	}
	return "cannot tell, " + TimeSpan(o.BestSeconds) + " at best"
}
