package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/results/store"

	"github.com/google/go-cmp/cmp"
)

// listing has a result in each state.
func listing() *Listing {
	at := func(day int) time.Time { return time.Date(2026, 11, day, 9, 30, 0, 0, time.Local) }
	entry := func(day int, state store.State, s *fit.Interval) store.Entry {
		name := at(day).Format("20060102T150405")
		return store.Entry{Name: name, Path: "/r/" + name + "-ttest-vm.jsonl", Bytes: 1000, Time: at(day), State: state, Reason: "why",
			Machine: "vm", Workload: "ttest", Data: "golub", Engine: "pool", Schedule: "dynamic", Workers: []int{1, 2, 4, 64}, Runs: 28, SerialFraction: s}
	}
	all := []store.Entry{
		{Name: "notes", Path: "/r/notes.jsonl", Time: at(22), State: store.Damaged, Reason: "line 1: found \"n,t\"\nno header", Workers: []int{}},
		entry(21, store.Running, nil),
		entry(20, store.Done, &fit.Interval{Value: 0.0132, Lo: 0.0118, Hi: 0.0149, Level: 0.95}),
		entry(19, store.Interrupted, &fit.Interval{Value: 0.001, Lo: -0.002, Hi: 0.004, Level: 0.95}),
		entry(18, store.Failed, &fit.Interval{Value: 0.4, Lo: math.Inf(-1), Hi: math.Inf(1), Level: 0.95}),
	}
	all[2].ProgramSerialFraction = &fit.Interval{Value: 0.0121, Lo: 0.0115, Hi: 0.0127, Level: 0.95}
	all[3].ProgramSerialFraction = &fit.Interval{Value: 0.001, Lo: -0.001, Hi: 0.003, Level: 0.95}
	all[4].ProgramSerialFraction = &fit.Interval{Value: 0.4, Lo: math.Inf(-1), Hi: math.Inf(1), Level: 0.95}
	all[3].Workload, all[4].Workers = "wait", []int{8}
	return &Listing{Schema: 1, Folder: "/r", Results: all}
}

func TestListing(t *testing.T) {
	var b bytes.Buffer
	if err := writeListing(&b, listing(), Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	const want = `machine  vm
data     golub
engine   pool/dynamic

name             workload  program  S            95 %           state
notes                      –        –                           damaged
20261121T093000  ttest     –        cannot tell                 running
20261120T093000  ttest     0.01210  0.0132       0.0118–0.0149  done
20261119T093000  wait      < 0.003  < 0.004                     interrupted
20261118T093000  ttest     –        cannot tell                 failed

damaged  notes: line 1: found "n,t" no header
failed   20261118T093000: why
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	b.Reset()
	loaded := listing()
	loaded.Results[2].Busy = true
	if err := writeListing(&b, loaded, Style{Width: 80}); err != nil || !strings.Contains(b.String(), "  0.0118–0.0149  done, busy\n") ||
		!strings.HasSuffix(b.String(), `failed   20261118T093000: why

busy     other work, or a CPU quota, had so much of the CPUs that this S is not
         the job's alone: harness report NAME has how much
`) {
		t.Errorf("a sweep on a busy machine is not marked, error %v:\n%s", err, b.String())
	}
	b.Reset()
	mixed := listing()
	mixed.Results[2].Engine, mixed.Results[2].Schedule = "sim", ""
	if err := writeListing(&b, mixed, Style{Width: 80}); err != nil || !strings.Contains(b.String(), "  sim ") {
		t.Errorf("the simulated sweep is not told from the others at 80 columns, error %v:\n%s", err, b.String())
	}
	for _, c := range []struct {
		of   int
		want string
	}{{0, "No result in /r: make one with harness sweep.\n"}, {6, "None of 6 results in /r is selected.\n"}} {
		b.Reset()
		if err := writeListing(&b, &Listing{Folder: "/r", Of: c.of}, Style{Width: 80}); err != nil || b.String() != c.want {
			t.Errorf("%q, error %v, want %q", b.String(), err, c.want)
		}
	}
	for _, width := range []int{60, 80, 120, 200} {
		b.Reset()
		if err := writeListing(&b, listing(), Style{Width: width, Color: true}); err != nil {
			t.Fatal(err)
		}
		if shown := strings.Contains(b.String(), "2026-11-20 09:30"); shown != (width >= 120) {
			t.Errorf("at %d columns, when is shown: %v", width, shown)
		}
		if !strings.Contains(b.String(), "0.01210  0.0132 ") || strings.Contains(b.String(), "0.0118–0.0149") != (width >= 80) {
			t.Errorf("at %d columns, the program's S beside S and its interval:\n%s", width, b.String())
		}
		if !strings.Contains(b.String(), "\x1b[33mnotes") {
			t.Errorf("at %d columns, a damaged file does not stand out", width)
		}
	}
}

func TestListingFormats(t *testing.T) {
	broken := errors.New("no space left")
	for _, f := range ListingFormats {
		got, err := ListingFormats.Lookup(f.Name)
		if err != nil || got.Name != f.Name || got.Summary == "" {
			t.Errorf("ListingFormats.Lookup(%q) = %+v, %v", f.Name, got, err)
		}
		r, w := io.Pipe()
		r.CloseWithError(broken)
		for _, l := range []*Listing{listing(), {Folder: "/r", Results: []store.Entry{}}} {
			if err := f.Write(w, l, Style{}); !errors.Is(err, broken) {
				t.Errorf("%s to a broken writer: %v", f.Name, err)
			}
		}
	}
	if _, err := ListingFormats.Lookup("xml"); err == nil || !strings.Contains(err.Error(), "json") {
		t.Errorf("ListingFormats.Lookup(xml): %v", err)
	}
}

func TestListingReadsBack(t *testing.T) {
	want := listing()
	want.Results[2].Busy = true
	var b bytes.Buffer
	if err := writeJSON(&b, want, Style{}); err != nil {
		t.Fatal(err)
	}
	var got Listing
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, &got); diff != "" {
		t.Errorf("JSON (-want +got)\n%s", diff)
	}
	b.Reset()
	if err := writeListingCSV(&b, want, Style{}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 1+len(want.Results) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, e := range want.Results {
		if got := fmt.Sprint(rows[i+1][0], rows[i+1][14], rows[i+1][15], rows[i+1][20]); got != fmt.Sprint(e.Name, e.State, e.Reason, e.Busy) {
			t.Errorf("row %d: %s", i, got)
		}
	}
}

// The time of what cannot be opened is not known, and none is shown.
func TestListingWithoutTime(t *testing.T) {
	if got := whenOf(&store.Entry{}); got != "–" {
		t.Errorf("%q", got)
	}
}
