package counters

import (
	"encoding/binary"
	"time"
)

// A Gauge counts for the thread that opened it, which must be locked and makes all calls. The zero
// gauge works and counts nothing. A reading takes some microseconds, so it belongs outside what is timed.
type Gauge struct {
	kernel     kernel
	hardware   []member // counted together; the first leads. nil = not counted
	migrations int      // file; none = not counted
	mark       reading
}

// A member is an event of the group that is counted together.
type member struct {
	event event
	file  int
}

// none is no file.
const none = -1

// Files is the most files that a gauge has open at once.
const Files = 5

// A reading is what all counters of a gauge show at one moment.
type reading struct {
	hardware []uint64 // Enabled and Running in nanoseconds, then a count for each member; nil = not read
	software *Software
}

// Open opens what the system gives to count the calling thread, and marks the beginning. The caller
// closes the gauge.
func Open() Gauge { return open(system()) }

func open(k kernel) Gauge {
	g := Gauge{kernel: k, migrations: none}
	if k == nil {
		return g
	}
	g.hardware, _ = openGroup(k)
	if file, err := k.open(migrations, none); err == nil {
		g.migrations = file
	}
	g.Mark()
	return g
}

// openGroup opens the events of the processor. Without cycles or instructions the rest tells nothing,
// and the error is why there are none. The others are left out where the processor lacks them, or has
// too few counters for so many at once.
func openGroup(k kernel) (group []member, err error) {
	for _, e := range hardwareEvents {
		leader := none
		if len(group) > 0 {
			leader = group[0].file
		}
		file, err := k.open(e, leader)
		switch {
		case err == nil:
			group = append(group, member{e, file})
		case e.needed:
			closeGroup(k, group)
			return nil, err
		}
	}
	return group, nil
}

// closeGroup closes the members before the one that leads them.
func closeGroup(k kernel, group []member) {
	for i := len(group) - 1; i >= 0; i-- {
		k.close(group[i].file)
	}
}

// Mark marks the beginning of what Stop returns.
func (g *Gauge) Mark() { g.mark = g.read() }

// Stop returns what the thread did since Mark; nil where nothing could be counted.
func (g *Gauge) Stop() *Counts {
	now := g.read()
	c := Counts{Hardware: g.passed(g.mark.hardware, now.hardware), Software: since(g.mark.software, now.software)}
	if c == (Counts{}) {
		return nil
	}
	return &c
}

// Close is safe to call twice.
func (g *Gauge) Close() {
	if g.kernel == nil {
		return
	}
	closeGroup(g.kernel, g.hardware)
	if g.migrations != none {
		g.kernel.close(g.migrations)
	}
	*g = Gauge{}
}

func (g *Gauge) read() (r reading) {
	if g.kernel == nil {
		return r
	}
	if len(g.hardware) > 0 {
		r.hardware = g.values(g.hardware[0].file, len(g.hardware))
	}
	if r.software = g.kernel.usage(); r.software != nil && g.migrations != none {
		if v := g.values(g.migrations, 1); v != nil {
			r.software.Migrations = new(int64(v[2]))
		}
	}
	return r
}

// values reads a group of so many members. The kernel writes their number, Enabled, Running, and the
// count of each (perf_event_open(2), PERF_FORMAT_GROUP). It returns all but the number; nil where the
// file does not hold that.
func (g *Gauge) values(file, members int) []uint64 {
	var buf [8 * (3 + Files)]byte
	n, err := g.kernel.read(file, buf[:])
	if err != nil || n != 8*(3+members) || binary.NativeEndian.Uint64(buf[:]) != uint64(members) {
		return nil
	}
	values := make([]uint64, 2+members)
	for i := range values {
		values[i] = binary.NativeEndian.Uint64(buf[8*(i+1):])
	}
	return values
}

// passed returns what the members counted between two readings; nil where one is missing, or where a
// counter did not count at all.
func (g *Gauge) passed(from, to []uint64) *Hardware {
	if from == nil || to == nil {
		return nil
	}
	passed := func(i int) int64 { return int64(to[i] - from[i]) }
	h := &Hardware{Enabled: time.Duration(passed(0)), Running: time.Duration(passed(1))}
	for i, m := range g.hardware {
		m.event.put(h, passed(2+i))
	}
	if h.Running <= 0 || h.Running > h.Enabled || h.Instructions <= 0 || h.Cycles <= 0 {
		return nil
	}
	return h
}

// since returns what the kernel counted between two readings; nil where one is missing.
func since(from, to *Software) *Software {
	if from == nil || to == nil {
		return nil
	}
	s := &Software{MinorFaults: to.MinorFaults - from.MinorFaults, MajorFaults: to.MajorFaults - from.MajorFaults,
		Involuntary: to.Involuntary - from.Involuntary}
	if from.Migrations != nil && to.Migrations != nil {
		s.Migrations = new(*to.Migrations - *from.Migrations)
	}
	return s
}
