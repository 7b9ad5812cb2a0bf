package doctor

import (
	"strings"
	"testing"

	"serialfraction/harness/counters"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// Counters that cannot be read change no S, and the finding says what to type.
func TestCounters(t *testing.T) {
	guest := machine.Description{Hypervisor: true}
	for name, c := range map[string]struct {
		probe    results.CountersProbe
		machine  machine.Description
		measured string
		advice   string // "" = none
	}{
		"granted":   {results.CountersProbe{Access: counters.Granted, Clock: 3.46e9, Paranoid: new(1)}, machine.Description{}, "now at 3.5 GHz", ""},
		"paranoid":  {results.CountersProbe{Access: counters.Forbidden, Paranoid: new(4)}, machine.Description{}, "kernel.perf_event_paranoid is 4", "sudo sysctl kernel.perf_event_paranoid=1"},
		"container": {results.CountersProbe{Access: counters.Forbidden, Paranoid: new(2), Filtered: true}, machine.Description{}, "kept from this user", "docker run --cap-add PERFMON"},
		"filter":    {results.CountersProbe{Access: counters.Forbidden, Paranoid: new(2), Filtered: true, Capable: true}, machine.Description{}, "kept from this user", "seccomp=FILE"},
		"lockdown":  {results.CountersProbe{Access: counters.Forbidden, Paranoid: new(1)}, machine.Description{}, "kept from this user", "ask who runs this machine"},
		"guest":     {results.CountersProbe{Access: counters.Missing, Paranoid: new(2)}, guest, "shows none to this virtual machine", "pmu=on"},
		"old":       {results.CountersProbe{Access: counters.Missing, Paranoid: new(2)}, machine.Description{}, "the processor shows none", ""},
		"silent":    {results.CountersProbe{Access: counters.Silent}, machine.Description{}, "did not count", "kernel.nmi_watchdog=0"},
		"macOS":     {results.CountersProbe{Access: counters.Unsupported}, machine.Description{}, "lends none", ""},
	} {
		f := verdictOf(t, Diagnose(c.machine, &results.Probe{Counters: &c.probe}).Findings, "counters")
		if f.Verdict != GradeOK || !strings.Contains(f.Measured, c.measured) || (f.Advice == "") != (c.advice == "") || !strings.Contains(f.Advice, c.advice) {
			t.Errorf("%s: %+v", name, f)
		}
	}
	for _, r := range counters.Refusals {
		if f := countersFindings(&results.Probe{Counters: &results.CountersProbe{Access: r}}, guest); f[0].Measured == "" {
			t.Errorf("nothing is said of %s", r)
		}
	}
}
