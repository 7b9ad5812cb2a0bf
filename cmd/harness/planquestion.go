package main

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/plan"
)

// questionOf returns the question of the flags. Without a flag that asks anything its Target is
// 0.
func questionOf(c *cli.Context) (q plan.Question, err error) {
	q = plan.Question{Target: timeOf(c, "target"), Runtime: timeOf(c, "runtime")}
	for _, f := range []struct {
		name string
		to   *float64
		most float64
	}{{"rows-now", &q.RowsNow, 1e15}, {"rows", &q.Rows, 1e15}, {"max-workers", &q.MaxWorkers, plan.MostWorkers}} {
		if !isSet(c, f.name) {
			continue
		}
		n := c.Float64(f.name)
		if !(n >= 1 && n <= f.most) || n != math.Trunc(n) {
			return q, usagef("--%s %q: type a whole number from 1 to %s", f.name, c.String(f.name), wording.Grouped(int(f.most)))
		}
		*f.to = n
	}
	if isSet(c, "code-gain") {
		q.Counts = plan.Kernel
		if q.Faster = c.Float64("code-gain"); !(q.Faster >= 1 && q.Faster <= 1e6) {
			return q, usagef("--code-gain %q: type how many times as fast better code is, from 1 to 1,000,000, such as 10", c.String("code-gain"))
		}
	}
	switch of := c.String("of"); {
	case of == "":
	case of != string(plan.Kernel) && of != string(plan.All):
		return q, usagef("--of %q: type %s or %s", of, plan.Kernel, plan.All)
	case !isSet(c, "code-gain"):
		return q, usagef("--of %s: type --code-gain G too, such as 10", of)
	default:
		q.Counts = plan.Gain(of)
	}
	if isSet(c, "price") {
		if q.Price, err = parsePrice(c.String("price")); err != nil {
			return q, usagef("--price %q: %v", c.String("price"), err)
		}
	}
	return q, nil
}

// timeOf returns the seconds of a flag that takes a TIME; 0 where it is not given.
func timeOf(c *cli.Context, name string) float64 {
	return c.Generic(name).(*timeValue).Seconds()
}

// parsePrice reads the price of a worker: a number for an hour, or with another unit.
func parsePrice(text string) (perHour float64, err error) {
	amount, unit, _ := strings.Cut(text, "/")
	hours, ok := map[string]float64{"": 1, "h": 1, "hour": 1, "min": 1. / 60, "m": 1. / 60, "s": 1. / 3600, "d": 24, "day": 24}[strings.TrimSpace(unit)]
	x, wrong := strconv.ParseFloat(strings.TrimSpace(amount), 64)
	if wrong != nil || !ok || !(x > 0) || x/hours > 1e9 {
		return 0, errors.New("type a price above 0 for an hour of one worker, such as 0.05/h")
	}
	return x / hours, nil
}

// typedAs has what to type for a field of a question. Of a source that is other than it should be
// the error has a cure, and this is another.
var typedAs = map[string]string{
	"target":          "type a --target above 0",
	"serial_fraction": "type a --serial-fraction from 0 to 1",
	"code_gain":       "type --code-gain of 1 or more",
	"runtime":         "type --runtime TIME, such as --runtime 8h",
	"rows_now":        "type --rows-now R, the rows that --runtime is of",
	"rows":            "type other --rows",
	"source":          "or type one --from",
	"from":            "type --from for sweeps of different numbers of rows",
}

// asTyped turns an error of a plan into one of the command line.
func asTyped(err error, q plan.Question) error {
	if enough := (*plan.OneIsEnough)(nil); errors.As(err, &enough) {
		now, cure := "--runtime "+plan.Time(enough.Runtime), "type a target below it"
		if q.Runtime == 0 {
			now, cure = "the "+plan.Time(enough.Runtime)+" measured on one worker", "type a target below it, or --runtime or --rows of the whole job"
		} else if q.Rows > 0 {
			now += " for the rows of the job"
		}
		return usagef("--target %s is not below %s: one worker is enough; %s", plan.Time(enough.Target), now, cure)
	}
	if wrong := (*plan.BadQuestion)(nil); errors.As(err, &wrong) {
		joint := ": "
		if wrong.Field == "source" {
			joint = ", "
		}
		return usagef("%v%s%s", wrong, joint, typedAs[wrong.Field])
	}
	return err
}
