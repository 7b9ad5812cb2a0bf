package meter

import (
	"reflect"
	"testing"
	"time"
)

// A 2-CPU virtual machine, and what its readings were half a second later under a busy loop.
const (
	statBefore = `cpu  4502852 240705 1164460 3258780 6956 0 7310 1065 0 0
cpu0 2243517 121046 584120 1632108 3454 0 3611 541 0 0
cpu1 2259335 119659 580340 1626672 3502 0 3699 524 0 0
intr 1184427316 0 9 0 0 0 0 0 0 0 0 0 0 0 0
ctxt 2239451017
`
	statAfter = `cpu  4502923 240735 1164467 3258795 6956 0 7310 1065 0 0
cpu0 2243561 121049 584122 1632113 3454 0 3611 541 0 0
cpu1 2259362 119686 580345 1626682 3502 0 3699 524 0 0
intr 1184427916 0 9 0 0 0 0 0 0 0 0 0 0 0 0
ctxt 2239451917
`
	pressureBefore = "some avg10=73.86 avg60=44.02 avg300=60.51 total=24038127212\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
	pressureAfter  = "some avg10=73.86 avg60=44.02 avg300=60.51 total=24038427212\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
)

// What others did is the busy time of the CPUs that may be used, less this process's own.
// Idle time and interrupts are not in it, and nice processes are beside one that is nice alone.
func TestOtherWork(t *testing.T) {
	for _, c := range []struct {
		name string
		cpus []int
		own  time.Duration
		nice bool // this process is
		want *OtherWork
	}{
		{"both CPUs", []int{0, 1}, 300 * time.Millisecond, false, &OtherWork{480 * time.Millisecond, new(300 * time.Millisecond), new(2.5)}},
		{"one of them", []int{1}, 300 * time.Millisecond, false, &OtherWork{20 * time.Millisecond, new(300 * time.Millisecond), new(2.5)}},
		{"all of it is its own", []int{0, 1}, 785 * time.Millisecond, false, &OtherWork{0, new(300 * time.Millisecond), new(2.5)}},
		{"all of it, and ticks are coarse", []int{0, 1}, 815 * time.Millisecond, false, &OtherWork{0, new(300 * time.Millisecond), new(2.5)}},
		{"it made itself nice", []int{0, 1}, 1050 * time.Millisecond, false, nil},
		{"it is nice", []int{0, 1}, 300 * time.Millisecond, true, &OtherWork{780 * time.Millisecond, new(300 * time.Millisecond), new(2.5)}},
		{"it is nice, and alone", []int{0, 1}, 1080 * time.Millisecond, true, &OtherWork{0, new(300 * time.Millisecond), new(2.5)}},
		{"a CPU that is not listed", []int{1, 2}, 0, false, nil},
		{"no CPU is known", nil, 0, false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			count := func(stat, pressure, load string, own time.Duration) workCount {
				w := workCount{own: &own, pressure: pressureTime([]byte(pressure)), ready: readyThreads([]byte(load))}
				w.count([]byte(stat), c.cpus, c.nice)
				return w
			}
			from := count(statBefore, pressureBefore, "4.93 6.78 7.87 4/325 25981\n", time.Second)
			to := count(statAfter, pressureAfter, "4.93 6.78 7.87 3/325 25981\n", time.Second+c.own)
			if got := from.until(to); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if got := to.until(from); got != nil {
				t.Errorf("backwards: %+v", got)
			}
		})
	}
}

// What cannot be read is unknown, and not 0.
func TestOtherWorkUnknown(t *testing.T) {
	for _, stat := range []string{
		"", "cpu0 1 2 3", "cpu  1 2 3 4\n", "cpu0 1 2 3 4\n", "cpu0 1 2 3 4\ncpu1 5 6 7 8", "cpu0 1 2 3 4\ncpu1 5 6\n",
		"cpu0 1 2 x 4\ncpu1 5 6 7 8\n", "cpu0 -1 2 3 4\ncpu1 5 6 7 8\n", "cpu0 99999999999 2 3 4\ncpu1 5 6 7 8\n", "cpu1 1 2 3 4\ncpu0 5 6 7 8\n",
	} {
		if got, _ := busyTime([]byte(stat), []int{0, 1}); got != nil {
			t.Errorf("%q: busy for %v", stat, *got)
		}
	}
	for _, psi := range []string{"", "some avg10=0.00", "full avg10=0.00 total=5\n", "some avg10=0.00 total=x\n", "some avg10=0.00 total=-4\n", "some avg10=0.00 total=99999999999999999\n"} {
		if got := pressureTime([]byte(psi)); got != nil {
			t.Errorf("%q: pressure of %v", psi, *got)
		}
	}
	for _, load := range []string{"", "4.93 6.78 7.87", "4.93 6.78 7.87 4 25981", "4.93 6.78 7.87 x/3 1", "4.93 6.78 7.87 -4/3 1", "4.93 6.78 7.87 4294967295/3 1"} {
		if got := readyThreads([]byte(load)); got != nil {
			t.Errorf("%q: %d threads are ready", load, *got)
		}
	}
	g := NewOtherWorkGauge()
	g.Close()
	g.Start()
	if got := g.Stop(); got != nil {
		t.Errorf("a closed gauge returns %+v", got)
	}
	g.Close()
}

// Any content is read without a panic, and without a number that is out of range.
func FuzzOtherWork(f *testing.F) {
	f.Add([]byte(statBefore), []byte(pressureBefore), []byte("4.93 6.78 7.87 4/325 25981\n"))
	f.Add([]byte("cpu0 1 2 3 4\ncpu1 5 6 7 8"), []byte("some total=1"), []byte("0/1"))
	f.Fuzz(func(t *testing.T, stat, psi, load []byte) {
		if n := readyThreads(load); n != nil && *n < 0 {
			t.Errorf("%d threads are ready", *n)
		}
		if d, nice := busyTime(stat, []int{0, 1}); d != nil && min(*d, nice) < 0 {
			t.Errorf("busy for %v, nice for %v", *d, nice)
		}
		if d := pressureTime(psi); d != nil && *d < 0 {
			t.Errorf("pressure of %v", *d)
		}
	})
}
