package doctor

import (
	"fmt"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/number"
)

// saturated is the share of the best bandwidth from which on more threads count as
// bringing no more.
const saturated = 0.9

// memoryFindings judges memory, disk and their balance with the CPUs.
func memoryFindings(p *results.Probe, m machine.Description) (all []Finding) {
	if p.Memory != nil && len(p.Memory.Points) > 0 {
		of := fmt.Sprintf("%s of memory", number.Bytes(p.Memory.ArrayBytes))
		all = append(all, memoryFinding(p.Memory, "memory read", of, func(at results.MemoryPoint) results.Middle { return at.Read }),
			memoryFinding(p.Memory, "memory triad", "3 × "+of, func(at results.MemoryPoint) results.Middle { return at.Triad }))
		if cache := p.Memory.CacheBytes; cache == 0 {
			all[0].Measured += "; cache size unknown"
		} else if p.Memory.ArrayBytes < 4*cache { // the rule of STREAM
			all[0].Measured += fmt.Sprintf("; only %.1f times the cache", float64(p.Memory.ArrayBytes)/float64(cache))
		}
	}
	if d := p.Disk; d != nil {
		f := Finding{Check: "disk read", Verdict: GradeOK, Measured: rate(d.Rate) + " past the page cache",
			Effect: fmt.Sprintf("only in scope end-to-end: loading 1 GB takes at least %s", number.Nanoseconds(1e18/max(d.Rate, 1)))}
		if d.Cached {
			f.Verdict, f.Measured = GradeLook, rate(d.Rate)+" from memory: no disk was reached in "+d.Folder
			f.Advice = "name a file that is on a disk"
		}
		all = append(all, f)
	}
	return append(all, balance(p, m)...)
}

// memoryFinding judges the bandwidth of one kind of traffic; of names the memory read.
func memoryFinding(p *results.MemoryProbe, check, of string, kind func(results.MemoryPoint) results.Middle) Finding {
	first, last, best := kind(p.Points[0]).Value, p.Points[len(p.Points)-1], 0.0
	for _, at := range p.Points {
		best = max(best, kind(at).Value)
	}
	f := Finding{Check: check, Verdict: GradeOK, Measured: rate(first) + " by 1 thread"}
	if last.Threads == 1 {
		f.Measured += ", of " + of
		f.Effect = "the most memory traffic that one worker can have"
		return f
	}
	f.Measured += fmt.Sprintf(", %s by %d, of %s", rate(kind(last).Value), last.Threads, of)
	enough := last.Threads
	for i := len(p.Points) - 1; i >= 0; i-- {
		if kind(p.Points[i]).Value >= saturated*best {
			enough = p.Points[i].Threads
		}
	}
	f.Effect = adds(seen(last.Threads, kind(last).Value/first), addsSome, "S of work that only moves memory, as inflation", "work that only moves memory gains nothing from more workers")
	f.Effect += fmt.Sprintf("; N = %d uses the whole bandwidth", enough)
	if seen(last.Threads, kind(last).Value/first) >= addsMuch {
		f.Verdict, f.Advice = GradeLook, "compute more with what each row reads, or expect this much inflation"
	}
	return f
}

// balance compares the machine with Amdahl's rules of thumb: a bit of input and output
// per second, and a byte of memory, for each instruction per second. The bits per
// instruction are its Amdahl number (G. Bell, J. Gray, A. Szalay, Petascale
// computational systems, Computer 39 (2006) 110). The instructions are those of
// arithmetic in registers on all CPUs: the most that the CPUs can execute.
func balance(p *results.Probe, m machine.Description) (all []Finding) {
	if p.Instructions <= 0 || len(p.Spin) == 0 {
		return nil
	}
	perSecond := p.Instructions * p.Spin[len(p.Spin)-1].Speedup.Value
	if !(perSecond > 0) {
		return nil
	}
	add := func(check string, x float64, unit, effect string) {
		f := Finding{Check: check, Measured: precisely(x) + " " + unit, Verdict: GradeOK, Effect: effect}
		if x < 1 {
			f.Verdict = GradeLook
		}
		all = append(all, f)
	}
	if p.Memory != nil && len(p.Memory.Points) > 0 {
		x := 8 * p.Memory.Points[len(p.Memory.Points)-1].Read.Value / perSecond
		add("balance: memory", x, fmt.Sprintf("bits an instruction, of %.2g instructions/s", perSecond),
			fmt.Sprintf("work with fewer than %s instructions a byte waits for memory: inflation", precisely(8/x)))
	}
	if p.Disk != nil && !p.Disk.Cached && p.Disk.Rate > 0 {
		x := 8 * p.Disk.Rate / perSecond
		add("balance: disk", x, "bits an instruction; 1 is Amdahl's rule",
			fmt.Sprintf("work with fewer than %s instructions a byte waits for the disk: load", precisely(8/x)))
	}
	if m.MemoryBytes > 0 && (p.Memory != nil || p.Disk != nil) {
		add("balance: capacity", float64(m.MemoryBytes)/perSecond, "bytes of memory for an instruction/s; 1 is Amdahl's rule",
			"none: data larger than memory are read from the disk again and again")
	}
	return all
}

// rate writes bytes per second.
func rate(x float64) string { return number.Bytes(int64(x)) + "/s" }
