package report

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

func analysisOf(t *testing.T, path string) *analysis.Report {
	t.Helper()
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A subtotal is the sum of the rows below it, and a cause of two owners stands with
// each, with its share of it.
func TestSubtotalsAreTheirRows(t *testing.T) {
	rows := causeRows(analysisOf(t, "../../docs/sweeps/pipe-python.jsonl"), true)
	var at causeRow // the subtotal
	sum, seen := 0.0, []string{}
	end := func() {
		if at.sums && math.Abs(sum-at.share) > 1e-12 {
			t.Errorf("%s: rows add up to %v, the subtotal is %v", at.name, sum, at.share)
		}
	}
	for _, r := range rows {
		switch {
		case r.sums:
			end()
			at, sum = r, 0
		case r.depth == 1:
			sum += r.share
			if strings.HasPrefix(r.name, "spawn") {
				seen = append(seen, r.owner+": "+r.name)
			}
		}
	}
	if want := []string{"program: spawn (start)", "machine: spawn (run-queue delay)"}; !slices.Equal(seen, want) {
		t.Errorf("spawn stands in %q, want %q", seen, want)
	}
}

// Every cause stands below the owner whose it is, also where no law was fitted and where an N beyond the CPUs makes a
// cause nobody's; in each column the owners add up to e(N), and the causes to their owner.
func TestCausesHaveTheirOwners(t *testing.T) {
	fitted := analysisOf(t, "../../docs/sweeps/ttest-2cpu.jsonl")
	unfitted := *fitted
	unfitted.Owners, unfitted.Causes = nil, nil
	for name, a := range map[string]*analysis.Report{"fitted": fitted, "not fitted": &unfitted} {
		rows := causeRows(a, true)
		for _, p := range pointCauses(a.Points, rows) {
			var heads []string
			of, within, all := 0.0, 0.0, 0.0
			for i, r := range rows {
				v, _ := strconv.ParseFloat(p.Cells[i], 64)
				switch {
				case i == len(rows)-1:
					if math.Abs(all-v) > 2e-4 {
						t.Errorf("%s, %s: the owners add up to %v, and e is %v", name, p.Head, all, v)
					}
				case r.sums:
					heads = append(heads, r.name)
					of, within, all = v, 0, all+v
				case r.depth == 1:
					within += v
				}
				if next := i + 1; next < len(rows) && (rows[next].depth == 0 || next == len(rows)-1) && len(heads) > 0 && math.Abs(within-of) > 3e-4 {
					t.Errorf("%s, %s: the causes below %s add up to %v, and it has %v", name, p.Head, heads[len(heads)-1], within, of)
				}
			}
			if want := []string{"by the program", "by the machine", "by nobody"}; !slices.Equal(heads, want) {
				t.Errorf("%s, %s: the headings are %q", name, p.Head, heads)
			}
		}
	}
}

// The row of what the program's causes take of S has another name than the program's own S, which
// stands below the table, as in the verdict.
func TestTheProgramHasOneS(t *testing.T) {
	a := analysisOf(t, "../../docs/sweeps/ttest-2cpu.jsonl")
	own := "S " + number.Serial(*a.ProgramSerialFraction)
	if short := number.SerialShort(*a.ProgramSerialFraction); !strings.Contains(a.Verdict, strings.TrimPrefix(short, "= ")) {
		t.Errorf("the verdict has no %s: %s", short, a.Verdict)
	}
	var md strings.Builder
	if err := writeMarkdown(&md, a, Style{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, row, below string }{
		{"terminal", table(t, a, Style{Width: 80}), "\nby the program ", "\nby itself the program has " + own},
		{"markdown", md.String(), "\n| by the program |", "\nBy itself the program has "},
	} {
		if strings.Contains(c.text, "\nprogram ") || strings.Contains(c.text, "\n| program |") || !strings.Contains(c.text, c.row) || !strings.Contains(c.text, c.below) {
			t.Errorf("%s:\n%s", c.name, c.text)
		}
	}
	a.ProgramSerialFraction = nil
	if bare := table(t, a, Style{Width: 80}); strings.Contains(bare, "by itself the program has") {
		t.Errorf("an own S that is unknown:\n%s", bare)
	}
}

// What is nobody's beyond the CPUs alone has a row where the columns of those N are
// drawn, and none where they are not.
func TestBeyondTheCPUs(t *testing.T) {
	a := analysisOf(t, "../../docs/sweeps/ttest-2cpu.jsonl")
	const row = "spawn beyond the CPUs"
	if wide := table(t, a, Style{Width: 160}); !strings.Contains(wide, row) {
		t.Errorf("no %q in\n%s", row, wide)
	}
	if narrow := table(t, a, Style{Width: 80}); strings.Contains(narrow, row) {
		t.Errorf("an empty row %q in\n%s", row, narrow)
	}
}
