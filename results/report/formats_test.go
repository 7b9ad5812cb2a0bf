package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

func TestLookup(t *testing.T) {
	for _, f := range Formats {
		got, err := Formats.Lookup(f.Name)
		if err != nil || got.Name != f.Name || got.Summary == "" || got.Write == nil {
			t.Errorf("Formats.Lookup(%q) = %+v, %v", f.Name, got, err)
		}
	}
	_, err := Formats.Lookup("xml")
	for _, f := range Formats {
		if err == nil || !strings.Contains(err.Error(), f.Name) {
			t.Errorf("Formats.Lookup(xml) = %v, does not name %s", err, f.Name)
		}
	}
}

// TestFinite finds no NaN and no Inf in any format, whatever the analysis holds.
func TestFinite(t *testing.T) {
	bad := regexp.MustCompile(`\b(NaN|[+-]?Inf)\b`)
	for _, f := range Formats {
		for name, a := range analyses() {
			var b bytes.Buffer
			if err := f.Write(&b, a, Style{}); err != nil && !(name == "hostile" && f.Name == "json") {
				t.Errorf("%s of %s: %v", f.Name, name, err)
			}
			if found := bad.FindString(b.String()); found != "" {
				t.Errorf("%s of %s holds %s", f.Name, name, found)
			}
		}
	}
}

// TestBrokenWriter checks that every format returns the error of its writer.
func TestBrokenWriter(t *testing.T) {
	broken := errors.New("no space left")
	for _, f := range Formats {
		r, w := io.Pipe()
		r.CloseWithError(broken)
		if err := f.Write(w, good16(), Style{}); !errors.Is(err, broken) {
			t.Errorf("%s to a broken writer: %v", f.Name, err)
		}
	}
}

func TestJSONRoundTrips(t *testing.T) {
	for name, want := range analyses() {
		if name == "hostile" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := writeJSON(&b, want, Style{}); err != nil {
				t.Fatal(err)
			}
			var got analysis.Report
			if err := json.Unmarshal(b.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			// An unbounded value of a ceiling is null, as one that does not exist.
			unbounded := cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "MaxSpeedup.Value" },
				cmp.Comparer(func(x, y float64) bool { return x == y || !number.Finite(x) && !number.Finite(y) }))
			if diff := cmp.Diff(want, &got, unbounded, cmpopts.EquateEmpty(),
				cmpopts.IgnoreFields(advice.Advice{}, "Fact", "Need", "Place")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestJSONRefuses checks that JSON refuses a number that is not finite.
func TestJSONRefuses(t *testing.T) {
	a := good16()
	a.Points[0].Efficiency = math.NaN()
	if err := writeJSON(io.Discard, a, Style{}); err == nil || !strings.Contains(err.Error(), "JSON") {
		t.Errorf("NaN as JSON: %v", err)
	}
}

func TestCSVReadsBack(t *testing.T) {
	for name, a := range analyses() {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := writeCSV(&b, a, Style{}); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(&b).ReadAll() // which wants rows of equal length
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != 1+len(a.Points) {
				t.Fatalf("%d rows for %d points", len(rows), len(a.Points))
			}
			for i, p := range a.Points {
				for k, head := range rows[0] {
					if want, ok := p.Causes[strings.TrimPrefix(head, "cause_")]; ok && number.Finite(want) {
						if got, err := strconv.ParseFloat(rows[i+1][k], 64); err != nil || got != want {
							t.Errorf("N = %d, %s: %s, want %v", p.Workers, head, rows[i+1][k], want)
						}
					}
				}
			}
		})
	}
}

// TestBenchfmtLines reads the lines by the rules of golang.org/design/14313: a
// name without spaces, a count, and pairs of a number and a unit.
func TestBenchfmtLines(t *testing.T) {
	config := regexp.MustCompile(`^[a-z][^A-Z\s:]*: \S.*$`)
	for name, a := range analyses() {
		var b bytes.Buffer
		if err := writeBenchfmt(&b, a, Style{}); err != nil {
			t.Fatal(err)
		}
		points := 0
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			switch f := strings.Fields(line); {
			case line == "" || strings.HasPrefix(line, "Unit "):
			case !strings.HasPrefix(line, "Benchmark"):
				if !config.MatchString(line) {
					t.Errorf("%s: no configuration line: %q", name, line)
				}
			case len(f)%2 != 0 || f[1] != "1":
				t.Errorf("%s: no benchmark line: %q", name, line)
			default:
				points++
				for i := 2; i < len(f); i += 2 {
					if _, err := strconv.ParseFloat(f[i], 64); err != nil {
						t.Errorf("%s: %q: %v", name, line, err)
					}
				}
			}
		}
		if points != len(a.Points) {
			t.Errorf("%s: %d lines for %d points", name, points, len(a.Points))
		}
	}
}
