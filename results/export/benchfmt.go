package export

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"serialfraction/harness/wording"
	"serialfraction/results"
)

// writeBenchfmt writes a line for each timed run in Go's benchmark format
// (golang.org/design/14313-benchmark-format): runs at one N are samples of one
// benchmark, and the least N is first, because benchstat compares with the first. The
// control and an alternative are benchmarks of their own. For a sweep after another only
// the configuration that differs is written; as the format requires, a value that the sweep
// lacks is written as empty.
func writeBenchfmt(w io.Writer, all []Sweep, _ Options) error {
	at := make([]map[int][]benchRun, len(all)) // the timed runs of each sweep at each N
	some := false
	for i := range all {
		at[i] = map[int][]benchRun{}
		for r, err := range all[i].runs() {
			if err != nil {
				return err
			}
			if r.Counts() {
				at[i][r.Workers], some = append(at[i][r.Workers], benchRun{r.Engine, r.Timing.Wall}), true
			}
		}
	}
	if !some {
		return fmt.Errorf("%s: no timed run has finished: nothing to export", all[0].Name)
	}
	out := bufio.NewWriter(w)
	last := map[string]string{}
	for i, s := range all {
		for _, kv := range configuration(&s.File.Header) {
			if value := strings.TrimSpace(plain(kv[1])); value != last[kv[0]] {
				out.WriteString(strings.TrimSpace(kv[0]+": "+value) + "\n")
				last[kv[0]] = value
			}
		}
		out.WriteByte('\n')
		for _, n := range slices.Sorted(maps.Keys(at[i])) {
			for _, r := range at[i][n] {
				fmt.Fprintf(out, "Benchmark%s/workload=%s/workers=%d 1 %d ns/op\n", kindOf(&s.File.Header, r.engine), namePart(s.File.Header.Workload), n, int64(r.wall))
			}
		}
	}
	return out.Flush()
}

// A benchRun is what a line has of its run.
type benchRun struct {
	engine string
	wall   time.Duration
}

// configuration returns the keys and values that distinguish machines and jobs.
func configuration(h *results.Header) [][2]string {
	return [][2]string{
		{"goos", h.Machine.OS},
		{"goarch", h.Machine.Arch},
		{"cpu", h.Machine.CPUModel},
		{"cpus", real64(h.Machine.EffectiveCPUs)},
		{"gomaxprocs", strconv.Itoa(h.GOMAXPROCS)},
		{"go", h.Machine.GoVersion},
		{"workload", h.Workload},
		{"settings", settings(h.Args)},
		{"data", h.Data.Name},
		{"engine", h.Engine},
		{"schedule", h.Schedule},
		{"pin", string(h.Pin)},
		{"paced", strconv.FormatBool(h.Pace > 0)},
	}
}

// kindOf returns the benchmark name of an engine's runs: "Sweep" for the sweep's own.
func kindOf(h *results.Header, engine string) string {
	if engine == h.Engine {
		return "Sweep"
	}
	return strings.ToUpper(engine[:1]) + engine[1:]
}

// namePart returns s as a part of a benchmark's name: without spaces, and without the slash
// that separates parts.
func namePart(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '/' {
			return '_'
		}
		return r
	}, plain(s))
}

// plain removes what a line of text cannot hold.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == unicode.ReplacementChar || wording.Steers(r):
			return -1
		}
		return r
	}, s)
}

// real64 writes a number with all its digits.
func real64(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
