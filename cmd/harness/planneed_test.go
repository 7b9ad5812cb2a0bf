package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
