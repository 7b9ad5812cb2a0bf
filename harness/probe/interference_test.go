package probe

import (
	"os"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

func TestDisturb(t *testing.T) {
	f := &fakeMachine{read: 20 * time.Microsecond, busy: func(int) time.Duration { return time.Second }}
	stats := [][]byte{[]byte("cpu  100 10 50 900 5 2 3 70 0 0\ncpu0 1"), []byte("cpu  150 10 70 999 5 3 4 70 0 0\n")}
	steal := 30 * time.Millisecond
	in, err := Disturb(t.Context(), f.threads, f.now, 2, 2*time.Millisecond,
		func() func() meter.System {
			return func() meter.System {
				return meter.System{Steal: &steal, Usage: &meter.Usage{CPUUse: meter.CPUUse{User: 400 * time.Millisecond, System: 20 * time.Millisecond}}}
			}
		},
		func() []byte { s := stats[0]; stats = stats[1:]; return s })
	if err != nil {
		t.Fatal(err)
	}
	// Every reading is a gap of 20 µs, 100 of them a thread.
	if in.Count() != 200 || in.Lost() != 4*time.Millisecond || in.Watched() != 4*time.Millisecond || in.Largest() != 20*time.Microsecond {
		t.Errorf("%d gaps, %v of %v lost, the largest %v", in.Count(), in.Lost(), in.Watched(), in.Largest())
	}
	if in.Sched == nil || *in.Sched != 2*time.Millisecond {
		t.Errorf("run delay %v", in.Sched)
	}
	// 50 + 20 + 1 + 1 ticks, less what the process used itself.
	if in.Others == nil || *in.Others != 300*time.Millisecond {
		t.Errorf("others %v", in.Others)
	}
	if in.System.Steal != &steal {
		t.Errorf("steal %v", in.System.Steal)
	}
}

func TestOthers(t *testing.T) {
	stat := func(user string) []byte { return []byte("cpu " + user + " 0 0 0 0 0 0 0\n") }
	none := &meter.Usage{}
	for name, tc := range map[string]struct {
		before, after []byte
		own           *meter.Usage
		want          time.Duration // -1 = unknown
	}{
		"plain":                     {stat("100"), stat("110"), none, 100 * time.Millisecond},
		"own use is finer":          {stat("100"), stat("101"), &meter.Usage{CPUUse: meter.CPUUse{User: 12 * time.Millisecond}}, 0},
		"no file":                   {nil, nil, none, -1},
		"no file at the end":        {stat("100"), nil, none, -1},
		"set back":                  {stat("100"), stat("90"), none, -1},
		"own use is unknown":        {stat("100"), stat("110"), nil, -1},
		"a file of something else":  {[]byte("intr 1 2 3 4 5 6 7 8"), stat("1"), none, -1},
		"a file with other numbers": {[]byte("cpu a b c d e f g h"), stat("1"), none, -1},
	} {
		t.Run(name, func(t *testing.T) {
			got := others(tc.before, tc.after, tc.own)
			if (got == nil) != (tc.want < 0) || got != nil && *got != tc.want {
				t.Errorf("%v, want %v", got, tc.want)
			}
		})
	}
}

func TestRunDelayIsNotTold(t *testing.T) {
	if got := runDelay([]harness.WorkerTiming{{Sched: &meter.SchedTiming{RunDelay: 1}}, {}}); got != nil {
		t.Errorf("%v, want nil: the account of one thread is missing", *got)
	}
}

func FuzzParseBusy(f *testing.F) {
	for _, seed := range []string{"cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1", "cpu", "", "cpu -1 2 3 4 5 6 7", "cpu 99999999999999999999 1 1 1 1 1 1 1", "cpu  1 2 3 4 5 6 7"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if d, ok := parseBusy(b); d < 0 || !ok && d != 0 {
			t.Errorf("%q is read as %v, %v", b, d, ok)
		}
	})
}

// A real file system gives what was written, and nothing is left there.
func TestReadDisk(t *testing.T) {
	dir := t.TempDir()
	f := &fakeMachine{read: time.Second}
	d, err := ReadDisk(dir, 2, f.now)
	if err != nil {
		t.Fatal(err)
	}
	if d.Bytes != 2*diskBlock || d.Took != time.Second || d.Rate() != 2*diskBlock || d.Folder != dir {
		t.Errorf("%+v", d)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := ReadDisk(dir+"/none", 1, f.now); err == nil {
		t.Error("a folder that is not there has a disk")
	}
}
