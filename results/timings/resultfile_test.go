package timings

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// A result file is recognised with any spacing of its JSON, and with its header cut short.
func TestResultFileIsKnown(t *testing.T) {
	text, err := os.ReadFile("../testdata/amdahl.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var spaced strings.Builder
	for line := range bytes.Lines(text) {
		var b bytes.Buffer
		if err := json.Indent(&b, line, "", " "); err != nil {
			t.Fatal(err)
		}
		spaced.WriteString(strings.ReplaceAll(strings.TrimSpace(b.String()), "\n", "") + "\n")
	}
	if !strings.Contains(spaced.String(), `"kind": "header"`) {
		t.Fatalf("this is spaced as before: %.80s", spaced.String())
	}
	all, err := Read("spaced", strings.NewReader(spaced.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Format != "results" || all[0].Sweep == nil || all[0].Sweep.Beyond[8] == "" {
		t.Errorf("read as %+v", all)
	}
	if _, err := Read("cut", strings.NewReader(string(text[:200])), Options{}); err == nil || !strings.Contains(err.Error(), "cut short where the header should be") {
		t.Errorf("of a header that was cut short: %v", err)
	}
}
