package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// read returns a sweep of the repository.
func read(t testing.TB, path string) Sweep {
	t.Helper()
	f, err := results.Read(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return Sweep{Name: strings.TrimSuffix(filepath.Base(path), ".jsonl"), File: f}
}

// held returns sweeps with what a format needs: their analyses, or their runs.
func held(t testing.TB, f Format, all ...Sweep) []Sweep {
	t.Helper()
	if f.Each {
		return all
	}
	var with []Sweep
	for _, s := range all {
		a, err := analysis.Of(s.File, analysis.Options{})
		if err != nil {
			t.Fatal(err)
		}
		with = append(with, Sweep{Name: s.Name, Analysis: a})
	}
	return with
}

// sweeps returns one that obeys Amdahl's law, one with all that a file may hold, one with
// many workers, one of whole programs, and one with timelines.
func sweeps(t testing.TB) []Sweep {
	return []Sweep{
		read(t, "../testdata/amdahl.jsonl"), read(t, "../testdata/sweep.jsonl"),
		read(t, "../../docs/sweeps/golub-queue-paced.jsonl"), read(t, "../../docs/sweeps/engines/openmp.jsonl"),
		read(t, "../testdata/vintage/4-timeline.jsonl"),
	}
}

// hostile returns a sweep with names that must be escaped or cleaned.
func hostile(t testing.TB) Sweep {
	s := read(t, "../testdata/amdahl.jsonl")
	s.Name = "a \"b\"\\c\nd"
	h := &s.File.Header
	h.Workload, h.Schedule = "two words/and \"more\"", "dy,na\nmic"
	h.Machine.Hostname, h.Machine.CPUModel = "node\\1\n", "CPU\t\xff "
	h.Data.Name = "x,\"y\"\r\n"
	return s
}

// written returns the output of a format's first part.
func written(t testing.TB, name string, o Options, all ...Sweep) string {
	t.Helper()
	f, err := Formats().Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Parts[0].Write(&b, held(t, f, all...), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLookup(t *testing.T) {
	for _, f := range Formats() {
		got, err := Formats().Lookup(f.Name)
		if err != nil || got.Summary == "" || len(got.Parts) == 0 {
			t.Errorf("Formats().Lookup(%q) = %+v, %v", f.Name, got, err)
		}
	}
	if _, err := Formats().Lookup("xml"); err == nil || !strings.Contains(err.Error(), "openmetrics") {
		t.Errorf("Formats().Lookup(xml): %v", err)
	}
}

// Every format returns the error of its writer, writes the same twice, and exports every
// sweep.
func TestEveryFormat(t *testing.T) {
	broken := errors.New("no space left")
	for _, f := range Formats() {
		for i, p := range f.Parts {
			for _, s := range append(sweeps(t), hostile(t)) {
				var one, two bytes.Buffer
				with := held(t, f, s)
				if err := errors.Join(p.Write(&one, with, Options{}), p.Write(&two, with, Options{})); err != nil {
					t.Errorf("%s, part %d, %s: %v", f.Name, i, s.Name, err)
				}
				if one.Len() == 0 || !bytes.Equal(one.Bytes(), two.Bytes()) {
					t.Errorf("%s, part %d, %s: %d bytes, then %d others", f.Name, i, s.Name, one.Len(), two.Len())
				}
			}
			r, w := io.Pipe()
			r.CloseWithError(broken)
			if err := p.Write(w, held(t, f, sweeps(t)[0]), Options{}); !errors.Is(err, broken) {
				t.Errorf("%s, part %d, to a broken writer: %v", f.Name, i, err)
			}
		}
	}
}

func TestCSV(t *testing.T) {
	all := append(sweeps(t), hostile(t))
	rows, err := csv.NewReader(strings.NewReader(written(t, "csv", Options{}, all...))).ReadAll() // of equal length
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		if _, twice := at[name]; twice {
			t.Errorf("two columns %s", name)
		}
		at[name] = i
	}
	var runs []harness.Run
	for _, s := range all {
		runs = append(runs, s.File.Runs...)
	}
	if len(rows) != 1+len(runs) {
		t.Fatalf("%d rows of %d runs", len(rows)-1, len(runs))
	}
	for i, r := range runs {
		number := func(name string) float64 {
			x, err := strconv.ParseFloat(rows[i+1][at[name]], 64)
			if err != nil {
				t.Fatalf("row %d, %s: %v", i, name, err)
			}
			return x
		}
		if got := number("split_ns") + number("parallel_ns") + number("merge_ns"); got != number("wall_ns") || got != float64(r.Timing.Wall) {
			t.Errorf("row %d: phases of %v, wall_ns %v, want %d", i, got, number("wall_ns"), r.Timing.Wall)
		}
		if start, err := time.Parse(time.RFC3339Nano, rows[i+1][at["start"]]); err != nil || !start.Equal(r.Start) {
			t.Errorf("row %d: start %v, %v", i, start, err)
		}
		if len(r.Timing.Workers) == 0 {
			if got := rows[i+1][at["wake_mean_ns"]]; got != "" {
				t.Errorf("row %d: %s of no workers", i, got)
			}
			continue
		}
		mean := number("wake_mean_ns") + number("busy_mean_ns") + number("claim_mean_ns") + number("serialize_mean_ns") + number("transfer_mean_ns") + number("tail_mean_ns")
		if math.Abs(mean-number("parallel_ns")) > 1e-9*mean {
			t.Errorf("row %d: means of %v, parallel_ns %v", i, mean, number("parallel_ns"))
		}
	}
	last := rows[len(rows)-1]
	if last[at["sweep"]] != all[len(all)-1].Name || last[at["schedule"]] != "dy,na\nmic" {
		t.Errorf("names are not read back: %q", last)
	}
}

// A count that the system did not report is an empty cell; one that it reported as 0 is 0.
func TestCSVEmptyCells(t *testing.T) {
	s := read(t, "../testdata/amdahl.jsonl")
	s.File.Runs = s.File.Runs[:1]
	r := &s.File.Runs[0]
	r.System = meter.System{Steal: new(time.Duration)}
	r.Timing.Workers[0].Sched = nil
	rows, err := csv.NewReader(strings.NewReader(written(t, "csv", Options{}, s))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range rows[0] {
		want, known := map[string]string{"steal_ns": "0", "gc_cycles": "", "user_ns": "", "peak_rss_bytes": "", "cpu_sum_ns": "", "program_user_ns": "", "throttled_ns": ""}[name]
		if known && rows[1][i] != want {
			t.Errorf("%s is %q, want %q", name, rows[1][i], want)
		}
	}
}

func TestBencher(t *testing.T) {
	s := read(t, "../testdata/amdahl.jsonl")
	a, err := analysis.Of(s.File, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]map[string]struct {
		Value *float64 `json:"value"`
		Lower *float64 `json:"lower_value"`
		Upper *float64 `json:"upper_value"`
	}
	d := json.NewDecoder(strings.NewReader(written(t, "bencher", Options{}, s)))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	if len(doc) != 1+len(a.Points) {
		t.Errorf("%d benchmarks for %d points", len(doc), len(a.Points))
	}
	for name, measures := range doc {
		for measure, m := range measures {
			if m.Value == nil || m.Lower != nil && *m.Lower > *m.Value || m.Upper != nil && *m.Upper < *m.Value {
				t.Errorf("%s, %s: %+v", name, measure, m)
			}
		}
	}
	if got := doc["ttest/pool/dynamic"]["serial-fraction"]; *got.Value != a.SerialFraction.Value || *got.Lower != a.SerialFraction.Lo || *got.Upper != a.SerialFraction.Hi {
		t.Errorf("S is %v (%v–%v), want %+v", *got.Value, *got.Lower, *got.Upper, a.SerialFraction)
	}
	if own, rest := doc["ttest/pool/dynamic"]["program-serial-fraction"], doc["ttest/pool/dynamic"]["machine-serial-fraction"]; a.ProgramSerialFraction == nil || *own.Value != a.ProgramSerialFraction.Value || *rest.Upper != a.MachineSerialFraction.Hi {
		t.Errorf("the program's S %v and the machine's %v, want %v and %v", own, rest, a.ProgramSerialFraction, a.MachineSerialFraction)
	}
	p := a.Points[1]
	at := doc["ttest/pool/dynamic/workers="+strconv.Itoa(p.Workers)]
	if got := *at["latency"].Value; got != 1e9*p.Seconds.Value {
		t.Errorf("latency %v ns, want %v s", got, p.Seconds.Value)
	}
	if got := *at["throughput"].Lower * p.Seconds.Hi; math.Abs(got-1) > 1e-12 {
		t.Errorf("the least throughput times the longest time is %v", got)
	}
	if err := writeBencher(io.Discard, []Sweep{{Name: "s", Analysis: a}, {Name: "again", Analysis: a}}, Options{}); err == nil || !strings.Contains(err.Error(), "one sweep at a time") {
		t.Errorf("the same benchmark twice: %v", err)
	}
}

// A sweep without runs cannot be exported, and the error has its name.
func TestNothingToExport(t *testing.T) {
	s := read(t, "../testdata/amdahl.jsonl")
	s.File.Runs = nil
	for _, name := range []string{"benchfmt", "trace"} {
		f, err := Formats().Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := Print(&b, f, []Sweep{s}, Options{}); err == nil || !strings.Contains(err.Error(), s.Name) || b.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes", name, err, b.Len())
		}
	}
}

func TestWriteFiles(t *testing.T) {
	dir := t.TempDir()
	parquet, err := Formats().Lookup("parquet")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "sweep.parquet")
	want := []string{filepath.Join(dir, "sweep.runs.parquet"), filepath.Join(dir, "sweep.workers.parquet")}
	if err := errors.Join(parquet.Check(path, false), WriteFiles(t.Context(), path, parquet, sweeps(t), Options{})); err != nil {
		t.Fatal(err)
	}
	for i, p := range parquet.Paths(path) {
		if _, err := os.Stat(p); err != nil || p != want[i] {
			t.Errorf("%s: %v", p, err)
		}
	}
	if err := parquet.Check(path, false); !errors.As(err, new(*ExistsError)) {
		t.Errorf("a file that is there: %v", err)
	}
	if err := errors.Join(parquet.Check(path, true), WriteFiles(t.Context(), path, parquet, sweeps(t), Options{})); err != nil {
		t.Errorf("to write it over: %v", err)
	}
	if left := names(t, dir); len(left) != 2 {
		t.Errorf("left behind: %q", left)
	}
	if err := parquet.Check(filepath.Join(dir, "none", "x"), true); err == nil || !strings.Contains(err.Error(), "no folder") {
		t.Errorf("no folder: %v", err)
	}
	csv := Formats()[0]
	if err := csv.Check(dir, true); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a folder: %v", err)
	}
	if err := csv.Check(os.DevNull, true); err == nil || !strings.Contains(err.Error(), "regular file") {
		t.Errorf("a device: %v", err)
	}
}

