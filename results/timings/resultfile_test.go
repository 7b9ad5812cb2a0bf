package timings

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
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

// A result file that is packed, from a pipe too, or whose lines end in CR, is read line by line like
// any other, whether its format is named or not.
func TestResultFileIsStreamed(t *testing.T) {
	text, err := os.ReadFile("../testdata/amdahl.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want, err := Read("plain", bytes.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	cr := bytes.ReplaceAll(text, []byte("\n"), []byte("\r"))
	if !beginResults(bufio.NewReader(bytes.NewReader(text))) || !beginResults(bufio.NewReader(bytes.NewReader(cr))) {
		t.Error("a result file is held in memory, and not read line by line")
	}
	packed := readertest.Pack(t, "gzip", string(text))
	for _, from := range []string{"", resultFormat} {
		for name, r := range map[string]io.Reader{
			"cr": bytes.NewReader(cr), "packed": bytes.NewReader(packed), "packed, from a pipe": io.MultiReader(bytes.NewReader(packed)),
		} {
			got, err := Read(name, r, Options{From: from})
			if err != nil || len(got) != 1 || got[0].Format != resultFormat || len(got[0].Readings) != len(want[0].Readings) {
				t.Errorf("%s, --from %q: read as %+v, error %v", name, from, got, err)
			}
		}
	}
}
