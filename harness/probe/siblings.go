package probe

import (
	"context"
	"slices"

	"serialfraction/harness/machine"
)

// Siblings is the time of the same work on two CPUs of one core, and on CPUs of two cores.
type Siblings struct {
	Shared, Apart [2]int  // the CPUs of one core, and of two cores
	One           []Point // 1 and 2 threads on one core
	Two           []Point // 1 and 2 threads on two cores
}

// pairs returns two CPUs that share a core and two that do not, among those that this process
// may use. ok is false where there are no such pairs.
func pairs(m *machine.Description) (shared, apart [2]int, ok bool) {
	allowed, _ := machine.ParseList(m.Affinity)
	var firsts []int
	found := false
	for _, core := range m.Topology.Siblings {
		list, _ := machine.ParseList(core)
		list = slices.DeleteFunc(list, func(cpu int) bool { return !slices.Contains(allowed, cpu) })
		if len(list) > 1 && !found {
			shared, found = [2]int{list[0], list[1]}, true
		}
		if len(list) > 0 {
			firsts = append(firsts, list[0])
		}
	}
	if !found || len(firsts) < 2 {
		return shared, apart, false
	}
	return shared, [2]int{firsts[0], firsts[1]}, true
}

// CompareSiblings runs work on CPUs of one core and of two. It returns nil where no CPUs share
// a core. pin puts the calling thread on a CPU, and returns a function that undoes that.
func CompareSiblings(ctx context.Context, threads Threads, blocks int, m *machine.Description, pin func(cpu int) (undo func()), work func()) (s *Siblings, err error) {
	shared, apart, ok := pairs(m)
	if !ok {
		return nil, nil
	}
	on := func(cpus [2]int) ([]Point, error) {
		return Scale(ctx, threads, []int{1, 2}, blocks, func(_, i int) {
			defer pin(cpus[i])()
			work()
		})
	}
	s = &Siblings{Shared: shared, Apart: apart}
	if s.One, err = on(shared); err != nil {
		return nil, err
	}
	s.Two, err = on(apart)
	return s, err
}
