package export

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/plaintext"
)

// A sample is one line of a metric.
type sample struct {
	labels [][2]string
	value  float64
}

// A family is a metric with its samples. An interval is three families. One family with a
// label for the end would be misleading, because a sum over the label has no meaning.
type family struct {
	name, unit, help string
	info             bool // of type info, which has no unit
	of               func(a *analysis.Report) []sample
}

// families is the list of families. Each is written once, with the samples of all sweeps.
var families = slices.Concat(
	[]family{{"harness_sweep", "", "What was swept, and where.", true, sweepInfo}},
	bounded("harness_serial_fraction", "ratio", "Serial fraction S", func(a *analysis.Report) []measured { return lone(a.SerialFraction) }),
	bounded("harness_program_serial_fraction", "ratio", "Serial fraction of the program alone, on a machine that takes nothing from it", func(a *analysis.Report) []measured { return lone(a.ProgramSerialFraction) }),
	bounded("harness_machine_serial_fraction", "ratio", "What the machine adds to the serial fraction of the program", func(a *analysis.Report) []measured { return lone(a.MachineSerialFraction) }),
	bounded("harness_max_speedup", "ratio", "Most speed-up that any number of workers can give, by the fitted law", func(a *analysis.Report) []measured { return lone(a.MaxSpeedup) }),
	[]family{{"harness_law_assumed_beyond_workers", "workers", "N of a sweep over two N, which lie on every law: beyond it harness_max_speedup holds only if Amdahl's law does.", false, func(a *analysis.Report) []sample {
		if a.AssumedLaw == nil {
			return nil
		}
		return []sample{{nil, a.AssumedLaw.Beyond}}
	}}},
	bounded("harness_run", "seconds", "Time of a run", perPoint(func(p *analysis.Point) *fit.Interval { return &p.Seconds })),
	bounded("harness_speedup", "ratio", "Time with one worker divided by the time with N workers", perPoint(func(p *analysis.Point) *fit.Interval { return &p.Speedup })),
	[]family{
		{"harness_efficiency_ratio", "ratio", "Speed-up divided by N.", false, func(a *analysis.Report) []sample {
			return values(perPoint(func(p *analysis.Point) *fit.Interval { return &fit.Interval{Value: p.Efficiency} })(a))
		}},
		{"harness_runs", "", "Timed runs that have finished and that the other numbers are of.", false, func(a *analysis.Report) []sample {
			return values(perPoint(func(p *analysis.Point) *fit.Interval { return &fit.Interval{Value: float64(p.Runs)} })(a))
		}},
		{"harness_cause_serial_fraction_ratio", "ratio", "Part of the serial fraction that a cause accounts for; they add up to its estimate.", false, causeSamples},
	},
)

// writeOpenMetrics writes an exposition without timestamps.
//
// Source: OpenMetrics 1.0 (2020), text format.
func writeOpenMetrics(w io.Writer, all []Sweep, _ Options) error {
	var b strings.Builder
	for _, f := range families {
		f.write(&b, all)
	}
	b.WriteString("# EOF\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// write writes a family that has samples.
func (f *family) write(b *strings.Builder, all []Sweep) {
	var lines strings.Builder
	for i := range all {
		for _, s := range f.of(all[i].Analysis) {
			if !finite(s.value) {
				continue
			}
			name := f.name
			if f.info {
				name += "_info"
			}
			lines.WriteString(name + "{")
			for k, l := range append([][2]string{{"sweep", all[i].Name}}, s.labels...) {
				if k > 0 {
					lines.WriteByte(',')
				}
				lines.WriteString(l[0] + `="` + labelEscaper.Replace(plaintext.Text(strings.ToValidUTF8(l[1], ""))) + `"`)
			}
			lines.WriteString("} " + real64(s.value) + "\n")
		}
	}
	if lines.Len() == 0 {
		return
	}
	kind := "gauge"
	if f.info {
		kind = "info"
	}
	b.WriteString("# TYPE " + f.name + " " + kind + "\n")
	if f.unit != "" {
		b.WriteString("# UNIT " + f.name + " " + f.unit + "\n")
	}
	b.WriteString("# HELP " + f.name + " " + f.help + "\n" + lines.String())
}

var labelEscaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

// A measured is an interval with its labels.
type measured struct {
	labels [][2]string
	*fit.Interval
}

func lone(i *fit.Interval) []measured {
	if i == nil {
		return nil
	}
	return []measured{{nil, i}}
}

func perPoint(of func(p *analysis.Point) *fit.Interval) func(a *analysis.Report) []measured {
	return func(a *analysis.Report) (all []measured) {
		for i := range a.Points {
			p := &a.Points[i]
			all = append(all, measured{[][2]string{{"workers", strconv.Itoa(p.Workers)}}, of(p)})
		}
		return all
	}
}

func values(all []measured) (samples []sample) {
	for _, m := range all {
		samples = append(samples, sample{m.labels, m.Value})
	}
	return samples
}

// bounded makes the three families of an interval.
func bounded(name, unit, help string, of func(a *analysis.Report) []measured) []family {
	end := func(suffix, help string, pick func(m measured) float64) family {
		return family{name + suffix + "_" + unit, unit, help, false, func(a *analysis.Report) (samples []sample) {
			for _, m := range of(a) {
				samples = append(samples, sample{m.labels, pick(m)})
			}
			return samples
		}}
	}
	return []family{
		end("", help+".", func(m measured) float64 { return m.Value }),
		end("_lower", help+", lower end of the 95 % interval.", func(m measured) float64 { return m.Lo }),
		end("_upper", help+", upper end of the 95 % interval.", func(m measured) float64 { return m.Hi }),
	}
}

func sweepInfo(a *analysis.Report) []sample {
	return []sample{{[][2]string{
		{"workload", a.Workload}, {"data", a.Data.Name}, {"engine", a.Engine}, {"schedule", a.Schedule}, {"pin", string(a.Pin)}, {"scope", string(a.Scope)},
		{"machine", a.Machine.Hostname}, {"cpu", a.Machine.CPUModel}, {"cpus", real64(a.Machine.EffectiveCPUs)}, {"os", a.Machine.OS}, {"arch", a.Machine.Arch},
	}, 1}}
}

func causeSamples(a *analysis.Report) (samples []sample) {
	for _, o := range a.Owners {
		for _, c := range o.Causes {
			samples = append(samples, sample{[][2]string{{"cause", c.Name}, {"owner", c.Owner}}, c.SerialFraction})
		}
	}
	return samples
}
