package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/plan"
	"serialfraction/results/predict"
	"serialfraction/results/report"
)

// Categories of the flags of plan, in help.
const (
	onGoal  = "Target"
	onKnown = "What is known of the job"
	onMeans = "Means"
)

func planVerb() *cli.Command {
	return &cli.Command{
		Name:      "plan",
		Usage:     "decide whether more workers, or better code, reach a target time",
		UsageText: "harness plan [options] --target TIME\nharness plan    (explains the rule)",
		Description: `Answers reachable, not reachable or cannot tell, with the interval of S and every law
that the data leave open: reachable means under each of them. S comes from a sweep or
from timings (--from), or is assumed (--serial-fraction).

  harness plan --from latest --target 30s --runtime 8h
  harness plan --from latest --target 10m --rows 5e6 --price 0.05/h
  harness plan --from small.jsonl --from large.jsonl --rows 5e6 --target 10m
  harness plan --serial-fraction 0.01 --runtime 8h --target 30s --code-gain 10 --of all`,
		Flags: append([]cli.Flag{
			timeFlag("target", onGoal, "the `TIME` that the job may take: 30s, 10m, 8h", 0, ""),
			&cli.GenericFlag{Name: "check", Category: onGates, Value: new(lines), Usage: "exit 3 if the target is not reachable: the only `CONDITION` is reachable"},
			&cli.BoolFlag{Name: "strict", Category: onGates, Usage: "with --check, exit 5 if it cannot be told whether the target is reachable", DisableDefaultText: true},

			&cli.GenericFlag{Name: "from", Category: onKnown, Value: new(lines), Usage: "take S, and the time on one worker, from result `FILE`, latest, or a file of timings; several times for several numbers of rows; with --rows, FILE of harness sweep --rows stands for all its sizes"},
			&cli.IntFlag{Name: "slots", Category: onKnown, Usage: "the run of a log had `N` slots", DefaultText: "as the log tells, or the most tasks at once"},
			&cli.Float64Flag{Name: "serial-fraction", Category: onKnown, Usage: "assume this `S`, from 0 to 1", DefaultText: "measured"},
			timeFlag("runtime", onKnown, "the `TIME` that the job takes on one worker now", 0, "that of --from"),
			&cli.Float64Flag{Name: "rows-now", Category: onKnown, Usage: "`R` rows take --runtime", DefaultText: "those of --from"},
			&cli.Float64Flag{Name: "rows", Category: onKnown, Usage: "the job has `R` rows", DefaultText: "those of --rows-now"},

			&cli.Float64Flag{Name: "max-workers", Category: onMeans, Usage: "there are at most `N` workers", DefaultText: "any number"},
			&cli.Float64Flag{Name: "code-gain", Category: onMeans, Usage: "better code is `G` times as fast, and the decision counts with it; 10 is usual at the most", DefaultText: "10, and the decision is without"},
			&cli.StringFlag{Name: "of", Category: onMeans, Usage: "better code makes `WHAT` faster: kernel (the parallel work), all (the serial part too)", DefaultText: "kernel"},
			&cli.StringFlag{Name: "price", Category: onMeans, Usage: "`PRICE` of a worker, such as 0.05/h; also /min and /s", DefaultText: "not known"},

			&cli.StringFlag{Name: "format", Value: report.PlanFormats[0].Name, Category: onOutput, Usage: "print `FORMAT`: " + report.PlanFormats.Names()},
			&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
		}, toFlags(figureWords(planFigures))...),
		Action: frugally(makePlan),
	}
}

// nextPlan prints the step after a measurement: the command that turns S of a file into a
// decision. The user types the target.
func nextPlan(c *cli.Context, from string) {
	fmt.Fprintf(c.App.ErrWriter, "Can more workers reach your target? harness plan --from %s --target TIME\n", wording.ShellWord(from))
}

// reachable is the one condition of --check.
const reachable = "reachable"

// makePlan answers the question of the flags and prints the plan.
func makePlan(c *cli.Context) error {
	to, err := newDelivery(c, report.PlanFormats, contentTargets(report.PlanContent, report.PlanFormats, planFigures))
	if err != nil {
		return err
	}
	q, err := questionOf(c)
	if err != nil {
		return err
	}
	checks := linesOf(c, "check")
	for _, text := range checks {
		if text != reachable {
			return usagef("--check %q: the only condition of a plan is %s", text, reachable)
		}
	}
	if c.Bool("strict") && len(checks) == 0 {
		return usagef("--strict without a condition: add --check %s", reachable)
	}
	p, err := planOf(c, q)
	if err != nil {
		return err
	}
	if err := to.give(c, p); err != nil {
		return err
	}
	return checkPlan(c, p, len(checks) > 0)
}

