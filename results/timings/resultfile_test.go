package timings

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
)

// A packed result file is read as a plain one.
func TestPackedResultFile(t *testing.T) {
	text, err := os.ReadFile("../testdata/amdahl.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := Read("a.jsonl", bytes.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	packed, err := Read("a.jsonl.gz", bytes.NewReader(readertest.Pack(t, "gzip", string(text))), Options{})
	if err != nil || len(packed) != 1 || len(packed[0].Readings) != len(plain[0].Readings) {
		t.Fatalf("%v, %+v", err, packed)
	}
}

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
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for name, anew := range map[string]string{
		"marked": "\ufeff" + string(text), "blank": "\r\n\n " + string(text), "indented": " " + strings.Join(lines, "\n\t"),
		"sorted": strings.Join(append([]string{strings.TrimSuffix(strings.Replace(lines[0], `{"kind":"header",`, "{", 1), "}") + `, "kind" :"header" }`}, lines[1:]...), "\n"),
	} {
		if got, err := Read(name, strings.NewReader(anew), Options{}); err != nil || len(got) != 1 || got[0].Format != "results" || len(got[0].Readings) != len(all[0].Readings) {
			t.Errorf("%s: read as %+v, error %v", name, got, err)
		}
	}
	for _, anew := range []string{"[" + strings.Join(lines, ",") + "]", "{\n \"schema\": 1,\n \"kind\": \"header\"\n}\n"} {
		if _, err := Read("anew", strings.NewReader(anew), Options{}); err == nil || !strings.Contains(err.Error(), "jq -c ") {
			t.Errorf("%.20q: error %v", anew, err)
		}
	}
	if _, err := Read("cut", strings.NewReader(string(text[:200])), Options{}); err == nil || !strings.Contains(err.Error(), "cut short where the header should be") {
		t.Errorf("of a header that was cut short: %v", err)
	}
}
