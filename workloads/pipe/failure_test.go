package pipe

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
)

// A program that is wrong from the first row on fails before any run.
func TestTryRefuses(t *testing.T) {
	for mode, want := range map[string]string{
		"exit=2":    "ended with exit code 3 with 1 of 3 rows answered; the next is r2: mend the program, which must end with exit code 0; on standard error:\n  Traceback:\n    out of cheese",
		"few=3":     "with 2 of 3 rows answered; the next is r3: it must print one line for each row",
		"many=3":    "answered more than the 3 rows",
		"garbage=2": `answered row r2 with "abc": "abc" is not a number`,
		"wide=2":    `answered row r2 with "1,2": that has 2 columns, and 1 are expected`,
		"long=1":    "a line of more than",
		"nothing":   "with 0 of 3 rows answered",
		"babble":    `that has 1 column, and its first line names 4: "Loading,the,model,…"`,
		"mixed":     "neither with an answer",
		"fails":     "ended with exit code 7 with all its 3 rows answered",
		"more":      "answered more than the 3 rows",
		"yes":       "answered more than the 3 rows",

		"f8/exit=2":  "ended with exit code 3 with 1 of 3 rows answered; the next is r2: mend the program, which must end with exit code 0; on standard error:\n  Traceback:\n    out of cheese",
		"f8/few=3":   "with 2 of 3 rows answered; the next is r3: it must write 8 bytes for each row, a float64 for each of --outputs",
		"f8/many=3":  "answered more than the 3 rows that it was given: it must write 8 bytes",
		"f8/wide=3":  "answered more than the 3 rows",
		"f8/part=2":  "ended, or closed its standard output, with 1 of 3 rows answered, and 5 of the 8 bytes of an answer; the next is r2: it must write 8 bytes",
		"f8/nothing": "with 0 of 3 rows answered; the next is r1: it must write 8 bytes",
		"f8/fails":   "ended with exit code 7 with all its 3 rows answered",
		"f8/more":    "answered more than the 3 rows",
		"f8/yes":     "answered more than the 3 rows",
	} {
		t.Run(mode, func(t *testing.T) {
			err := programOf(t, rows(23), mode).Try(t.Context())
			var kernel *harness.KernelError
			if !errors.As(err, &kernel) || kernel.First != 0 || kernel.Last != 2 || kernel.LastID != "r3" {
				t.Errorf("error %#v", err)
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
		})
	}
}

// Text in place of Arrow is recognised by its first bytes.
func TestArrowRefusesText(t *testing.T) {
	p := programOf(t, rows(3), "yes")
	p.Frame = frameOf(t, "arrow")
	want := `did not answer with an Arrow IPC stream: its output begins with "1\n1\n"`
	if err := p.Try(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %q", err, want)
	}
}

// The error of a run names the rows of the chunk, and every process is ended.
func TestRunFails(t *testing.T) {
	for mode, want := range map[string]string{
		"exit=9":    "rows 6–10 (r6 … r10)",
		"few=9":     "rows 6–10",
		"garbage=9": `answered row r9 with "abc"`,
		"many=9":    "answered more than",

		"f8/exit=9": "rows 6–10 (r6 … r10)",
		"f8/part=9": "with 3 of 5 rows answered, and 5 of the 8 bytes of an answer; the next is r9",
		"f8/many=9": "answered more than",
	} {
		for _, perChunk := range []bool{false, true} {
			t.Run(mode, func(t *testing.T) {
				p := programOf(t, rows(23), mode)
				p.Probe = false
				if p.PerChunk = perChunk; perChunk {
					p.Argv = argvOf(t, strings.Replace(mode, "9", "4", 1)) // of each process
					want = strings.NewReplacer("6–10 (r6 … r10)", "1–5 (r1 … r5)", "6–10", "1–5", "r9", "r4").Replace(want)
				}
				if err := p.Try(t.Context()); err != nil {
					t.Fatal(err)
				}
				job := &harness.Job{Data: p.Data, Workload: p.work(), ChunkRows: 5}
				_, err := harness.Answer(t.Context(), job)
				var kernel *harness.KernelError
				if !errors.As(err, &kernel) || !strings.Contains(err.Error(), want) {
					t.Errorf("error %v, want %q", err, want)
				}
				if _, err := (&harness.Pool{Schedule: harness.Schedules[0]}).Run(t.Context(), make([]float64, 23), job, 2); !errors.As(err, &kernel) {
					t.Errorf("N = 2: error %v", err)
				}
			})
		}
	}
}

// A program that prints nothing, or does not end when its input ends, fails after the timeout.
func TestHangs(t *testing.T) {
	for mode, want := range map[string]string{
		"block": "gave no whole answer for 1ms, with 0 of 3 rows answered; the next is r1: it must print one line for each row, and before them at most a header, and flush each answer",
		"keeps": "gave no whole answer for 1ms, with 0 of 3 rows",
		"stays": "did not end when its input did",

		"f8/block": "gave no whole answer for 1ms, with 0 of 3 rows answered; the next is r1: it must write 8 bytes for each row, a float64 for each of --outputs, and flush each answer",
		"f8/keeps": "gave no whole answer for 1ms, with 0 of 3 rows",
		"f8/stays": "did not end when its input did",
	} {
		t.Run(mode, func(t *testing.T) {
			p := programOf(t, rows(3), mode)
			c := harness.Chunk{Rows: 3, Cols: 3, Values: p.Data.Values}
			ch, err := p.start(t.Context(), false)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(mode, "stays") {
				if _, err := ch.try(c); err != nil {
					t.Fatal(err)
				}
				p.Timeout = time.Millisecond
				err = ch.close()
			} else {
				p.Timeout = time.Millisecond
				_, err = ch.try(c)
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
		})
	}
}

// A program that writes nothing but errors is named with the first of them, which has the reason.
func TestExcerpt(t *testing.T) {
	var errs tail
	for _, line := range []string{"\nno module named x\n", strings.Repeat("retrying\n", 1e5), "\x1b[31mgiving up\n"} {
		_, _ = errs.Write([]byte(line))
	}
	want := "no module named x\n… of 100,003 lines, the last:\nretrying\nretrying\nretrying\n[31mgiving up"
	if got := errs.excerpt(6); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var few tail
	_, _ = few.Write([]byte("one\ntwo"))
	if got := few.excerpt(6); got != "one\ntwo" {
		t.Errorf("%q", got)
	}
}

// A program that answers only when its input ends is distinguished from one that is slow.
func TestKeepsAnswersBack(t *testing.T) {
	for _, mode := range []string{"keeps", "f8/keeps"} {
		p := programOf(t, rows(23), mode)
		p.patience = time.Millisecond
		if err := p.Try(t.Context()); err == nil || !strings.Contains(err.Error(), "answers only when its input ends") {
			t.Errorf("%s: error %v", mode, err)
		}
		p.PerChunk = true
		if err := p.Try(t.Context()); err != nil {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

// A process that is slow is not taken for one that keeps its answers back: it has time of its own after another has
// answered.
func TestSlowIsNotCondemned(t *testing.T) {
	for _, tt := range []struct {
		left     time.Duration
		answered bool
		want     error
	}{{time.Hour, true, nil}, {0, false, errKept}} {
		ch := &child{}
		ctx, answers := context.WithCancel(t.Context())
		defer answers()
		if tt.answered {
			answers()
		}
		ch.condemn(ctx, tt.left)
		if got := ch.kept(); got != tt.want {
			t.Errorf("with %v left, and answered %t: %v, want %v", tt.left, tt.answered, got, tt.want)
		}
	}
}

// rowsDone is a decoder of which only the number of answers matters.
type rowsDone struct {
	decoder
	n int
}

func (d rowsDone) answered() int { return d.n }

// A byte now and then does not put off the time at which an answer is due; a whole answer does, and
// so do new rows.
func TestDrips(t *testing.T) {
	out, in, err := newOutlet()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	defer in.Close()
	ch := &child{program: &program{Timeout: time.Hour}, ctx: t.Context(), out: out}
	drip := func(whole int) time.Time {
		t.Helper()
		ch.decoder = rowsDone{n: whole}
		if _, err := in.WriteString("1"); err != nil {
			t.Fatal(err)
		}
		if n, err := (patient{ch}).Read(make([]byte, 8)); n != 1 || err != nil {
			t.Fatalf("%d bytes, error %v", n, err)
		}
		return ch.due
	}
	first := drip(0)
	if drip(0) != first || drip(1) == first || drip(1) != ch.due {
		t.Error("the time was put off by no answer, or not by an answer")
	}
	ch.due = time.Unix(1, 0)
	if _, err := in.WriteString("1"); err != nil {
		t.Fatal(err)
	}
	if _, err := (patient{ch}).Read(make([]byte, 8)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("after the time: error %v", err)
	}
}
