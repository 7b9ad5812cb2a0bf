package machine

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// A Pin is an order in which the threads of workers are bound to CPUs, one each; "" = the system puts
// them where it likes, and moves them.
type Pin string

// The orders.
const (
	Spread  Pin = "spread"
	Compact Pin = "compact"
	Cores   Pin = "cores"
)

// A PinKind describes an order.
type PinKind struct {
	Pin     Pin
	Summary string
}

// Pins is the table of the orders.
var Pins = []PinKind{
	{Spread, "NUMA nodes in turn, and every core before the second CPU of any"},
	{Compact, "the CPUs of a core side by side, and one NUMA node after the other"},
	{Cores, "as spread, but one CPU of each core only"},
}

// Errors of [Pin.Order].
var (
	ErrNoCPUs  = errors.New("this system does not list the CPUs that the process may use")
	ErrNoCores = errors.New("this system does not show which CPUs share a core")
)

// Order returns the CPUs of m that the process may use, in the order of p: that of worker 0 first. It
// is nil for "". The error is [ErrNoCPUs], [ErrNoCores], or that of an unknown p.
func (p Pin) Order(m *Description) ([]int, error) {
	if p == "" {
		return nil, nil
	}
	allowed, _ := ParseList(m.Affinity)
	switch {
	case len(allowed) == 0:
		return nil, ErrNoCPUs
	case m.Topology.Cores == 0:
		return nil, ErrNoCores
	}
	places := placesOf(allowed, m)
	switch p {
	case Spread:
		slices.SortStableFunc(places, inTurn)
	case Cores:
		slices.SortStableFunc(places, inTurn)
		places = slices.DeleteFunc(places, func(p place) bool { return p.thread > 0 })
	case Compact:
		slices.SortStableFunc(places, func(a, b place) int {
			return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.core, b.core), cmp.Compare(a.thread, b.thread))
		})
	default:
		return nil, fmt.Errorf("there is no order of CPUs %q", string(p))
	}
	order := make([]int, len(places))
	for i, p := range places {
		order[i] = p.cpu
	}
	return order, nil
}

// A place is where a CPU is, among those that the process may use.
type place struct {
	cpu    int
	node   int // number of the NUMA node in their order
	core   int // number of the core in its node
	thread int // number of the CPU in its core
}

// placesOf returns the places of CPUs, which are in ascending order. A CPU that no list of siblings has
// is a core of its own, and one that no NUMA node lists is in a node after the others.
func placesOf(cpus []int, m *Description) []place {
	nodes := make([]string, len(m.Nodes))
	for i, n := range m.Nodes {
		nodes[i] = n.CPUs
	}
	nodeOf, coreOf := indexOf(nodes), indexOf(m.Topology.Siblings)
	places := make([]place, len(cpus))
	firsts := map[int]place{}    // the first place of a core that has several CPUs, by its index
	threads := map[int]int{}     // of these cores, the places so far
	coresOfNode := map[int]int{} // the cores so far
	for i, cpu := range cpus {
		core, shares := coreOf[cpu]
		if first, seen := firsts[core]; shares && seen {
			threads[core]++
			places[i] = place{cpu: cpu, node: first.node, core: first.core, thread: threads[core]}
			continue
		}
		node, known := nodeOf[cpu]
		if !known {
			node = len(nodes)
		}
		places[i] = place{cpu: cpu, node: node, core: coresOfNode[node]}
		coresOfNode[node]++
		if shares {
			firsts[core] = places[i]
		}
	}
	return places
}

// indexOf returns for each CPU of the lists the index of the first that has it. What is no list has none.
func indexOf(lists []string) map[int]int {
	of := map[int]int{}
	for i, text := range lists {
		list, _ := ParseList(text)
		for _, cpu := range list {
			if _, earlier := of[cpu]; !earlier {
				of[cpu] = i
			}
		}
	}
	return of
}

// inTurn orders places so that every core comes before the second CPU of any, and nodes take turns.
func inTurn(a, b place) int {
	return cmp.Or(cmp.Compare(a.thread, b.thread), cmp.Compare(a.core, b.core), cmp.Compare(a.node, b.node))
}
