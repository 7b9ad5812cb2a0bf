package prepare

import (
	"slices"
	"testing"

	"serialfraction/harness/input"
	"serialfraction/harness/machine"
)

// The threads of a job that is done once count as soon as it is known how many there are.
func TestThreadsOfOnce(t *testing.T) {
	d := demandOf(t, asked("ttest", "synth:rows=1000,cols=100", nil))
	d.once, d.workers = true, nil
	size, room := input.Size{Rows: 1000, Cols: 100, Row: 832}, machine.Room{Bytes: 3 << 30, Limit: machine.AddressSpace}
	if err := d.check(size, room); err != nil {
		t.Errorf("before N is known: %v", err)
	}
	d.workers = []int{2000}
	const want = `--workers: 1000 rows of 100 values take about 21.5 GB of memory (21.5 GB for threads), and ulimit -v leaves 3.22 GB: type ulimit -v unlimited, or type 255 at most`
	if err := d.check(size, room); err == nil || err.Error() != want {
		t.Errorf("2000 workers: %v\nwant %s", err, want)
	}
}

// Who watches is told that a program is waited for, which may be long; here it fails at once.
func TestTrying(t *testing.T) {
	r := asked("pipe", "synth:rows=10,cols=4", nil)
	r.Program = []string{"false"}
	var tried []string
	if _, err := NewOnce(t.Context(), r, &Watch{Trying: func(program []string) { tried = program }}); err == nil {
		t.Error("the program answered")
	}
	if !slices.Equal(tried, r.Program) {
		t.Errorf("tried %q", tried)
	}
}
