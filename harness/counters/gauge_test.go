package counters

import (
	"encoding/binary"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A fake is a kernel whose counters show what a test sets.
type fake struct {
	refused  map[[2]uint64]error // by kind and config
	all      error               // of every event of the processor
	shown    map[uint64]uint64
	enabled  uint64
	running  uint64
	moved    uint64
	software *Software
	files    map[string]string
	each     func() // before each reading

	opened []event
	closed int
}

func (f *fake) open(e event, leader int) (int, error) {
	err := f.refused[numbers(e)]
	if e.kind == hardwareKind && f.all != nil {
		err = f.all
	}
	if err != nil {
		return 0, err
	}
	if leader != none && f.opened[leader].kind != e.kind {
		panic("a group of two kinds")
	}
	f.opened = append(f.opened, e)
	return len(f.opened) - 1, nil
}

func (f *fake) read(file int, buf []byte) (int, error) {
	if f.each != nil {
		f.each()
	}
	values := []uint64{1, f.enabled, f.running, f.moved}
	if f.opened[file].kind == hardwareKind {
		values = []uint64{0, f.enabled, f.running}
		for _, e := range f.opened {
			if e.kind == hardwareKind {
				values[0]++
				values = append(values, f.shown[e.config])
			}
		}
	}
	for i, v := range values {
		binary.NativeEndian.PutUint64(buf[8*i:], v)
	}
	return 8 * len(values), nil
}

func (f *fake) close(int) { f.closed++ }

func (f *fake) usage() *Software {
	if f.software == nil {
		return nil
	}
	s := *f.software
	return &s
}

func (f *fake) text(path string) string { return f.files[path] }

// runs lets the thread run: cycles, instructions, cycles of the reference clock, misses.
func (f *fake) runs(cycles, instructions, reference, misses uint64, enabled, running time.Duration) {
	if f.shown == nil {
		f.shown = map[uint64]uint64{}
	}
	for config, n := range map[uint64]uint64{0: cycles, 1: instructions, 9: reference, 3: misses} {
		f.shown[config] += n
	}
	f.enabled += uint64(enabled)
	f.running += uint64(running)
}

func refusing(err error, events ...event) map[[2]uint64]error {
	refused := map[[2]uint64]error{}
	for _, e := range events {
		refused[numbers(e)] = err
	}
	return refused
}

func numbers(e event) [2]uint64 { return [2]uint64{uint64(e.kind), e.config} }

func TestGauge(t *testing.T) {
	all := &Hardware{Instructions: 2000, Cycles: 3000, Reference: new(int64(2500)), Misses: new(int64(7)), Enabled: 1000, Running: 1000}
	soft := &Software{MinorFaults: 5, MajorFaults: 1, Migrations: new(int64(2)), Involuntary: 4}
	without := *all
	without.Reference = nil
	blind := *soft
	blind.Migrations = nil
	for name, tt := range map[string]struct {
		kernel fake
		want   *Counts
	}{
		"all":                        {fake{}, &Counts{all, soft}},
		"no reference cycles":        {fake{refused: refusing(syscall.ENOENT, hardwareEvents[2])}, &Counts{&without, soft}},
		"a virtual machine":          {fake{all: syscall.ENOENT}, &Counts{nil, soft}},
		"no instructions":            {fake{refused: refusing(syscall.ENOENT, hardwareEvents[1])}, &Counts{nil, soft}},
		"perf_event_open forbidden":  {fake{all: syscall.EACCES, refused: refusing(syscall.EACCES, migrations)}, &Counts{nil, &blind}},
		"too few counters for eight": {fake{refused: refusing(syscall.EINVAL, hardwareEvents[2:]...)}, &Counts{&Hardware{Instructions: 2000, Cycles: 3000, Enabled: 1000, Running: 1000}, soft}},
	} {
		t.Run(name, func(t *testing.T) {
			k := &tt.kernel
			k.software = &Software{MinorFaults: 10, MajorFaults: 20, Involuntary: 40}
			k.runs(9, 9, 9, 9, 9, 9) // before the mark
			g := open(k)
			k.runs(3000, 2000, 2500, 7, 1000, 1000)
			k.moved += 2
			k.software = &Software{MinorFaults: 15, MajorFaults: 21, Involuntary: 44}
			got := g.Stop()
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			g.Close()
			g.Close()
			if k.closed != len(k.opened) || k.closed > Files {
				t.Errorf("%d of %d files closed, at most %d", k.closed, len(k.opened), Files)
			}
			if g.Stop() != nil {
				t.Error("a closed gauge counts")
			}
		})
	}
}

// What a gauge cannot have counted is no count.
func TestGaugeRefuses(t *testing.T) {
	for name, runs := range map[string]func(*fake){
		"the counters were never on":  func(f *fake) { f.runs(0, 0, 0, 0, 1000, 0) },
		"on for longer than the CPU":  func(f *fake) { f.runs(1, 1, 1, 1, 10, 11) },
		"no cycle in all the time":    func(f *fake) { f.runs(0, 5, 0, 0, 10, 10) },
		"no instruction in that time": func(f *fake) { f.runs(5, 0, 0, 0, 10, 10) },
		"a counter that went back":    func(f *fake) { f.runs(^uint64(0), 5, 0, 0, 10, 10) },
	} {
		k := &fake{}
		g := open(k)
		runs(k)
		if c := g.Stop(); c != nil {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// Multiplexed counters are kept as they were read, with both times.
func TestMultiplexed(t *testing.T) {
	k := &fake{}
	g := open(k)
	k.runs(300, 200, 0, 0, 1000, 400)
	if h := g.Stop().Hardware; h.Enabled != 1000 || h.Running != 400 || h.Cycles != 300 {
		t.Errorf("%+v", h)
	}
}

func TestLook(t *testing.T) {
	const (
		file      = "/proc/sys/kernel/perf_event_paranoid"
		status    = "/proc/self/status"
		nobody    = "CapEff:\t0000000000000000\nSeccomp:\t0\n"
		contained = "CapEff:\t00000000a80425fb\nSeccomp:\t2\n"
		perfmon   = "CapEff:\t0000004000000000\nSeccomp:\t0\n"
	)
	level := func(n int, of string) map[string]string {
		return map[string]string{file: fmt.Sprintln(n), status: of}
	}
	counting := func() *fake {
		f := &fake{}
		f.each = func() { f.runs(3_000_000, 1_000_000, 0, 0, time.Millisecond, time.Millisecond) }
		return f
	}
	with := func(f *fake, files map[string]string) *fake {
		f.files = files
		return f
	}
	for name, tt := range map[string]struct {
		kernel kernel
		want   Access
	}{
		"no Linux":     {nil, Access{Refusal: Unsupported}},
		"granted":      {with(counting(), level(1, nobody)), Access{Refusal: Granted, Clock: 3e9, Paranoid: new(1)}},
		"by right":     {with(counting(), level(2, perfmon)), Access{Refusal: Granted, Clock: 3e9, Paranoid: new(2), Capable: true}},
		"forbidden":    {with(&fake{all: syscall.EACCES}, level(2, nobody)), Access{Refusal: Forbidden, Paranoid: new(2)}},
		"contained":    {with(&fake{all: syscall.EPERM}, level(1, contained)), Access{Refusal: Forbidden, Paranoid: new(1), Filtered: true}},
		"virtual":      {with(&fake{all: syscall.ENOENT}, level(2, nobody)), Access{Refusal: Missing, Paranoid: new(2)}},
		"silent":       {with(&fake{}, level(-1, nobody)), Access{Refusal: Silent, Paranoid: new(-1)}},
		"taken":        {with(&fake{all: syscall.EBUSY}, level(1, nobody)), Access{Refusal: Silent, Paranoid: new(1)}},
		"denied":       {with(&fake{all: syscall.ENOSYS}, level(2, contained)), Access{Refusal: Forbidden, Paranoid: new(2), Filtered: true}},
		"no call":      {with(&fake{all: syscall.ENOSYS}, level(2, nobody)), Access{Refusal: Unsupported, Paranoid: new(2)}},
		"no /proc":     {with(&fake{all: syscall.ENOENT}, nil), Access{Refusal: Missing}},
		"not built in": {with(&fake{all: syscall.ENOSYS}, map[string]string{status: nobody}), Access{Refusal: Unsupported}},
	} {
		if diff := cmp.Diff(tt.want, look(tt.kernel)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
