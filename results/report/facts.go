package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// trademarks matches the parts of a CPU's model name that are of no use to the reader.
var trademarks = pattern.Of(`\((R|TM|r|tm)\)|\bCPU\b|\b\d+-Core\b|\bProcessor\b|@.*$`)

// machineItems returns the facts about the machine of the runs.
func machineItems(m machine.Description) []string {
	var items []string
	if cpu := strings.Join(strings.Fields(trademarks.ReplaceAllString(m.CPUModel, " ")), " "); cpu != "" {
		items = append(items, cpu)
	}
	if m.LogicalCPUs > 0 {
		items = append(items, cpuItem(m))
	}
	if m.OS != "" {
		items = append(items, strings.TrimSpace(m.OS+" "+majorMinor(m.Kernel)))
	}
	if version, _, _ := strings.Cut(m.GoVersion, " "); version != "" {
		items = append(items, majorMinor(version))
	}
	if m.GOMAXPROCS > 0 {
		items = append(items, fmt.Sprintf("GOMAXPROCS %d", m.GOMAXPROCS))
	}
	return brief(items)
}

// brief cuts items that are too long to read, which a damaged file has.
func brief(items []string) []string {
	for i, item := range items {
		items[i] = wording.Brief(item)
	}
	return items
}

// cpuItem returns the number of CPUs, how many of them the process may use, and the quota.
func cpuItem(m machine.Description) string {
	cpus := strconv.Itoa(m.LogicalCPUs)
	if m.AffinityCPUs > 0 && m.AffinityCPUs != m.LogicalCPUs {
		cpus = fmt.Sprintf("%d of %d", m.AffinityCPUs, m.LogicalCPUs)
	}
	quota := "none"
	if m.QuotaCPUs > 0 {
		quota = strconv.FormatFloat(m.QuotaCPUs, 'g', 3, 64)
	}
	return fmt.Sprintf("%s %s (quota %s)", cpus, wording.Plural(m.LogicalCPUs, "CPU"), quota)
}

// majorMinor returns the first two numbers of a release: of "6.18.2-cloud" and
// of "go1.26.8".
func majorMinor(release string) string {
	parts := strings.SplitN(release, ".", 3)
	if len(parts) < 3 {
		return release
	}
	return parts[0] + "." + parts[1]
}

// jobItems returns the facts about the job: workload, data, engine, scope, pace.
func jobItems(a *analysis.Report) []string {
	if a.Workload == "" {
		return nil
	}
	if a.Program() {
		return programItems(a)
	}
	d := a.Data
	items := []string{wording.Brief(a.Workload)}
	if d.Name != "" {
		items[0] += " on " + wording.Brief(d.Name)
	}
	if d.Rows > 0 {
		items = append(items, fmt.Sprintf("%s x %s", wording.Grouped(d.Rows), wording.Grouped(d.Cols)))
	}
	if d.Groups[0] != "" || d.Groups[1] != "" {
		items = append(items, fmt.Sprintf("%s (%d) against %s (%d)", d.Groups[0], d.Sizes[0], d.Groups[1], d.Sizes[1]))
	}
	items = append(items, engineItems(a.Engine, a.Schedule, a.Pin)...)
	if a.Chunks > 0 {
		items = append(items, fmt.Sprintf("%s of %s", wording.Count(a.Chunks, "chunk"), wording.Count(a.ChunkRows, "row")))
	}
	items = append(items, string(a.Scope)+" scope")
	if a.PaceSeconds > 0 {
		each := "each row"
		if a.Weighted {
			each = "a row of weight 1"
		}
		return append(items, each+" paced to "+number.Setting(time.Duration(math.Round(1e9*a.PaceSeconds))))
	}
	return append(items, "not paced")
}

// engineItems returns what the workers are, how chunks come to them, and how they are bound to CPUs.
func engineItems(engine, schedule string, pin machine.Pin) []string {
	items := []string{engineWords(engine, schedule)}
	if pin != "" {
		items = append(items, "each worker on a CPU ("+draw.Clean(string(pin))+")")
	}
	return items
}

