package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/harness/golden"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
)

// written is the store line of the file that write makes.
var written = Stored{Wall: time.Millisecond, Sync: new(400 * time.Microsecond), Again: []StoreTime{
	{2, 700 * time.Microsecond, 300 * time.Microsecond}, {1, 1200 * time.Microsecond, 400 * time.Microsecond}}, Unanswered: []Unanswered{
	{Question: "p", Code: "one-value", Reason: "one group has a single value", Rows: 2, Setting: &Setting{"var", "equal"}},
	{Question: "p", Code: "infinite", Reason: "a value is infinite", Rows: 1},
}}

// write makes a result file in a new folder and returns its path and bytes.
func write(t *testing.T, h Header, runs []harness.Run) (string, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sweep.jsonl")
	w, err := Create(path, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runs {
		if err := w.Run(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(End{Stopped: "6 repeats are done"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Store(written); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, b
}

func TestFileFormat(t *testing.T) {
	runs := []harness.Run{oneOfEach(), runtest.AmdahlRun(0, 1, time.Millisecond, 100*time.Millisecond, 1)}
	runs[1].System = meter.System{}
	h := sampleHeader(1, 2)
	h.Weighted, h.Request = true, sampleRequest()
	h.Machine = fullMachine()
	h.Hosts = []harness.Host{{Name: "node1", CPUs: 2, Slots: 1, Here: true}, {Name: "node2", CPUs: 1.5, Slots: 2}}
	h.Build = Build{Version: "v0.1.0", Revision: "0a1b", Modified: true, Time: "2026-11-19T08:00:00Z", Settings: map[string]string{"GOAMD64": "v3"}}
	path, b := write(t, h, runs)
	golden.File(t, "testdata/sweep.jsonl", b)

	f, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	want := &File{Header: h, Runs: runs, End: &End{Stopped: "6 repeats are done"}, Store: &written}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("what was read is not what was written (-written +read):\n%s", diff)
	}
}

func TestAbsentEvidenceIsAbsent(t *testing.T) {
	r := runtest.AmdahlRun(0, 2, time.Millisecond, time.Second, 1)
	r.System = meter.System{}
	r.Timing.Workers[0].Sched, r.Timing.Workers[1].Sched = nil, nil
	b, err := EncodeRun(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"cpu_ns", "run_delay_ns", "wake_delay_ns", "awake_ns", "process_ns", "split_delay_ns", "merge_delay_ns", "rejoined_ns", "gc_cycles", "gc_pause_ns", "gc_assist_ns", "steal_ns", "coordinator_ns",
		"throttled_ns", "throttled_periods", "clock_hz", "usage", "other_work", "answer_sha256"} {
		if bytes.Contains(b, []byte(key)) {
			t.Errorf("%s is in the line, though it was not measured: %s", key, b)
		}
	}
}

// Impossible evidence is left out, and the sweep goes on.
func TestImpossibleEvidenceIsLeftOut(t *testing.T) {
	r := oneOfEach()
	back := -10 * time.Millisecond // stolen time that a hypervisor took back
	r.System.Steal = &back
	r.Timing.Workers[0].Sched.RunDelay = back
	r.Timing.Delay.Split = back
	r.Timing.Rejoined, r.Timing.Workers[0].Awake = &back, &back
	r.Timing.Workers[0].Process = &back
	r.System.Throttled, r.System.Throttles, r.System.Usage.User, r.System.ClockHz = &back, new(-1), back, -1
	r.Timing.Others.Pressure = &back
	b, err := EncodeRun(r)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]bool{"clock_hz": false, "throttled_ns": false, "throttled_periods": false, "usage": false, "other_work": false, "steal_ns": false, "wake_delay_ns": false, "awake_ns": false, "process_ns": false, "split_delay_ns": false, "merge_delay_ns": false, "rejoined_ns": false, "run_delay_ns": false, "cpu_ns": false, "gc_pause_ns": true, "coordinator_ns": true} {
		if got := strings.Contains(string(b), key); got != want {
			t.Errorf("%s is in %s: %v, want %v", key, b, got, want)
		}
	}
}

// A way in which workers sleep that this version does not know is unknown.
func TestUnknownParking(t *testing.T) {
	_, b := write(t, sampleHeader(1, 2), nil)
	for parking, want := range map[string]harness.Parking{"futex": harness.ByFutex, "channel": harness.ByChannel, "x": ""} {
		h, err := ReadHeader(bytes.NewReader(bytes.Replace(b, []byte(`"parking":"futex"`), []byte(`"parking":"`+parking+`"`), 1)))
		if err != nil || h.Parking != want || h.KernelWakes() != (want == harness.ByFutex) {
			t.Errorf("%q is read as %q: %v", parking, h.Parking, err)
		}
	}
}

func TestCreateKeepsWhatExists(t *testing.T) {
	path, before := write(t, sampleHeader(1, 2), nil)
	_, err := Create(path, sampleHeader(1, 2))
	if !errors.As(err, new(*DestinationError)) || !strings.HasSuffix(err.Error(), "remove it, or name another") {
		t.Errorf("Create over a file: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file changed: %v", err)
	}
}

// CheckNew fails for the same paths as Create, and creates no file.
func TestCheckNew(t *testing.T) {
	dir := t.TempDir()
	full, _ := write(t, sampleHeader(1, 2), nil)
	empty := filepath.Join(dir, "empty.jsonl")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	held, err := Create(filepath.Join(dir, "held.jsonl"), sampleHeader(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for path, free := range map[string]bool{
		filepath.Join(dir, "new.jsonl"):         true,
		empty:                                   true,
		full:                                    false,
		held.Path():                             false,
		dir:                                     false,
		filepath.Join(dir, "none", "new.jsonl"): false,
		filepath.Join(full, "new.jsonl"):        false,
	} {
		err := CheckNew(path)
		if (err == nil) != free || err != nil && (!errors.As(err, new(*DestinationError)) || !strings.HasSuffix(err.Error(), "name another")) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if after, err := os.ReadDir(dir); err != nil || len(after) != len(before) {
		t.Errorf("%d files, %v; there were %d", len(after), err, len(before))
	}
	for _, path := range []string{filepath.Join(dir, "new.jsonl"), empty} {
		w, err := Create(path, sampleHeader(1, 2))
		if err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
}

func TestWriterRefusesWhatCouldNotBeRead(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "sweep.jsonl"), sampleHeader(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	r := runtest.AmdahlRun(3, 2, time.Millisecond, time.Second, 1)
	r.Timing.Wall++
	if err := w.Run(r); err == nil || !strings.Contains(err.Error(), "block 3, N = 2") {
		t.Errorf("a run with a gap: %v", err)
	}
	if _, err := Read(w.Path()); err != nil {
		t.Errorf("the file is not readable any more: %v", err)
	}
}

// A killed sweep leaves a prefix of the file. Wherever it is cut, every run with a whole
// line is read.
func TestTornFile(t *testing.T) {
	_, b := write(t, sampleHeader(1, 2), runtest.Amdahl(2, time.Millisecond, 100*time.Millisecond, 1, 2))
	header := bytes.IndexByte(b, '\n') + 1
	for cut := 0; cut <= len(b); cut++ {
		f, err := Decode(bytes.NewReader(b[:cut]))
		if cut < header-1 { // the newline itself may be missing
			if err == nil {
				t.Fatalf("cut at %d, within the header: no error", cut)
			}
			continue
		}
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		last := b[bytes.LastIndexByte(b[:cut], '\n')+1 : cut]
		want := bytes.Count(b[:cut-len(last)], []byte(`"kind":"run"`))
		if whole := json.Valid(last); whole && bytes.Contains(last, []byte(`"kind":"run"`)) {
			want++
		} else if torn := len(last) > 0 && !whole; torn != (len(f.Warnings) == 1) {
			t.Fatalf("cut at %d: torn %v, warnings %q", cut, torn, f.Warnings)
		}
		if len(f.Runs) != want {
			t.Fatalf("cut at %d: %d runs, want %d", cut, len(f.Runs), want)
		}
	}
}

func TestDecodeErrors(t *testing.T) {
	header, err := EncodeHeader(sampleHeader(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	run, err := EncodeRun(runtest.AmdahlRun(0, 2, 1000, 9000, 1))
	if err != nil {
		t.Fatal(err)
	}
	change := func(line []byte, old, to string) string {
		t.Helper()
		if !strings.Contains(string(line), old) {
			t.Fatalf("%s does not hold %s", line, old)
		}
		return strings.Replace(string(line), old, to, 1)
	}
	h := string(header)
	for _, c := range []struct{ name, file, want string }{
		{"empty", "", "empty"},
		{"foreign text", "workers,seconds\n1,2\n", `line 1: found "workers,seconds" where the header should be`},
		{"foreign JSON", `{"a":1}` + "\n", "line 1: found"},
		{"foreign without newline", "MZ\x90\x00", "line 1: cut short where the header should be"},
		{"header missing", string(run), "line 1: found"},
		{"future schema", change(header, `"schema":1`, `"schema":9`), "written by a newer harness: schema 9, this one reads 1: update harness"},
		{"schema 0", change(header, `"schema":1`, `"schema":0`), "schema 0"},
		{"wrong type", change(header, `"seed":7`, `"seed":"x"`), "line 1: header:"},
		{"a time out of range", h + change(run, `"wall_ns":5500`, `"wall_ns":1e300`), "line 2: run: wall_ns is 1e300: it must be a whole number of at most 1152921504606846976"},
		{"a text for a time", h + change(run, `"wall_ns":5500`, `"wall_ns":"x"`), "line 2: run: wall_ns is of the kind string: it must be a whole number"},
		{"a time with a fraction", h + change(run, `"wall_ns":5500`, `"wall_ns":5500.5`), "line 2: run: wall_ns is 5500.5: it must be a whole number of at most"},
		{"a number that no float is", change(header, `"effective_cpus":4`, `"effective_cpus":1e999`), "machine.effective_cpus is 1e999: it must be a number of at most 1.8e308"},
		{"no workers", change(header, `"workers":[1,2]`, `"workers":[]`), "the sweep has no N"},
		{"workers of zero", change(header, `"workers":[1,2]`, `"workers":[0]`), "0 workers"},
		{"negative CPUs", change(header, `"effective_cpus":4`, `"effective_cpus":-4`), "machine.effective_cpus is -4"},
		{"two headers", h + h, "line 2: a second header"},
		{"torn in the middle", h + string(run[:20]) + "\n" + string(run), "line 2: found"},
		{"unknown kind", h + `{"kind":"note"}` + "\n", `line 2: a line of kind "note"`},
		{"run after end", h + `{"kind":"end","stopped":"x"}` + "\n" + string(run), "line 3: a run after the end"},
		{"two ends", h + `{"kind":"end","stopped":"x"}` + "\n" + `{"kind":"end","stopped":"x"}` + "\n", "line 3: a second end"},
		{"a run twice", h + string(run) + string(run), "line 3: run 0 of block 0, N = 2, is in line 2 already: the file is damaged"},
		{"a run twice in two processes", h + string(run) + `{"kind":"resume"}` + "\n" + string(run), "line 4: run 0 of block 0, N = 2, is in line 2 already"},
		{"a resumption of the wrong type", h + `{"kind":"resume","repeats":"x"}` + "\n", "line 2: resume:"},
		{"a resumption with negative limits", h + `{"kind":"resume","repeats":-1}` + "\n", "line 2: resume: repeats and precision cannot be negative"},
		{"another engine", h + change(run, `"engine":"pool"`, `"engine":"sim"`), `engine "sim" in a sweep of engine "pool"`},
		{"negative time", h + change(run, `"split_ns":250`, `"split_ns":-250`), "line 2: run: split_ns is -250"},
		{"huge time", h + change(run, `"split_ns":250`, `"split_ns":9223372036854775807`), "line 2: run: split_ns"},
		{"gap between phases", h + change(run, `"split_ns":250`, `"split_ns":251`), "the phases must add up to the run"},
		{"gap in a worker", h + change(run, `"busy_ns":4500`, `"busy_ns":4499`), "worker 0: wake_ns + busy_ns"},
		{"no wall time", h + change(run, `"wall_ns":5500,`, ``), "wall_ns is missing"},
		{"too few workers", h + change(run, `"workers":2`, `"workers":3`), "times of 2 workers in a run of 3"},
		{"no N", h + change(run, `"workers":2`, `"workers":0`), "0 workers"},
		{"half a schedule", h + change(run, `,"run_delay_ns":0`, ``), "must both be there"},
		{"negative steal", h + change(run, `"steal_ns":0`, `"steal_ns":-1`), "steal_ns is -1"},
		{"negative cycles", h + change(run, `"gc_cycles":0`, `"gc_cycles":-1`), "gc_cycles is -1"},
		{"negative throttling", h + change(run, `"steal_ns":0`, `"throttled_ns":-1`), "throttled_ns is -1"},
		{"negative throttles", h + change(run, `"steal_ns":0`, `"throttled_periods":-1`), "throttled_periods is -1"},
		{"negative clock", h + change(run, `"steal_ns":0`, `"clock_hz":-1`), "clock_hz is -1"},
		{"negative faults", h + change(run, `"steal_ns":0`, `"usage":{"major_faults":-1}`), "usage: its switches, faults"},
		{"negative CPU time", h + change(run, `"steal_ns":0`, `"usage":{"user_ns":-1}`), "usage.user_ns is -1"},
		{"negative caches", change(header, `"hostname":"node-1"`, `"caches":[{"bytes":-1}]`), "machine.caches: bytes is -1"},
		{"negative load", change(header, `"hostname":"node-1"`, `"load_average":[-1]`), "machine.load_average is -1"},
		{"store less than its part", h + `{"kind":"store","store_ns":1,"sync_ns":2}` + "\n", "line 2: store: sync_ns is 2 and store_ns 1"},
		{"negative sync", h + `{"kind":"store","store_ns":1,"sync_ns":-1}` + "\n", "line 2: store: sync_ns is -1"},
		{"store of nobody", h + `{"kind":"store","store_ns":1,"again":[{"workers":0,"store_ns":2,"sync_ns":1}]}` + "\n", "line 2: store: again: workers is 0: at least 1 wrote"},
		{"store again less than its part", h + `{"kind":"store","store_ns":1,"again":[{"workers":1,"store_ns":1,"sync_ns":2}]}` + "\n", "line 2: store: again: sync_ns is 2 and store_ns 1"},
		{"negative store again", h + `{"kind":"store","store_ns":1,"again":[{"workers":1,"store_ns":1,"sync_ns":-2}]}` + "\n", "line 2: store: again: sync_ns is -2"},
		{"negative store", h + `{"kind":"store","store_ns":-1}` + "\n", "line 2: store: store_ns is -1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Decode(strings.NewReader(c.file))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want one with %q", err, c.want)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error is more than one line: %q", err)
			}
		})
	}
}

func TestReadNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "timings.csv")
	if err := os.WriteFile(path, []byte("n,t\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + ".gone"} {
		if _, err := Read(p); err == nil || !strings.Contains(err.Error(), p) {
			t.Errorf("Read(%s): %v", p, err)
		}
	}
}

// The times of writing the results at an N go with its first timed runs, one each; those of another engine have
// them again. A file without such times has the one time for all that are timed.
func TestStoredCounted(t *testing.T) {
	s := &Stored{Wall: 9, Sync: new(time.Duration(8)), Again: []StoreTime{{1, 10, 1}, {2, 5, 2}, {2, 6, 3}, {1, 11, 4}}}
	type counted struct {
		engine string
		n      int
		want   *Written
	}
	of := func(s *Stored, runs []counted) {
		t.Helper()
		written := s.Counted()
		for i, r := range runs {
			got := written(&harness.Run{Engine: r.engine, Workers: r.n, Warmup: r.engine == ""})
			if (got == nil) != (r.want == nil) || got != nil && (got.Wall != r.want.Wall || (got.Sync == nil) != (r.want.Sync == nil) || got.Sync != nil && *got.Sync != *r.want.Sync) {
				t.Errorf("run %d, %s at N = %d: %+v, want %+v", i, r.engine, r.n, got, r.want)
			}
		}
	}
	took := func(wall, sync time.Duration) *Written { return &Written{wall, &sync} }
	of(s, []counted{{"", 1, nil}, {"pool", 1, took(10, 1)}, {"pool", 2, took(5, 2)}, {"rival", 1, took(10, 1)}, {"pool", 2, took(6, 3)},
		{"pool", 1, took(11, 4)}, {"pool", 2, nil}, {"pool", 1, nil}, {"rival", 1, took(11, 4)}, {"pool", 3, nil}})
	of(&Stored{Wall: 7}, []counted{{"", 1, nil}, {"pool", 1, &Written{Wall: 7}}, {"pool", 1, &Written{Wall: 7}}, {"pool", 2, &Written{Wall: 7}}})
	of(nil, []counted{{"pool", 1, nil}})
}
