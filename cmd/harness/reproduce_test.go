package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"serialfraction/harness/golden"
	"serialfraction/results/reproduce"
)

// Each sweep of the table is one that harness sweep makes, and all take about as long as help promises.
func TestArticleSweeps(t *testing.T) {
	for _, quick := range []bool{false, true} {
		m := maker{folder: "f", quick: quick, rowTime: statedRowTime}
		all := time.Duration(0)
		for _, name := range reproduce.Names {
			var program []string
			if name == reproduce.Interpreter {
				program = []string{"Rscript", "-e", welchInR}
			}
			r, err := m.request(articleSweeps[name], program)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			all += r.MaxTime
			if onWire := strings.HasPrefix(string(name), "cluster-") || name == reproduce.PlantRemote; onWire != (r.Engine == "remote") {
				t.Errorf("%s runs on engine %s", name, r.Engine)
			}
			if r.MaxTime == 0 || r.Seed != 1 {
				t.Errorf("%s: at most %v, seed %d", name, r.MaxTime, r.Seed)
			}
		}
		if least, most := 90*time.Second, 150*time.Second; !quick && (all < least || all > most) || quick && all > most/3 {
			t.Errorf("quick %v: runs of %v in all", quick, all)
		}
	}
}

// Ctrl-C ends all sweeps, keeps what was finished, and judges by it.
func TestReproduceInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	folder := filepath.Join(t.TempDir(), "article")
	var out bytes.Buffer
	errs := &cancelAt{text: "\nSweep 3 of ", cancel: cancel}
	t.Setenv("PATH", t.TempDir()) // without R and Python
	if code := run(ctx, []string{"harness", "reproduce", "--quick", "--force", "-o", folder}, &out, errs); code != exitInterrupted {
		t.Fatalf("exit code %d: %s", code, errs.printed.String())
	}
	if text := out.String(); !strings.Contains(text, "\nplant-threads ") || !strings.Contains(text, "the sweep permtest was not made") {
		t.Errorf("no claims:\n%s", text)
	}
	if !strings.Contains(errs.printed.String(), "Neither Rscript nor python3 with scipy is here") || !strings.Contains(errs.printed.String(), "reproduce --from") {
		t.Errorf("stderr: %s", errs.printed.String())
	}
	if _, err := os.Stat(articleFile(folder, reproduce.PlantThreads)); err != nil {
		t.Error(err)
	}
}

// What R takes for a row replaces what is stated: here a program in its place.
func TestRowCostMeasured(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	bin := t.TempDir()
	program := "#!/bin/sh\nread -r head\necho t,p\nwhile read -r row; do echo 1,1; done\n"
	if err := os.WriteFile(filepath.Join(bin, "Rscript"), []byte(program), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	var out bytes.Buffer
	errs := &cancelAt{text: "Sweep 2 of", cancel: cancel}
	if code := run(ctx, []string{"harness", "reproduce", "--quick", "--force", "--format", "json", "-o", filepath.Join(t.TempDir(), "article")}, &out, errs); code != exitInterrupted {
		t.Fatalf("exit code %d: %s", code, errs.printed.String())
	}
	var st reproduce.Study
	if err := json.Unmarshal(out.Bytes(), &st); err != nil {
		t.Fatal(err)
	}
	if st.Row == nil || !(st.Row.Value > 0) {
		t.Errorf("rows take %v\n%s", st.Row, errs.printed.String())
	}
}

// TestArticlePage holds the tables of docs/article.md and of the README against the kept sweeps.
func TestArticlePage(t *testing.T) {
	t.Chdir("../..")
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"harness", "reproduce", "--from", "docs/sweeps/article", "--format", "json"}, &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	var st struct {
		Claims []struct {
			ID        string
			Statement int
			Quantity  string
			Measured  *struct{ Value, Lo, Hi float64 }
			Region    struct {
				Lo float64
				Hi *float64
			}
			Outcome string
		}
	}
	if err := json.Unmarshal(out.Bytes(), &st); err != nil {
		t.Fatal(err)
	}
	digits := func(x float64) string {
		if math.Abs(x) >= 100 {
			return fmt.Sprintf("%.0f", x)
		}
		return fmt.Sprintf("%.3g", x)
	}
	end := func(x *float64) string {
		if x == nil {
			return "∞"
		}
		return digits(*x)
	}
	var table strings.Builder
	table.WriteString("| statement | claim | what is measured | measured here (95 %) | from | to | outcome |\n|---:|---|---|---|---:|---:|---|\n")
	for _, c := range st.Claims {
		measured := "–"
		if m := c.Measured; m != nil {
			measured = fmt.Sprintf("%s (%s to %s)", digits(m.Value), digits(m.Lo), digits(m.Hi))
		}
		fmt.Fprintf(&table, "| %d | %s | %s | %s | %s | %s | %s |\n", c.Statement, c.ID, c.Quantity, measured, digits(c.Region.Lo), end(c.Region.Hi), c.Outcome)
	}
	golden.Region(t, "docs/article.md", "statements", table.String())

	out.Reset()
	if code := run(t.Context(), []string{"harness", "reproduce", "--from", "docs/sweeps/article", "--format", "md"}, &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	text, _, _ := strings.Cut(out.String(), "\n\n- ")
	golden.Region(t, "README.md", "claims", text+"\n")
}
