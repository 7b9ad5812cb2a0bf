//go:build !race

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/plan"
)

// Of two sweeps the one of the most rows is made again, whichever is named first: the plan
// concludes from that.
func TestPlanOfTwoSizes(t *testing.T) {
	const small, large = "../../docs/sweeps/plan/ask-100.jsonl", "../../docs/sweeps/plan/ask-400.jsonl"
	for _, order := range [][]string{{small, large}, {large, small}} {
		var out, errs bytes.Buffer
		args := []string{"harness", "plan", "--from", order[0], "--from", order[1], "--rows", "1e5", "--target", "5s"}
		if code := run(t.Context(), args, &out, &errs); code != 0 || !strings.Contains(out.String(), "--data synth:rows=400,cols=4") {
			t.Errorf("%v: exit %d\n%s%s", order, code, &out, &errs)
		}
	}
}

// What is wrong with one of two sweeps has a cure of its own, and a plan from the other is the second.
func TestPlanOfTwoSizesUnderLoad(t *testing.T) {
	basis := func(rows float64, busy *analysis.BusyMachine) plan.Basis {
		s := fit.Interval{Value: 0.1, Lo: 0.09, Hi: 0.11, Level: 0.95}
		return plan.Basis{Source: "a.jsonl", Rows: rows, Seconds: &fit.Interval{Value: 100, Lo: 99, Hi: 101, Level: 0.95}, Serial: &s, Laws: []fit.Prospect{fit.Assumed(s)}, Busy: busy}
	}
	for _, tc := range []struct {
		busy analysis.BusyMachine
		want string
	}{
		{analysis.BusyMachine{Workers: 2, Share: 0.53, Made: true}, "grows with the rows: sweep again on a quiet machine, or type one --from"},
		{analysis.BusyMachine{Workers: 2, Share: 0.53, Made: true, Quota: true}, "grows with the rows: raise the CPU quota, or sweep fewer workers, or type one --from"},
	} {
		q := plan.Question{Target: 20}
		_, err := plan.Make([]plan.Basis{basis(100, nil), basis(400, &tc.busy)}, q)
		if err = asTyped(err, q); err == nil || !strings.HasSuffix(err.Error(), tc.want) {
			t.Errorf("%v, want %q", err, tc.want)
		}
	}
}

// Every field of a question that a plan refuses has words for what to type.
func TestTypedAs(t *testing.T) {
	files, err := filepath.Glob("../../results/plan/*.go")
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]bool{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bbad\("(\w+)"`).FindAllSubmatch(text, -1) {
			fields[string(m[1])] = true
		}
	}
	if len(fields) == 0 {
		t.Fatal("no field found")
	}
	for field := range fields {
		if typedAs[field] == "" {
			t.Errorf("%s: nothing to type", field)
		}
	}
}

// One size of a sweep of several is planned alone where the job has its rows, and where other work
// made S at all sizes; then, and from all sizes, the command that settles it is of all.
func TestPlanOfOneSizeOfSeveral(t *testing.T) {
	const study = "../../docs/sweeps/size/"
	for _, tc := range []struct {
		args       []string
		want, not  string
		wantErrors string
	}{
		{[]string{"golub-305100.jsonl", "--target", "1ms"}, "from golub-305100.jsonl", "--rows 305100", ""},
		{[]string{"golub-305100.jsonl", "--target", "1ms", "--rows", "305100"}, "from golub-305100.jsonl", "--rows 305100", ""},
		{[]string{"golub-305100.jsonl", "--target", "50ms", "--rows", "1e7"}, "--rows 305100,1525500,6102000", "sizes.jsonl", "left out: in golub-1525500.jsonl"},
		{[]string{"ttest-100000.jsonl", "--target", "3ms"}, "from ttest-100000.jsonl", "ttest-1000000.jsonl", ""},
		{[]string{"ttest-100000.jsonl", "--target", "100ms", "--rows", "1e7"}, "ttest-4000000.jsonl", "in one", ""},
	} {
		var out, errs bytes.Buffer
		args := append([]string{"harness", "plan", "--from", study + tc.args[0]}, tc.args[1:]...)
		code := run(t.Context(), args, &out, &errs)
		if code != 0 || !strings.Contains(out.String(), tc.want) || strings.Contains(out.String(), tc.not) || !strings.Contains(errs.String(), tc.wantErrors) {
			t.Errorf("%q: exit %d\n%s%s", tc.args, code, &out, &errs)
		}
	}
}
