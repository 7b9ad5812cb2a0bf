package export

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"serialfraction/results"
	"serialfraction/results/analysis"
)

// An exposed is a sample that was read back.
type exposed struct {
	name   string
	labels map[string]string
	value  float64
}

var (
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	labelHead  = regexp.MustCompile(`^([a-zA-Z_][a-zA-Z0-9_]*)="`)
)

// parseExposition reads OpenMetrics text by the rules of its specification, for gauges
// and infos without timestamps: families in one piece, each described before its
// samples by TYPE, UNIT and HELP at most once, a unit at the end of the name, escaped
// labels, no sample twice, and an end.
func parseExposition(text string) (samples []exposed, err error) {
	body, ok := strings.CutSuffix(text, "# EOF\n")
	if !ok || !utf8.ValidString(text) {
		return nil, errors.New("no # EOF at the end, or no UTF-8")
	}
	family, kind, started := "", "", false
	described, seen := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(body) {
		line, ok := strings.CutSuffix(line, "\n")
		if !ok {
			return nil, fmt.Errorf("%q has no newline", line)
		}
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			f := strings.SplitN(rest, " ", 3)
			if len(f) != 3 || !metricName.MatchString(f[1]) || !slices.Contains([]string{"TYPE", "UNIT", "HELP"}, f[0]) {
				return nil, fmt.Errorf("%q describes nothing", line)
			}
			if f[1] != family {
				family, kind, started = f[1], "", false
			}
			key := f[0] + " " + f[1]
			switch {
			case started || described[key]:
				return nil, fmt.Errorf("%q stands behind samples, or twice", line)
			case f[0] == "UNIT" && (!strings.HasSuffix(family, "_"+f[2]) || kind == "info"):
				return nil, fmt.Errorf("%q is no unit of that name", line)
			case f[0] == "TYPE":
				kind = f[2]
			}
			described[key] = true
			continue
		}
		started = true
		s, err := parseSample(line)
		if err != nil {
			return nil, err
		}
		want := family
		if kind == "info" {
			want += "_info"
		}
		key := fmt.Sprint(s.name, s.labels)
		if s.name != want || kind != "gauge" && (kind != "info" || s.value != 1) || seen[key] {
			return nil, fmt.Errorf("%q is no sample of %s %s, or there twice", line, kind, family)
		}
		seen[key] = true
		samples = append(samples, s)
	}
	return samples, nil
}

func parseSample(line string) (s exposed, err error) {
	name, rest, ok := strings.Cut(line, "{")
	if s.name = name; !ok || !metricName.MatchString(name) {
		return s, fmt.Errorf("%q has no name and labels", line)
	}
	s.labels = map[string]string{}
	for first := true; !strings.HasPrefix(rest, "} "); first = false {
		if !first {
			if rest, ok = strings.CutPrefix(rest, ","); !ok {
				return s, fmt.Errorf("%q: no comma at %q", line, rest)
			}
		}
		m := labelHead.FindStringSubmatch(rest)
		if m == nil {
			return s, fmt.Errorf("%q: no label at %q", line, rest)
		}
		var value strings.Builder
		rest = rest[len(m[0]):]
		for !strings.HasPrefix(rest, `"`) {
			switch {
			case rest == "":
				return s, fmt.Errorf("%q: a label without end", line)
			case rest[0] != '\\':
				value.WriteByte(rest[0])
				rest = rest[1:]
				continue
			}
			if len(rest) < 2 || !strings.Contains(`\"n`, rest[1:2]) {
				return s, fmt.Errorf("%q: no escape at %q", line, rest)
			}
			value.WriteString(strings.Replace(rest[1:2], "n", "\n", 1))
			rest = rest[2:]
		}
		rest = rest[1:]
		if _, twice := s.labels[m[1]]; twice {
			return s, fmt.Errorf("%q: label %s twice", line, m[1])
		}
		s.labels[m[1]] = value.String()
	}
	s.value, err = strconv.ParseFloat(rest[len("} "):], 64)
	return s, err
}

