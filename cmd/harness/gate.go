package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/gate"
)

// gateFlags returns the flags of the verbs that check conditions.
func gateFlags(example string) []cli.Flag {
	return []cli.Flag{
		&cli.GenericFlag{Name: gate.Check, Category: onGates, Value: new(lines), Usage: "exit 3 if the runs prove that `CONDITION` does not hold, such as " + example + "; may be repeated"},
		&cli.GenericFlag{Name: gate.FailIf, Category: onGates, Value: new(lines), Usage: "exit 3 if the runs prove that `CONDITION` holds; may be repeated"},
		&cli.BoolFlag{Name: "strict", Category: onGates, Usage: "exit 5 if the runs cannot tell whether a condition holds; without it that is a warning", DisableDefaultText: true},
	}
}

// gateHelp explains conditions in the help of these verbs.
const gateHelp = `A CONDITION is QUANTITY OP VALUE, in quotes because the shell reads < and > itself:
'S<0.05', 'T1<20ms', 'max-speedup>20x', 'speedup@8>6', 'efficiency@8>75%', 'split<0.01'.`

// onGates is the category of these flags.
const onGates = "Gates"

// gates are the conditions of a command line.
type gates struct {
	asked  []gate.Gate
	strict bool
}

// gatesOf returns the conditions of the flags. parse reads one, of a value or of a change.
func gatesOf(c *cli.Context, parse func(string) (gate.Condition, error)) (gates, error) {
	return newGates(linesOf(c, gate.Check), linesOf(c, gate.FailIf), c.Bool("strict"), parse)
}

// newGates parses conditions that must hold (checks) and conditions that must not (failIf).
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
		return gates{}, usagef("--strict without a condition: add one, such as --%s 'S<0.05'", gate.Check)
	}
	return g, nil
}

// fit returns an error for a condition that no run of a sweep over these N can decide.
func (g gates) fit(workers []int, scope analysis.Scope) error {
	for _, asked := range g.asked {
		if err := asked.Condition.Fits(workers, scope); err != nil {
			return usagef("--%s %q: %v", asked.Kind, asked.Condition, err)
		}
	}
	return nil
}

// changes judges the change from the first side to each of the others by the gates, and
// returns the outcomes of each of these pairs.
func (g gates) changes(groups []compare.Group) ([][]analysis.Gate, error) {
	if len(g.asked) == 0 {
		return nil, nil
	}
	for _, group := range groups {
		for _, s := range group.Sweeps {
			if err := g.fit(s.File.Header.Workers, s.Scope); err != nil {
				return nil, err
			}
		}
	}
	return gate.JudgeChanges(g.asked, groups)
}

// print prints the outcome of each gate in a line on stderr. It returns nil or an *unheld
// with the exit code of the worst outcome. settling returns the command that would decide one
// that is open, or "".
func (g gates) print(c *cli.Context, outcomes []analysis.Gate, settling func(analysis.Gate) string) error {
	count := map[analysis.Outcome]int{}
	for _, o := range outcomes {
		count[o.Outcome]++
		line := gate.Sentence(o)
		if next := settling(o); next != "" {
			line += ": " + next
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
		return &unheld{exitCannotTell, fmt.Sprintf("the runs cannot tell whether %d of %s holds, and --strict was given", open, wording.Count(len(outcomes), "condition"))}
	}
	return nil
}

// unheld is the error of a command that did its work but whose gates did not pass.
type unheld struct {
	code int
	text string
}

func (u *unheld) Error() string { return u.text }

// gateOnly returns an error of gates as held, and any other error as other.
func gateOnly(err error) (held, other error) {
	if errors.As(err, new(*unheld)) {
		return err, nil
	}
	return nil, err
}