// If one part fails, no file of the others is left.
func TestWriteFilesWholeOrNot(t *testing.T) {
	full := errors.New("no space left")
	good := Part{".good", func(w io.Writer, _ []Sweep, _ Options) error { _, err := io.WriteString(w, "x"); return err }}
	bad := Part{".bad", func(w io.Writer, _ []Sweep, _ Options) error { io.WriteString(w, "half"); return full }}
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	if err := WriteFiles(t.Context(), path, Format{Parts: []Part{good, bad}}, nil, Options{}); !errors.Is(err, full) || !strings.Contains(err.Error(), path+".bad") {
		t.Errorf("error %v", err)
	}
	if left := names(t, dir); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
	if err := WriteFiles(t.Context(), filepath.Join(dir, "none", "x"), Format{Parts: []Part{good}}, nil, Options{}); err == nil {
		t.Error("wrote into a folder that is not there")
	}
	if err := os.Mkdir(path+".good", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := WriteFiles(t.Context(), path, Format{Parts: []Part{good}}, nil, Options{}); err == nil {
		t.Error("wrote over a folder")
	}
	if left := names(t, dir); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
}

func names(t *testing.T, dir string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// docs/export.md names every column of the two tables.
func TestColumnsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(runColumns(), workerColumns()...) {
		if !bytes.Contains(page, []byte("`"+c.name+"`")) {
			t.Errorf("docs/export.md does not name `%s`", c.name)
		}
	}
}
