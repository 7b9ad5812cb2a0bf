package study_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
)

// joblog reads a log of GNU parallel.
func joblog(t *testing.T, name string) *tasklog.Run {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	r := &tasklog.Run{Format: "joblog", Source: name, Quantum: 1e6, From: math.MaxInt64, Stages: []tasklog.Stage{{Ready: tasklog.Unknown}}}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if seen[f[0]] {
			clear(seen)
			r.Stages = append(r.Stages, tasklog.Stage{Ready: tasklog.Unknown})
		}
		seen[f[0]] = true
		start, length := milliseconds(t, f[2])*1e6, milliseconds(t, f[3])*1e6
		stage := int32(len(r.Stages) - 1)
		r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + length, Ready: tasklog.Unknown, CPU: tasklog.Unknown,
			Stage: stage, Slot: tasklog.Unknown, Weight: 1, Key: strconv.Itoa(int(stage)) + "/" + f[0]})
		r.From, r.To = min(r.From, start), max(r.To, start+length)
	}
	return r
}

func milliseconds(t *testing.T, text string) int64 {
	t.Helper()
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		t.Fatal(err)
	}
	return int64(math.Round(x * 1e3))
}

// table reads a file of reference answers: each row by the names of its columns.
func table(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}
