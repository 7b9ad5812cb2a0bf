package main

import (
	"fmt"
	"math"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/prepare"
)

// noteShipping prints what it takes to give a chunk to a remote worker against what it takes to compute
// it, before the runs.
func noteShipping(c *cli.Context, s *prepare.Sweep) {
	if s.Shipping != nil && !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "note: %s\n", shippingWords(s.Shipping))
	}
}

// shippingWords words what shipping costs, and what to type where it costs more than computing.
func shippingWords(s *prepare.Shipping) string {
	how, it, costs := "handing out a chunk of "+wording.Count(s.Rows, "row"), "handing these chunks out", "type --chunk with more rows"
	if s.Bytes > 0 {
		how = fmt.Sprintf("shipping a chunk of %s (%s)", wording.Count(s.Rows, "row"), number.Bytes(s.Bytes))
		it, costs = "shipping these rows", "type --ship object or path, so that each worker has them beforehand"
	}
	text := fmt.Sprintf("%s takes about %s here", how, number.Nanoseconds(int64(s.Ship)))
	if s.Bytes > 0 {
		text += fmt.Sprintf(", %s if workers have its rows beforehand,", number.Nanoseconds(int64(min(s.Bare, s.Ship))))
	}
	text += " and computing it " + number.Nanoseconds(int64(s.Compute))
	if s.Costly() {
		return fmt.Sprintf("%s: %s costs more than computing them; %s, or take more work for each row", text, it, costs)
	}
	return fmt.Sprintf("%s; the dispatcher is the limit from about N = %s on", text, wording.Grouped(int(math.Round(s.Knee()))))
}
