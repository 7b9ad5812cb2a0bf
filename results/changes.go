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

// Changes are the differences between the sweep of a file and the one that is to continue
// it, each as "fact: old → new".
type Changes struct {
	Work    []string // in the work, its data or the order of its runs: it is another sweep
	Machine []string // in the machine: the times cannot be compared
	Noted   []string // in what may be updated while a sweep rests
}

// memoryPlay is the share by which the memory of the same machine may differ: its kernel
// reserves some for itself.
const memoryPlay = 0.01

// ChangesOf compares the header of a file with that of a sweep prepared to continue it.
// The times, the limits and the command line are not compared.
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
	if old.Script != nil && now.Script != nil { // older files do not know theirs
		work("SHA-256 of the script", old.Script.SHA256, now.Script.SHA256)
		work("interpreter", old.Script.Interpreter, now.Script.Interpreter)
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
	work("pin", old.Pin, now.Pin)
	work("rows of a chunk", old.ChunkRows, now.ChunkRows)
	work("chunks", old.Chunks, now.Chunks)
	work("pace", old.Pace, now.Pace)
	work("seed", old.Seed, now.Seed)
	work("warm-up", old.Warmup, now.Warmup)
	work("rows for each worker", old.Weak, now.Weak)
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
	machine("how the workers sleep", known(old.Parking, now.Parking), now.Parking)
	machine("CPUs of the workers", old.PinCPUs, now.PinCPUs)
	machine("affinity", known(was.Affinity, is.Affinity), is.Affinity)
	machine("sockets", known(was.Topology.Sockets, is.Topology.Sockets), is.Topology.Sockets)
	machine("cores", known(was.Topology.Cores, is.Topology.Cores), is.Topology.Cores)
	machine("virtualisation", known(was.Virtualisation, is.Virtualisation), is.Virtualisation)
	machine("container", known(was.Container, is.Container), is.Container)
	if a, b := float64(was.MemoryBytes), float64(is.MemoryBytes); math.Abs(a-b) > memoryPlay*a {
		machine("bytes of memory", was.MemoryBytes, is.MemoryBytes)
	}

	noted := func(fact string, a, b any) { note(&c.Noted, fact, a, b) }
	noted("kernel", was.Kernel, is.Kernel)
	noted("governor", known(was.Clock.Governor, is.Clock.Governor), is.Clock.Governor)
	noted("limit of the clock in Hz", known(was.Clock.LimitHz, is.Clock.LimitHz), is.Clock.LimitHz)
	noted("huge pages", known(was.KernelSettings.Hugepages, is.KernelSettings.Hugepages), is.KernelSettings.Hugepages)
	noted("Go", was.GoVersion, is.GoVersion)
	noted("harness", old.Version, now.Version)
	return c
}

// known returns the fact of an older file, or the present one where the file lacks it.
func known[T comparable](was, is T) T {
	return cmp.Or(was, is)
}

func orNone(s string) string {
	if s == "" || s == "[]" {
		return "none"
	}
	return s
}

// plan describes the alternative algorithm by what may not change in a continued sweep.
func (r *Alternative) plan() string {
	if r == nil {
		return ""
	}
	return fmt.Sprintf("%s on N = %s in chunks of %d", r.Method, number.List(r.Workers), r.ChunkRows)
}
