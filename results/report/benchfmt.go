package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// writeBenchfmt writes one line per N in Go's benchmark format
// (golang.org/design/14313-benchmark-format), under the configuration lines that
// distinguish machines and jobs.
func writeBenchfmt(w io.Writer, a *analysis.Report, _ Style) error {
	var b strings.Builder
	config := [][2]string{
		{"goos", a.Machine.OS},
		{"goarch", a.Machine.Arch},
		{"cpu", a.Machine.CPUModel},
		{"cpus", exact(a.Machine.EffectiveCPUs)},
		{"gomaxprocs", strconv.Itoa(a.Machine.GOMAXPROCS)},
		{"go", a.Machine.GoVersion},
		{"data", a.Data.Name},
		{"engine", a.Engine},
		{"schedule", a.Schedule},
		{"scope", string(a.Scope)},
		{"paced", strconv.FormatBool(a.PaceSeconds > 0)},
	}
	for _, kv := range config {
		if value := strings.TrimSpace(draw.Clean(kv[1])); value != "" {
			fmt.Fprintf(&b, "%s: %s\n", kv[0], value)
		}
	}
	b.WriteString("Unit speedup better=higher\nUnit efficiency better=higher\nUnit karp-flatt better=lower\n\n")
	for _, p := range a.Points {
		fmt.Fprintf(&b, "BenchmarkSweep/workload=%s/workers=%d 1", benchName(a.Workload), p.Workers)
		measure(&b, 1e9*p.Seconds.Value, "ns/op")
		measure(&b, p.Speedup.Value, "speedup")
		measure(&b, p.Efficiency, "efficiency")
		if p.KarpFlatt != nil {
			measure(&b, *p.KarpFlatt, "karp-flatt")
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// measure writes one value of a benchmark line, and nothing for one that does
// not exist.
func measure(b *strings.Builder, x float64, unit string) {
	if number.Finite(x) {
		b.WriteString(" " + strconv.FormatFloat(x, 'f', -1, 64) + " " + unit)
	}
}

// benchName returns s as a part of a benchmark's name: no spaces, and no slash,
// which parts are separated by.
func benchName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '/' {
			return '_'
		}
		return r
	}, s)
}
