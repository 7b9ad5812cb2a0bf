package curves

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// A Target is a goal, such as a throughput, that a number of workers is to meet.
type Target struct {
	Kind  string // a name in targetKinds
	Value float64
	Typed string // without blanks: "time=30s"; "" = nobody typed it
}

// String returns the target as it can be typed: "throughput=12201".
func (t Target) String() string {
	return t.Kind + "=" + strconv.FormatFloat(t.Value, 'g', -1, 64)
}

// asked returns the target as it was typed, and else as it can be.
func (t Target) asked() string { return cmp.Or(t.Typed, t.String()) }

// A targetKind is a quantity that can be a target.
type targetKind struct {
	name  string
	below float64 // the value is above 0 and below this
	time  bool    // the value is a time
	solve func(c *fit.Curve, value float64) fit.Solution

	// best describes how near the curve comes to a target that it does not reach.
	best func(c *fit.Curve) string
}

// targetKinds is the table of targets.
var targetKinds = []targetKind{
	{"throughput", math.Inf(1), false, (*fit.Curve).SolveThroughput, func(c *fit.Curve) string {
		return most(c, c.Throughput, func(x float64) string { return number.Significant(x, 6) + " per second" })
	}},
	{"speedup", math.Inf(1), false, (*fit.Curve).SolveSpeedup, func(c *fit.Curve) string {
		return most(c, c.Speedup, number.Factor)
	}},
	{"efficiency", 1, false, (*fit.Curve).SolveEfficiency, func(*fit.Curve) string {
		return "even one worker is less efficient"
	}},
	{timeTarget, math.Inf(1), true, (*fit.Curve).SolveSeconds, func(c *fit.Curve) string {
		return least(c, c.Seconds, func(x float64) string { return number.Significant(x, 4) + " s" })
	}},
	{"latency", math.Inf(1), true, (*fit.Curve).SolveLatency, func(c *fit.Curve) string {
		return fmt.Sprintf("the least wait is %.4g s, at the lowest N", c.Latency(min(1, c.Loads[0])).Value)
	}},
}

// timeTarget is the target that is a time: of a run, or of a unit of work of a series whose
// readings are of that.
const timeTarget = "seconds"

// ofUnit is a time target of one unit of work.
var ofUnit = targetKind{timeTarget, math.Inf(1), true, func(c *fit.Curve, value float64) fit.Solution {
	return c.SolveThroughput(1 / value)
}, func(c *fit.Curve) string {
	return least(c, c.UnitSeconds, func(x float64) string { return number.Significant(x, 4) + " s" })
}}

// ParseTarget reads a target such as "throughput=12201"; speedup, efficiency, seconds, which
// is also called time, and latency are the others. parseTime reads the value of a time, as
// people type one: "30s".
func ParseTarget(text string, parseTime func(string) (time.Duration, error)) (Target, error) {
	kind, value, ok := strings.Cut(text, "=")
	if kind = strings.ToLower(strings.TrimSpace(kind)); kind == "time" {
		kind = timeTarget
	}
	var names []string
	for _, k := range targetKinds {
		names = append(names, k.name+"=")
		if !ok || k.name != kind {
			continue
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil && k.time {
			var d time.Duration
			if d, err = parseTime(strings.TrimSpace(value)); err != nil {
				return Target{}, fmt.Errorf("%q: %w", text, err)
			}
			x = d.Seconds()
		}
		if err != nil || !(x > 0) || math.IsInf(x, 1) {
			return Target{}, fmt.Errorf("%q: %s needs a number above 0", text, k.name)
		}
		if x >= k.below {
			return Target{}, fmt.Errorf("%q: %s lies between 0 and %g, for example %s=0.5", text, k.name, k.below, k.name)
		}
		return Target{k.name, x, strings.Join(strings.Fields(text), "")}, nil
	}
	return Target{}, fmt.Errorf("%q is not a target: type one of %s followed by a number", text, strings.Join(names, " "))
}

// most describes the largest value of a quantity that grows towards the peak or, without a
// peak, with every worker.
func most(c *fit.Curve, at func(float64) fit.Interval, write func(float64) string) string {
	return best(c, "the most", at, write, func(a, b float64) bool { return a > b })
}

// least describes the smallest value of a quantity that falls so.
func least(c *fit.Curve, at func(float64) fit.Interval, write func(float64) string) string {
	return best(c, "the least", at, write, func(a, b float64) bool { return a < b })
}

// best describes the best value of a quantity: at the peak, where there is one; at one
// worker, as the time of a run of weak scaling; or of any number of workers.
func best(c *fit.Curve, word string, at func(float64) fit.Interval, write func(float64) string, better func(a, b float64) bool) string {
	const many = 1e12
	n := max(1, c.Peak().Value)
	if n >= many {
		n = many
		if better(at(1).Value, at(many).Value) {
			n = 1
		}
	}
	if n < many {
		return fmt.Sprintf("%s is %s, at N = %.3g", word, write(at(n).Value), n)
	}
	return fmt.Sprintf("%s for any number of workers is %s", word, write(at(many).Value))
}
