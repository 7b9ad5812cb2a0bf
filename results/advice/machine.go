package advice

import (
	"fmt"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// Waited says that workers waited for a CPU.
type Waited struct {
	nothing
	Share   float64 // of the runs that is a reason to say so
	Workers []int
}

// Code is that of interference.
func (Waited) Code() Code { return Interference }

// Message says at which N.
func (w Waited) Message() string {
	return fmt.Sprintf("the workers waited for a CPU for more than %g %% of the runs at N = %s: stop what else runs on this machine, or read interference as its share", 100*w.Share, number.List(w.Workers))
}

// Stolen says that the hypervisor took CPUs.
type Stolen struct {
	nothing
	Share   float64
	Workers []int
}

// Code is that of steal.
func (Stolen) Code() Code { return Steal }

// Message says at which N.
func (s Stolen) Message() string {
	return fmt.Sprintf("the hypervisor took more than %g %% of the CPUs at N = %s: other guests are in these times; sweep again at a quieter hour", 100*s.Share, number.List(s.Workers))
}

// Collected says that garbage collection is in the times.
type Collected struct {
	nothing
	Share   float64
	Workers []int
}

// Code is that of garbage collection.
func (Collected) Code() Code { return Collection }

// Message says at which N.
func (c Collected) Message() string {
	return fmt.Sprintf("garbage collection took more than %g %% of the runs at N = %s: run with GOGC=off, and compare", 100*c.Share, number.List(c.Workers))
}

// Load says that other work was on the CPUs when the sweep began.
type Load struct {
	nothing
	Average float64 // of the last minute
	CPUs    int
}

// Code is that of a high load.
func (Load) Code() Code { return HighLoad }

// Message says how high.
func (l Load) Message() string {
	return fmt.Sprintf("the load average was %.2g on %s when the sweep began: other work, or a sweep just before, was on them; stop it, or wait a minute, and sweep again", l.Average, wording.Count(l.CPUs, "CPU"))
}

// Unsteady says that the clock follows the load.
type Unsteady struct {
	nothing
	Governor string
}

// Code is that of the governor.
func (Unsteady) Code() Code { return Governor }

// Message says what holds the clock.
func (u Unsteady) Message() string {
	return fmt.Sprintf("the governor of the clock is %s: it follows the load, so runs begin slow, and N = 1 is not timed at the clock of the others; sudo cpupower frequency-set -g performance, and sweep again", u.Governor)
}

// Boosted says that the clock falls as N rises.
type Boosted struct {
	nothing
	Off string // the command that turns turbo off
}

// Code is that of turbo.
func (Boosted) Code() Code { return Turbo }

// Message says how to leave it out.
func (b Boosted) Message() string {
	return "turbo is on: the clock is highest where one worker runs alone, and what it falls by with N is in S, as inflation; to leave that out: " + b.Off
}

// Siblings says that workers share cores.
type Siblings struct {
	Workers []int // N that are more than the cores
	Cores   int
}

// Code is that of shared cores.
func (Siblings) Code() Code { return SharedCores }

// Message says which N have whole cores.
func (s Siblings) Message() string {
	return fmt.Sprintf("at N = %s there are more workers than the %s: some share one (SMT) and slow each other down, which is in S, as inflation; for whole cores alone, sweep up to N = %d", number.List(s.Workers), wording.Count(s.Cores, "core"), s.Cores)
}

// Need is N up to the cores.
func (s Siblings) Need() Need { return Need{MaxWorkers: s.Cores} }

// Slower says that some workers are on slower CPUs.
type Slower struct {
	Workers []int
	Kinds   int
	Fast    string // the fast CPUs, as Linux lists them
}

// Code is that of slower cores.
func (Slower) Code() Code { return SlowCores }

// Message says which CPUs are fast.
func (s Slower) Message() string {
	return fmt.Sprintf("the CPUs are of %d kinds, and at N = %s some workers are on the slower ones, which is in S; the fast ones alone are CPUs %s", s.Kinds, number.List(s.Workers), s.Fast)
}

// Need is the fast CPUs.
func (s Slower) Need() Need { return Need{CPUs: s.Fast} }

// Stopped says that the CPU quota of the cgroup stopped the process.
type Stopped struct{ Workers []int }

// Code is that of throttling.
func (Stopped) Code() Code { return Throttled }

// Message says at which N, and what is without it.
func (s Stopped) Message() string {
	fewer := ""
	if most := s.Need().MaxWorkers; most > 0 {
		fewer = fmt.Sprintf(", or sweep up to N = %d", most)
	}
	return fmt.Sprintf("the CPU quota of the cgroup stopped the process at N = %s: those times are the quota's; raise it (of a container or in cpu.max)%s", number.List(s.Workers), fewer)
}

// Need is N below those.
func (s Stopped) Need() Need { return Need{MaxWorkers: s.Workers[0] - 1} }

// Paged says that rows were read from disk in the runs.
type Paged struct {
	nothing
	Workers []int
}

// Code is that of major page faults.
func (Paged) Code() Code { return Faults }

// Message says at which N.
func (p Paged) Message() string {
	return fmt.Sprintf("pages had to be read from disk in the runs at N = %s: the rows do not stay in memory; free some, or take fewer rows, and sweep again", number.List(p.Workers))
}

// Taken says that workers were taken off their CPUs.
type Taken struct {
	nothing
	Rate    int // times in a second of a worker that are a reason to say so
	Workers []int
}

// Code is that of involuntary switches.
func (Taken) Code() Code { return Switched }

// Message says at which N.
func (t Taken) Message() string {
	return fmt.Sprintf("workers were taken off their CPUs more than %d times a second at N = %s: stop what else runs on this machine, and sweep again", t.Rate, number.List(t.Workers))
}

// Probe says what was found of the machine before the first run.
type Probe struct {
	Check, Measured, Effect, Advice string // as a diagnosis has them
	Without                         Need   // a sweep without it; zero where there is none
}

// Need is a sweep without what was found.
func (p Probe) Need() Need { return p.Without }

// Code is that of the probe.
func (Probe) Code() Code { return Probed }

// Message is the finding on one line.
func (p Probe) Message() string {
	return fmt.Sprintf("before the sweep, %s: %s: %s; %s; harness doctor looks longer", p.Check, p.Measured, p.Effect, p.Advice)
}
