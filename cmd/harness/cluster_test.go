//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// A clusterReport is what docs/cluster.md shows of a report in JSON.
type clusterReport struct {
	S *struct{ Value, Lo, Hi float64 } `json:"serial_fraction"`

	Accounted   float64                 `json:"accounted_serial_fraction"`
	ChunkRows   int                     `json:"chunk_rows"`
	Chunks      int                     `json:"chunks"`
	PaceSeconds float64                 `json:"pace_seconds"`
	T1          struct{ Value float64 } `json:"t1_seconds"`
	Points      []struct {
		Workers   int
		Seconds   struct{ Value float64 }
		Speedup   struct{ Value float64 }
		KarpFlatt float64 `json:"karp_flatt"`
		Fitted    bool
		Causes    map[string]float64
	}
}

// clusterReportOf returns the report of a kept sweep.
func clusterReportOf(t *testing.T, path string) (r clusterReport) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"harness", "report", "--format", "json", path}, &out, &errs); code != 0 {
		t.Fatalf("%s: exit code %d: %s", path, code, &errs)
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// clusterCauses are those of the page: with split and merge, what they add up to at an N is the Karp–Flatt S of that N.
var clusterCauses = []string{"transfer", "dispatch", "serialize", "spawn", "imbalance", "inflation"}

// TestClusterPage holds the tables of docs/cluster.md against the kept sweeps that they show.
func TestClusterPage(t *testing.T) {
	paths, err := filepath.Glob("../../docs/sweeps/cluster/rows-*.jsonl")
	if err != nil || len(paths) != 15 {
		t.Fatalf("%d sweeps are kept: %v", len(paths), err)
	}
	var all []clusterReport
	for _, path := range paths {
		all = append(all, clusterReportOf(t, path))
	}
	slices.SortFunc(all, func(a, b clusterReport) int {
		if a.ChunkRows != b.ChunkRows {
			return a.ChunkRows - b.ChunkRows
		}
		return int(1e9 * (a.PaceSeconds - b.PaceSeconds))
	})
	var table, speed strings.Builder
	table.WriteString("| rows a chunk | µs a row | chunks | T(1), s | S (95 %) | of N up to | chunks/s at most | " + strings.Join(clusterCauses, " | ") + " | all |\n|" + strings.Repeat("---:|", 8+len(clusterCauses)) + "\n")
	speed.WriteString("| rows a chunk | µs a row |")
	for _, p := range all[0].Points {
		fmt.Fprintf(&speed, " N = %d |", p.Workers)
	}
	speed.WriteString("\n|" + strings.Repeat("---:|", 2+len(all[0].Points)) + "\n")
	for _, r := range all {
		fmt.Fprintf(&table, "| %d | %.0f | %d | %.2f | %s | %s | %.0f |", r.ChunkRows, 1e6*r.PaceSeconds, r.Chunks, r.T1.Value, r.s(), r.fitted(), r.rate())
		last := r.Points[len(r.Points)-1]
		sum := 0.0
		for _, share := range last.Causes {
			sum += share
		}
		if math.Abs(sum-last.KarpFlatt) > 1e-9 {
			t.Errorf("%d rows a chunk, %.0f µs: the causes of N = %d add up to %g and not to its %g", r.ChunkRows, 1e6*r.PaceSeconds, last.Workers, sum, last.KarpFlatt)
		}
		for _, cause := range clusterCauses {
			fmt.Fprintf(&table, " %.4f |", last.Causes[cause])
		}
		fmt.Fprintf(&table, " %.4f |\n", last.KarpFlatt)
		fmt.Fprintf(&speed, "| %d | %.0f |", r.ChunkRows, 1e6*r.PaceSeconds)
		for _, p := range r.Points {
			mark := ""
			if !p.Fitted {
				mark = " ○"
			}
			fmt.Fprintf(&speed, " %.2f%s |", p.Speedup.Value, mark)
		}
		speed.WriteString("\n")
	}
	plant := clusterReportOf(t, "../../docs/sweeps/cluster/wait-plant-05.jsonl")
	var planted strings.Builder
	planted.WriteString("| N | speed-up | split | " + strings.Join(clusterCauses, " | ") + " | all |\n|" + strings.Repeat("---:|", 4+len(clusterCauses)) + "\n")
	for _, p := range plant.Points[1:] {
		fmt.Fprintf(&planted, "| %d | %.2f | %.4f |", p.Workers, p.Speedup.Value, p.Causes["split"])
		for _, cause := range clusterCauses {
			fmt.Fprintf(&planted, " %.4f |", p.Causes[cause])
		}
		fmt.Fprintf(&planted, " %.4f |\n", p.KarpFlatt)
	}
	golden.Region(t, "../../docs/cluster.md", "plant", planted.String())
	golden.Region(t, "../../docs/cluster.md", "S", table.String())
	golden.Region(t, "../../docs/cluster.md", "speed-up", speed.String())
}

// s returns S with its interval; "–" where too few N are left to fit.
func (r clusterReport) s() string {
	if r.S == nil {
		return "–"
	}
	return fmt.Sprintf("%.4f (%.4f–%.4f)", r.S.Value, r.S.Lo, r.S.Hi)
}

// fitted returns the largest N that is fitted; "–" where none is.
func (r clusterReport) fitted() string {
	text := "–"
	for _, p := range r.Points {
		if p.Fitted && r.S != nil {
			text = strconv.Itoa(p.Workers)
		}
	}
	return text
}

// rate returns the most chunks a second of any N.
func (r clusterReport) rate() (most float64) {
	for _, p := range r.Points {
		most = max(most, float64(r.Chunks)/p.Seconds.Value)
	}
	return most
}
