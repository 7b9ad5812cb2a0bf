package prepare

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

func TestParseRows(t *testing.T) {
	got, err := ParseRows("1e5, 1e4,10000,2e6")
	if want := []int{10_000, 100_000, 2_000_000}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	for _, list := range []string{"", "x", "0", "-1", "1.5", "1e4,", "NaN", "Inf", "1e13", "1e4;1e5"} {
		if got, err := ParseRows(list); !errors.As(err, new(*harness.FlagError)) {
			t.Errorf("%q: %v, %v", list, got, err)
		}
	}
}

// Generated rows are made as many, rows that are read are repeated whole, and a program gets
// the number.
func TestSizesOf(t *testing.T) {
	generated := func(data string) results.Request {
		return results.Request{Workload: "ttest", Source: results.Source{Data: data}}
	}
	program := results.Request{Workload: "command", Program: []string{"p", "-n", "{rows}"}, Settings: map[string][]string{"env": {"N={workers}", "R={rows}"}}}
	for _, tc := range []struct {
		r    results.Request
		rows []int
		want []int
		text func(results.Request) string
		has  []string
	}{
		{generated("synth:rows=7,cols=4,seed=2"), []int{10, 20}, []int{10, 20}, func(r results.Request) string { return r.Source.Data },
			[]string{"synth:rows=10,cols=4,seed=2", "synth:rows=20,cols=4,seed=2"}},
		{generated("genotypes:samples=10"), []int{10}, []int{10}, func(r results.Request) string { return r.Source.Data }, []string{"genotypes:variants=10,samples=10"}},
		{generated("spd"), []int{10}, []int{10}, func(r results.Request) string { return r.Source.Data }, []string{"spd:rows=10"}},
		{generated("golub"), []int{3000, 30_000}, []int{3051, 30_510}, func(r results.Request) string { return strings.Repeat("x", r.Source.Tile) }, []string{"x", strings.Repeat("x", 10)}},
		{program, []int{10, 20}, []int{10, 20}, func(r results.Request) string { return strings.Join(r.Program, " ") + r.Settings["env"][1] }, []string{"p -n 10R=10", "p -n 20R=20"}},
	} {
		sized, err := SizesOf(t.Context(), tc.r, tc.rows, machine.Room{})
		if err != nil {
			t.Errorf("%v: %v", tc.r, err)
			continue
		}
		for i, z := range sized {
			if z.Rows != tc.want[i] || tc.text(z.Request) != tc.has[i] {
				t.Errorf("%v: %d rows, %q, want %d, %q", tc.rows, z.Rows, tc.text(z.Request), tc.want[i], tc.has[i])
			}
		}
	}
	if program.Program[2] != "{rows}" || program.Settings["env"][1] != "R={rows}" {
		t.Error("the request was changed")
	}
}

// What cannot be made has one line with what to type.
func TestSizesRefused(t *testing.T) {
	for _, tc := range []struct {
		r    results.Request
		rows []int
		want string
	}{
		{results.Request{Workload: "ttest", Source: results.Source{Data: "golub"}}, []int{1000}, "type multiples of that, such as 3051,30510,305100"},
		{results.Request{Workload: "ttest", Source: results.Source{Data: "golub"}}, []int{3000, 3100}, "repeated whole"},
		{results.Request{Workload: "ttest", Source: results.Source{Data: "golub", Tile: 3}}, []int{6102}, "leave it out"},
		{results.Request{Workload: "command", Program: []string{"p", "{workers}"}}, []int{10}, "put {rows} where it expects the number"},
		{results.Request{Workload: "ttest", Source: results.Source{Data: "no-such-file.csv"}}, []int{10}, "no such file"},
	} {
		if _, err := SizesOf(t.Context(), tc.r, tc.rows, machine.Room{}); err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v: %v, want %q", tc.rows, err, tc.want)
		}
	}
}

// Sizes of which one has no room in memory are refused before any is made, whatever the source
// of the rows.
func TestSizesHaveRoom(t *testing.T) {
	m := machine.Room{Bytes: 1 << 20}
	for _, data := range []string{"synth:rows=10,cols=100", "golub", "genotypes:samples=100", "spd"} {
		r := results.Request{Workload: "ttest", Source: results.Source{Data: data}}
		if _, err := SizesOf(t.Context(), r, []int{3051, 6_102_000}, m); !errors.As(err, new(*harness.FlagError)) || !strings.Contains(err.Error(), "1.05 MB are free: end other programs, or type at most ") {
			t.Errorf("%s: %v", data, err)
		}
		if _, err := SizesOf(t.Context(), r, []int{3051, 6102}, machine.Room{}); err != nil {
			t.Errorf("%s, of a machine whose memory is not known: %v", data, err)
		}
	}
}
