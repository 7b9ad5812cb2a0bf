package results

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"serialfraction/results/number"
)

// Changes are what differs between the sweep that a file holds and the one that is to
// go on with it, each as "fact: old → new".
type Changes struct {
	Work    []string // what is done, on what, in which order: another sweep
	Machine []string // where: times that cannot be held against each other
	Noted   []string // what may be updated while a sweep rests
}

// memoryPlay is the share by which the memory of one machine may differ, for its
// kernel keeps some for itself.
const memoryPlay = 0.01

// ChangesOf compares the header of a file with that of a sweep made ready from it.
// What only says when, how long and by which command line is not compared.
func ChangesOf(old, now *Header) Changes {
	var c Changes
	note := func(list *[]string, fact string, a, b any) {
		if x, y := fmt.Sprint(a), fmt.Sprint(b); x != y {
			*list = append(*list, fmt.Sprintf("%s: %s → %s", fact, orNone(x), orNone(y)))
		}
	}
	work := func(fact string, a, b any) { note(&c.Work, fact, a, b) }
	work("workload", old.Workload, now.Workload)
	names := slices.Collect(maps.Keys(old.Args))
	for name := range now.Args {
		if _, both := old.Args[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		work("setting "+name, old.Args[name], now.Args[name])
	}
	work("method", old.Method, now.Method)
	work("outputs", strings.Join(old.Outputs, ","), strings.Join(now.Outputs, ","))
	work("rows of data", old.Data.Rows, now.Data.Rows)
	work("columns of data", old.Data.Cols, now.Data.Cols)
	work("groups", strings.Join(old.Data.Groups[:], ","), strings.Join(now.Data.Groups[:], ","))
	work("sizes of groups", old.Data.Sizes, now.Data.Sizes)
	work("SHA-256 of data", old.Data.SHA256, now.Data.SHA256)
	work("SHA-256 of the answer", old.Answer, now.Answer)
	work("engine", old.Engine, now.Engine)
	if now.Schedule != "" { // older files name one of an engine that has none
		work("schedule", old.Schedule, now.Schedule)
	}
	work("rows of a chunk", old.ChunkRows, now.ChunkRows)
	work("chunks", old.Chunks, now.Chunks)
	work("pace", old.Pace, now.Pace)
	work("seed", old.Seed, now.Seed)
	work("warm-up", old.Warmup, now.Warmup)
	work("workers", old.Workers, now.Workers)
	work("workers of the control", old.Control, now.Control)
	work("other algorithm", old.Alternative.plan(), now.Alternative.plan())

	machine := func(fact string, a, b any) { note(&c.Machine, fact, a, b) }
	was, is := &old.Machine, &now.Machine
	machine("hostname", was.Hostname, is.Hostname)
	machine("system", was.OS+"/"+was.Arch, is.OS+"/"+is.Arch)
	machine("CPU model", was.CPUModel, is.CPUModel)
	machine("CPUs of the machine", was.LogicalCPUs, is.LogicalCPUs)
	machine("CPUs by affinity", was.AffinityCPUs, is.AffinityCPUs)
	machine("CPUs by quota", was.QuotaCPUs, is.QuotaCPUs)
	machine("hypervisor", was.Hypervisor, is.Hypervisor)
	machine("GOMAXPROCS", old.GOMAXPROCS, now.GOMAXPROCS)
	machine("affinity", told(was.Affinity, is.Affinity), is.Affinity)
	machine("sockets", told(was.Topology.Sockets, is.Topology.Sockets), is.Topology.Sockets)
	machine("cores", told(was.Topology.Cores, is.Topology.Cores), is.Topology.Cores)
	machine("virtualisation", told(was.Virtualisation, is.Virtualisation), is.Virtualisation)
	machine("container", told(was.Container, is.Container), is.Container)
	if a, b := float64(was.MemoryBytes), float64(is.MemoryBytes); math.Abs(a-b) > memoryPlay*a {
		machine("bytes of memory", was.MemoryBytes, is.MemoryBytes)
	}

	noted := func(fact string, a, b any) { note(&c.Noted, fact, a, b) }
	noted("kernel", was.Kernel, is.Kernel)
	noted("governor", told(was.Clock.Governor, is.Clock.Governor), is.Clock.Governor)
	noted("limit of the clock in Hz", told(was.Clock.LimitHz, is.Clock.LimitHz), is.Clock.LimitHz)
	noted("huge pages", told(was.KernelSettings.Hugepages, is.KernelSettings.Hugepages), is.KernelSettings.Hugepages)
	noted("Go", was.GoVersion, is.GoVersion)
	noted("harness", old.Version, now.Version)
	return c
}

// told returns a fact of an older file, or that of now where it is not told.
func told[T comparable](was, is T) T {
	return cmp.Or(was, is)
}

func orNone(s string) string {
	if s == "" || s == "[]" {
		return "none"
	}
	return s
}

// plan says what of another algorithm must be the same.
func (r *Alternative) plan() string {
	if r == nil {
		return ""
	}
	return fmt.Sprintf("%s on N = %s in chunks of %d", r.Method, number.List(r.Workers), r.ChunkRows)
}
