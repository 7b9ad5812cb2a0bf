package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/gate"
)

// gateFlags are shared by the verbs that hold sweeps to conditions.
func gateFlags(example string) []cli.Flag {
	return []cli.Flag{
		&cli.GenericFlag{Name: gate.Check, Category: onGates, Value: new(lines), Usage: "exit 3 if the runs prove that `CONDITION` does not hold, such as " + example + "; may be repeated"},
		&cli.GenericFlag{Name: gate.FailIf, Category: onGates, Value: new(lines), Usage: "exit 3 if the runs prove that `CONDITION` holds; may be repeated"},
		&cli.BoolFlag{Name: "strict", Category: onGates, Usage: "exit 5 if the runs cannot tell, which is else a warning", DisableDefaultText: true},
	}
}

// gateHelp is what the help of these verbs says of conditions.
const gateHelp = `A CONDITION is QUANTITY OP VALUE, in quotes, for < and > are the shell's too:
S<0.05, T1<20ms, max-speedup>20x, speedup@8>6, efficiency@8>75%, split<0.01.`

// onGates is the category of these flags.
const onGates = "Gates"

// gates are the conditions of a command line.
type gates struct {
	asked  []gate.Gate
	strict bool
}

// gatesOf reads the conditions with parse, of values or of changes.
func gatesOf(c *cli.Context, parse func(string) (gate.Condition, error)) (gates, error) {
	return newGates(linesOf(c, gate.Check), linesOf(c, gate.FailIf), c.Bool("strict"), parse)
}

// newGates reads conditions that must hold and conditions that must not.
func newGates(checks, failIf []string, strict bool, parse func(string) (gate.Condition, error)) (gates, error) {
	g := gates{strict: strict}
	for i, given := range [][]string{checks, failIf} {
		kind := []string{gate.Check, gate.FailIf}[i]
		for _, text := range given {
			condition, err := parse(text)
			if err != nil {
				return gates{}, usagef("--%s %q: %v", kind, text, err)
			}
			g.asked = append(g.asked, gate.Gate{Kind: kind, Condition: condition})
		}
	}
	if g.strict && len(g.asked) == 0 {
		return gates{}, usagef("--strict is about conditions: add --%s 'S<0.05'", gate.Check)
	}
	return g, nil
}

// fit refuses conditions that no run of a sweep over these N can tell anything of.
func (g gates) fit(workers []int, scope analysis.Scope) error {
	for _, asked := range g.asked {
		if err := asked.Condition.Fits(workers, scope); err != nil {
			return usagef("--%s %q: %v", asked.Kind, asked.Condition, err)
		}
	}
	return nil
}

// changes holds the change from the first of some sweeps to each of the others to the
// gates.
func (g gates) changes(files []*results.File, o compare.Options) ([][]analysis.Gate, error) {
	if len(g.asked) == 0 {
		return nil, nil
	}
	for _, f := range files {
		if err := g.fit(f.Header.Workers, o.Scope); err != nil {
			return nil, err
		}
	}
	return gate.JudgeChanges(g.asked, files, o.Names, o.Scope)
}

// say says what came of the gates, a line for each, and returns nil or what ends the
// process with the code of the worst. again is the command that would make so many
// repeats, or nothing.
func (g gates) say(c *cli.Context, outcomes []analysis.Gate, again func(repeats int) string) error {
	count := map[analysis.Outcome]int{}
	for _, o := range outcomes {
		count[o.Outcome]++
		line := gate.Sentence(o)
		if o.Repeats > 0 {
			if more := again(o.Repeats); more != "" {
				line += ": " + more
			}
		}
		if o.Outcome == analysis.CannotTell && !g.strict {
			line = "warning: " + line
		}
		if err := write(c.App.ErrWriter, line+"\n"); err != nil {
			return err
		}
	}
	switch fails, open := count[analysis.Fails], count[analysis.CannotTell]; {
	case fails > 0:
		return &unheld{exitCheck, fmt.Sprintf("%d of %s failed", fails, wording.Count(len(outcomes), "condition"))}
	case open > 0 && g.strict:
		return &unheld{exitCannotTell, fmt.Sprintf("these runs cannot tell of %d of %s, and --strict was given", open, wording.Count(len(outcomes), "condition"))}
	}
	return nil
}

// unheld is the end of a command whose work is done and whose gates did not pass.
type unheld struct {
	code int
	text string
}

func (u *unheld) Error() string { return u.text }

// gateOnly splits what ended a report into that of gates and that of anything else.
func gateOnly(err error) (held, other error) {
	if errors.As(err, new(*unheld)) {
		return err, nil
	}
	return nil, err
}