func TestOpenMetrics(t *testing.T) {
	all := append(sweeps(t)[:1], read(t, "../../docs/sweeps/wait-plant-05.jsonl"), hostile(t))
	divided := 0 // sweeps whose S is divided
	samples, err := parseExposition(written(t, "openmetrics", Options{}, all...))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		a, err := analysis.Of(s.File, analysis.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]float64{
			"harness_sweep_info":                  1,
			"harness_serial_fraction_ratio":       a.SerialFraction.Value,
			"harness_serial_fraction_lower_ratio": a.SerialFraction.Lo,
			"harness_serial_fraction_upper_ratio": a.SerialFraction.Hi,
		}
		if p, m := a.ProgramSerialFraction, a.MachineSerialFraction; p != nil {
			divided++
			want["harness_program_serial_fraction_ratio"], want["harness_program_serial_fraction_upper_ratio"] = p.Value, p.Hi
			want["harness_machine_serial_fraction_ratio"], want["harness_machine_serial_fraction_lower_ratio"] = m.Value, m.Lo
		}
		causes, points := 0.0, 0
		for _, x := range samples {
			if x.labels["sweep"] != s.Name {
				continue
			}
			if v, ok := want[x.name]; ok {
				if v != x.value {
					t.Errorf("%s: %s is %v, want %v", s.Name, x.name, x.value, v)
				}
				delete(want, x.name)
			}
			switch x.name {
			case "harness_sweep_info":
				if x.labels["workload"] != s.File.Header.Workload || x.labels["machine"] != s.File.Header.Machine.Hostname {
					t.Errorf("%s: labels %q", s.Name, x.labels)
				}
			case "harness_cause_serial_fraction_ratio":
				causes += x.value
			case "harness_run_seconds":
				if points++; x.value != a.Points[points-1].Seconds.Value || x.labels["workers"] != strconv.Itoa(a.Points[points-1].Workers) {
					t.Errorf("%s: point %d is %+v", s.Name, points, x)
				}
			}
		}
		if len(want) > 0 || points != len(a.Points) || causes == 0 {
			t.Errorf("%s: missing %v, %d points, causes of %v", s.Name, want, points, causes)
		}
	}
	if divided == 0 {
		t.Error("no sweep whose S is divided")
	}
}

// The parser of the test refuses what is not OpenMetrics.
func TestParseExposition(t *testing.T) {
	good := "# TYPE a_seconds gauge\n# UNIT a_seconds seconds\n# HELP a_seconds x y\na_seconds{k=\"v\\n\"} 1\n# EOF\n"
	if s, err := parseExposition(good); err != nil || len(s) != 1 || s[0].labels["k"] != "v\n" {
		t.Fatalf("%v, %v", s, err)
	}
	for _, change := range [][2]string{
		{"# EOF\n", ""}, {"UNIT a_seconds seconds", "UNIT a_seconds ms"}, {"} 1", "} one"}, {`\n"`, `\t"`}, {`"}`, `}`},
		{"a_seconds{k", "b_seconds{k"}, {"# EOF", "a_seconds{k=\"v\\n\"} 1\n# EOF"}, {"# EOF", "# HELP a_seconds z\n# EOF"}, {"TYPE a", "TIPE a"}, {`k="`, `1k="`},
	} {
		if _, err := parseExposition(strings.Replace(good, change[0], change[1], 1)); err == nil {
			t.Errorf("%q for %q is accepted", change[1], change[0])
		}
	}
}

// The samples with the label of an owner add up to the S of the owner in the report.
func TestOwnersInOpenMetrics(t *testing.T) {
	f, err := results.Read("../../docs/sweeps/pipe-python.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := writeOpenMetrics(&b, []Sweep{{Name: "s", Analysis: a}}, Options{}); err != nil {
		t.Fatal(err)
	}
	samples, err := parseExposition(b.String())
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]float64{}
	for _, s := range samples {
		if s.name == "harness_cause_serial_fraction_ratio" {
			sums[s.labels["owner"]] += s.value
		}
	}
	for _, o := range a.Owners {
		if math.Abs(sums[o.Owner]-o.SerialFraction) > 1e-12 {
			t.Errorf("the samples of %q add up to %v, but the report has %v", o.Owner, sums[o.Owner], o.SerialFraction)
		}
	}
	if len(sums) != len(a.Owners) || len(sums) != 3 {
		t.Errorf("owners %v", sums)
	}
}
