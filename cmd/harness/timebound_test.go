package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/record"
)

// A time limit that somebody typed ends rows that take an hour, with what to type, and the file goes
// on where more time is given.
func TestTimeLimitEndsWhatHasBegun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	var out, errs bytes.Buffer
	code := run(t.Context(), strings.Fields("harness sweep --workload wait --row-cost 1h --data synth:rows=4,cols=2 --workers 1,2 --max-time 50ms --no-doctor -o "+path), &out, &errs)
	if code != exitFailed || !strings.Contains(errs.String(), "harness: --max-time 50ms was over before there was a run of each N: type a longer one") {
		t.Errorf("exit code %d: %s", code, &errs)
	}
	if !strings.Contains(errs.String(), "harness sweep --resume "+path) {
		t.Errorf("no way on: %s", &errs)
	}
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if f.End == nil || f.End.Interrupted || f.End.Stopped != "time limit 50ms spent after 0 blocks" {
		t.Errorf("end %+v", f.End)
	}
}

// The pass over the rows ends with the limit too, before there is a file.
func TestTimeLimitEndsThePass(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	var out, errs bytes.Buffer
	code := run(t.Context(), strings.Fields("harness sweep --workload spin --row-cost 1h --data synth:rows=4,cols=2 --workers 1,2 --max-time 20ms --quiet --no-doctor -o "+path), &out, &errs)
	if code != exitFailed || !strings.HasPrefix(errs.String(), "harness: --max-time 20ms was over before") {
		t.Errorf("exit code %d: %s", code, &errs)
	}
}

// A bound ends at once what is known to take more than twice the limit, and knows a limit that was
// typed from the usual one, which bounds nothing.
func TestTimeBound(t *testing.T) {
	for _, typed := range []bool{true, false} {
		set := flag.NewFlagSet("", flag.ContinueOnError)
		set.String("max-time", "", "")
		if typed {
			if err := set.Parse([]string{"--max-time", "1m"}); err != nil {
				t.Fatal(err)
			}
		}
		c := cli.NewContext(nil, set, nil)
		c.Context = t.Context()
		ctx, bound := boundOf(c, time.Minute)
		if bound.needs(2*time.Minute) || ctx.Err() != nil {
			t.Errorf("typed %t: twice the limit is too long", typed)
		}
		if got := bound.needs(9*time.Minute + time.Second); got != typed {
			t.Errorf("typed %t: nine times the limit is too long: %t", typed, got)
		}
		over := spent(ctx)
		if (over != nil) != typed || typed && (!errors.Is(over, record.ErrTime) || !strings.HasSuffix(over.Error(), "type --max-time 10m, or make the job smaller")) {
			t.Errorf("typed %t: %v", typed, over)
		}
		bound.release()
		if !errors.Is(context.Cause(ctx), context.Canceled) && !typed {
			t.Errorf("cause %v", context.Cause(ctx))
		}
	}
	for d, want := range map[time.Duration]string{time.Millisecond: "2s", 2 * time.Second: "2s", 90 * time.Second: "90s", 121 * time.Second: "3m", 3 * time.Hour: "3h"} {
		if got := roundedUp(d); got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
}