// workerItems returns the hosts of remote workers, and how long it took until they had the rows; nil
// where no worker was remote.
func workerItems(a *analysis.Report) []string {
	if len(a.Hosts) == 0 {
		return nil
	}
	var items []string
	for _, h := range a.Hosts {
		have := wording.Count(h.Slots, "worker")
		if h.CPUs > 0 {
			have = fmt.Sprintf("%.3g %s, %s", h.CPUs, wording.Plural(h.CPUs, "CPU"), have)
		}
		items = append(items, fmt.Sprintf("%s (%s)", draw.Clean(h.Name), have))
	}
	switch {
	case len(a.Hosts) > 1:
		items[0] = fmt.Sprintf("on %d hosts: %s", len(a.Hosts), items[0])
	case a.Hosts[0].Here:
		items = []string{wording.Count(a.Hosts[0].Slots, "worker") + " on this machine"}
	default:
		items[0] = "on host " + items[0]
	}
	if s := a.StagedSeconds; s != nil {
		items = append(items, fmt.Sprintf("staging the rows took %s, once, and is not in the times", number.Duration(*s)))
	}
	return items
}

// fitItems returns the result of the fit; nil if there is none.
func fitItems(a *analysis.Report) []string {
	s := a.SerialFraction
	if s == nil {
		return nil
	}
	items := []string{fmt.Sprintf("S %s at %s", number.Serial(*s), number.Level(*s))}
	switch busy := a.MadeByLoad(); {
	case busy != nil:
		items = append(items, "no ceiling: "+busy.Sentence())
	case a.MaxSpeedup != nil:
		by := ""
		if a.ChosenModel != a.SerialFractionModel {
			by = " by the " + a.ChosenModel + " model"
		} else if a.AssumedLaw != nil {
			by = " by " + a.AssumedLaw.Law()
		}
		items = append(items, "ceiling"+by+": "+number.Ceiling(*a.MaxSpeedup))
		if o := a.OtherWork; o != nil {
			if words := o.Allowance(*a.MaxSpeedup); words != "" {
				items = append(items, words)
			}
		}
	}
	if a.MeanStanding == advice.MeanApart {
		items = append(items, "of the mean time: S "+number.Serial(*a.MeanSerialFraction))
	}
	if a.T1Seconds != nil {
		t1 := "T1 " + number.Duration(a.T1Seconds.Value)
		if pm := number.PlusMinus(*a.T1Seconds); pm != number.None {
			t1 += " " + pm
		}
		items = append(items, t1)
	}
	return items
}

// sourceItems returns the runs that were fitted and the method; nil if there is no fit.
func sourceItems(a *analysis.Report) []string {
	s := a.SerialFraction
	if s == nil {
		return nil
	}
	items := []string{"N = " + workerRange(a.FittedWorkers), wording.Count(a.Runs, "run")}
	if a.Estimator != "" {
		items = append(items, a.Estimator)
	}
	if a.AccountedSerialFraction != nil {
		items = append(items, fmt.Sprintf("causes account for %s at N = %d", number.Fixed(*a.AccountedSerialFraction, number.SerialDigits(*s)), slices.Max(a.FittedWorkers)))
	}
	return items
}

// endedItems returns the reason why the sweep ended.
func endedItems(a *analysis.Report) []string {
	var items []string
	switch {
	case a.Stopped != "":
		items = append(items, a.Stopped)
	case a.Interrupted:
		items = append(items, "interrupted")
	}
	return items
}

// controlSentence returns the S of independent copies, which share nothing but the machine,
// and whether that may be all of S, which may be nil.
func controlSentence(c *analysis.Control, s *fit.Interval) string {
	if !c.Known() {
		return c.Unknown().Message()
	}
	alone := *c.SerialFraction
	text := "independent copies: S " + draw.Together(number.Serial(alone))
	switch {
	case s == nil || s.Lo <= 0:
	case alone.Lo >= s.Value:
		text += "; what slows them explains all of S"
	case alone.Hi >= s.Value:
		text += "; what slows them may be all of S"
	}
	return text
}

// workerRange writes the fitted N: "1 and 2" or "1..16".
func workerRange(ns []int) string {
	if len(ns) == 0 {
		return number.None
	}
	if len(ns) > 3 {
		return fmt.Sprintf("%d..%d", ns[0], ns[len(ns)-1])
	}
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = strconv.Itoa(n)
	}
	return wording.And(words...)
}

// engineWords names an engine, with its schedule where it has one: pool/dynamic.
func engineWords(engine, schedule string) string {
	if schedule == "" {
		return engine
	}
	return engine + "/" + schedule
}
