package advice

import (
	"fmt"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// Waited is the fact that workers waited for a CPU.
type Waited struct {
	nothing
	Share   float64 // of the time of the runs, from which on it is a warning
	Workers []int
}

// Code returns Interference.
func (Waited) Code() Code { return Interference }

// Message names the N, and what to stop.
func (w Waited) Message() string {
	return fmt.Sprintf("the workers waited for a CPU for more than %g %% of the runs at N = %s: stop other programs on this machine, or take the cause interference as their share of S", 100*w.Share, number.List(w.Workers))
}

// Stolen is the fact that the hypervisor took CPUs.
type Stolen struct {
	nothing
	Share   float64
	Workers []int
}

// Code returns Steal.
func (Stolen) Code() Code { return Steal }

// Message names the N, and when to sweep again.
func (s Stolen) Message() string {
	return fmt.Sprintf("the hypervisor took more than %g %% of the CPUs at N = %s: other guests slowed these runs; sweep again at a quieter hour", 100*s.Share, number.List(s.Workers))
}

// Collected is the fact that garbage collection took part of the runs.
type Collected struct {
	nothing
	Share   float64
	Workers []int
}

// Code returns Collection.
func (Collected) Code() Code { return Collection }

// Message names the N, and what to compare with.
func (c Collected) Message() string {
	return fmt.Sprintf("garbage collection took more than %g %% of the runs at N = %s: run with GOGC=off, and compare", 100*c.Share, number.List(c.Workers))
}

// Load is the fact that other work used the CPUs when the sweep began.
type Load struct {
	nothing
	Average float64 // load average of the last minute
	CPUs    int
}

// Code returns HighLoad.
func (Load) Code() Code { return HighLoad }

// Message gives the load average, and what to do before another sweep.
func (l Load) Message() string {
	return fmt.Sprintf("the load average was %.2g on %s when the sweep began: other work, or a sweep just before, was using them; stop it, or wait a minute, and sweep again", l.Average, wording.Count(l.CPUs, "CPU"))
}

// Unsteady is the fact that the clock of the CPUs follows the load.
type Unsteady struct {
	nothing
	Governor string
}

// Code returns Governor.
func (Unsteady) Code() Code { return Governor }

// Message explains the effect on S, and has the command that fixes the clock.
func (u Unsteady) Message() string {
	return fmt.Sprintf("the frequency governor of the CPUs is %s: the clock follows the load, so runs begin slow, and N = 1 is timed at another clock than the other N; type sudo cpupower frequency-set -g performance, and sweep again", u.Governor)
}

// Boosted is the fact that turbo is on, so that the clock falls as N rises.
type Boosted struct {
	nothing
	Off string // the command that turns turbo off
}

// Code returns Turbo.
func (Boosted) Code() Code { return Turbo }

// Message explains the effect on S, and has the command that turns turbo off.
func (b Boosted) Message() string {
	return "turbo is on: the clock is highest while one worker runs alone and falls as N rises, which adds to S, as inflation; to turn it off: " + b.Off
}

// Siblings is the fact that workers share cores.
type Siblings struct {
	Workers []int // N above the number of cores
	Cores   int
}

// Code returns SharedCores.
func (Siblings) Code() Code { return SharedCores }

// Message names the N, and the largest N whose workers have whole cores.
func (s Siblings) Message() string {
	whole := ""
	if most := s.Need().MaxWorkers; most > 0 {
		whole = fmt.Sprintf("; to use whole cores only, sweep up to N = %d", most)
	}
	return fmt.Sprintf("at N = %s there are more workers than the %s: some share one (SMT) and slow each other down, which adds to S, as inflation%s", number.List(s.Workers), wording.Count(s.Cores, "core"), whole)
}

// Need returns N up to the number of cores.
func (s Siblings) Need() Need { return UpTo(s.Cores) }

// Slower is the fact that some workers run on slower CPUs.
type Slower struct {
	Workers []int
	Kinds   int    // of CPUs
	Fast    string // the fast CPUs, as Linux lists them
}

// Code returns SlowCores.
func (Slower) Code() Code { return SlowCores }

// Message names the N and the fast CPUs.
func (s Slower) Message() string {
	return fmt.Sprintf("the CPUs are of %d kinds, and at N = %s some workers run on the slower ones, which adds to S; the fast ones are CPUs %s", s.Kinds, number.List(s.Workers), s.Fast)
}

// Need returns a sweep on the fast CPUs.
func (s Slower) Need() Need { return Need{CPUs: s.Fast} }

// Stopped is the fact that the CPU quota of the cgroup stopped the process.
type Stopped struct {
	Workers []int // N, ascending
	Below   int   // the largest N below them that was fitted; 0 = none
}

// Code returns Throttled.
func (Stopped) Code() Code { return Throttled }

// Message names the N, where the quota is set, and the largest N below.
func (s Stopped) Message() string {
	fewer := ""
	if most := s.Need().MaxWorkers; most > 0 {
		fewer = fmt.Sprintf(", or sweep up to N = %d", most)
	}
	return fmt.Sprintf("the CPU quota of the cgroup stopped the process at N = %s: the quota sets those times; raise it (the limit of the container, or cpu.max)%s", number.List(s.Workers), fewer)
}

// Need returns N that were seen to be within the quota, where S can be had of them.
func (s Stopped) Need() Need { return UpTo(s.Below) }

// Paged is the fact that rows were read from disk during the runs.
type Paged struct {
	nothing
	Workers []int
}

// Code returns Faults.
func (Paged) Code() Code { return Faults }

// Message names the N, and what to do about memory.
func (p Paged) Message() string {
	return fmt.Sprintf("memory pages were read from disk during the runs at N = %s: the rows do not stay in memory; free some, or take fewer rows, and sweep again", number.List(p.Workers))
}

// Taken is the fact that workers were taken off their CPUs.
type Taken struct {
	nothing
	Rate    int // times per second and worker, from which on it is a warning
	Workers []int
}

// Code returns Switched.
func (Taken) Code() Code { return Switched }

// Message names the N, and what to stop.
func (t Taken) Message() string {
	return fmt.Sprintf("workers were taken off their CPUs more than %d times a second at N = %s: stop other programs on this machine, and sweep again", t.Rate, number.List(t.Workers))
}

// Probe is a finding about the machine, made by the probe before the first run.
type Probe struct {
	Check, Measured, Effect, Advice string // the words of the finding, as package doctor has them
	Without                         Need   // a sweep that avoids its effect; zero = there is none
}

// Need returns the sweep that avoids the effect.
func (p Probe) Need() Need { return p.Without }

// Code returns Probed.
func (Probe) Code() Code { return Probed }

// Message returns the finding on one line.
func (p Probe) Message() string {
	return fmt.Sprintf("before the sweep, %s: %s: %s; %s; harness doctor measures longer", p.Check, p.Measured, p.Effect, p.Advice)
}