// checkPlan returns nil or an *unheld with the exit code of --check reachable.
func checkPlan(c *cli.Context, p *plan.Plan, asked bool) error {
	switch {
	case !asked || p.Reachable == plan.Yes && !p.Interrupted:
		return nil
	case p.Reachable == plan.No && !p.Interrupted:
		return &unheld{exitCheck, "check " + reachable + ": fails"}
	case c.Bool("strict"):
		return &unheld{exitCannotTell, "check " + reachable + ": cannot tell, and --strict was given"}
	}
	return write(c.App.ErrWriter, "warning: check "+reachable+": cannot tell\n")
}

// planOf reads what is known and answers the question.
func planOf(c *cli.Context, q plan.Question) (*plan.Plan, error) {
	from := linesOf(c, "from")
	assumed := isSet(c, "serial-fraction")
	switch {
	case assumed && len(from) > 0:
		return nil, usagef("--from and --serial-fraction both give S: leave one of the two out")
	case isSet(c, "target") && q.Target == 0:
		return nil, usagef("--target 0: type a time above 0, such as 30s")
	case isSet(c, "runtime") && q.Runtime == 0:
		return nil, usagef("--runtime 0: type a time above 0, such as 8h")
	case q.Target == 0 && c.NumFlags() > 0 && asksSomething(c):
		return nil, usagef("no target: type --target TIME, such as --target 30s")
	case q.Target == 0:
		p := plan.Unasked()
		p.Command = "harness sweep"
		return p, nil
	}
	if isSet(c, "slots") && (c.Int("slots") < 1 || c.Int("slots") > mostSlots) {
		return nil, usagef("--slots %d: type a whole number from 1 to %d", c.Int("slots"), mostSlots)
	}
	var bases []plan.Basis
	if assumed {
		b, err := plan.Assumed(c.Float64("serial-fraction"))
		if err != nil {
			return nil, usagef("--serial-fraction %q: type a number from 0 to 1, such as 0.03", c.String("serial-fraction"))
		}
		bases = append(bases, b)
	}
	from, named, err := siblings(c, from, q.Rows)
	if err != nil {
		return nil, err
	}
	sweeps := map[float64]*results.File{} // by rows
	for _, name := range from {
		b, f, err := basisOf(c, name)
		if named != "" && err != nil && (len(bases) > 0 || name != from[len(from)-1]) {
			fmt.Fprintf(c.App.ErrWriter, "warning: left out: %v\n", err)
			continue
		}
		if err != nil {
			return nil, err
		}
		bases, sweeps[b.Rows] = append(bases, b), f
	}
	if named != "" {
		bases = undisturbed(c, bases, named)
	}
	if isSet(c, "slots") && !slices.ContainsFunc(bases, func(b plan.Basis) bool { return b.Log != nil }) {
		return nil, usagef("--slots is for the log of a run, and S comes of none: leave it out")
	}
	p, err := plan.Make(bases, q)
	if err != nil {
		return nil, asTyped(err, q)
	}
	var sweep *results.File // whose repetition Need changes: a plan concludes from the one of the most rows
	if len(bases) > 0 {
		sweep = sweeps[slices.MaxFunc(bases, func(a, b plan.Basis) int { return cmp.Compare(a.Rows, b.Rows) }).Rows]
	}
	if len(bases) == 1 && sweep != nil {
		p.Simulation = simulated(sweep, p, q)
	}
	switch {
	case !p.Need.Settles():
	case sweep != nil && named != "":
		p.Command = sizesAgain(&sweep.Header, p.Need)
	case sweep != nil:
		p.Command = sweepAgain(&sweep.Header, p.Need, analysis.Pipeline)
	case len(bases) == 0:
		p.Command = "harness sweep"
	}
	return p, nil
}

// simulated returns the answer of a simulation of a sweep where the laws cannot tell whether its job, as
// it is, reaches the target; nil where they can, or its runs cannot be simulated.
func simulated(f *results.File, p *plan.Plan, q plan.Question) *plan.Simulation {
	asItIs := q.Runtime == 0 && p.Growth == plan.SameSize && (q.Counts == "" || q.Counts == plan.AsItIs)
	if p.Reachable != plan.CannotTell || !asItIs || p.Interrupted {
		return nil
	}
	most := plan.MostWorkers
	if q.MaxWorkers > 0 {
		most = q.MaxWorkers
	}
	r, err := predict.Reach(f, q.Target, int(most), 1)
	if err != nil {
		return nil // it has no chunk times, say: the laws alone answer
	}
	s := &plan.Simulation{Reachable: plan.CannotTell, Workers: r.Workers, Seconds: *r.Simulation}
	switch {
	case r.Surely:
		s.Reachable = plan.Yes
	case r.Never:
		s.Reachable = plan.No
	}
	return s
}

// asksSomething reports whether a flag of the question is set, and not only one of the output.
func asksSomething(c *cli.Context) bool {
	for _, f := range c.Command.Flags {
		if categoryOf(f) != onOutput && isSet(c, f.Names()[0]) {
			return true
		}
	}
	return false
}
