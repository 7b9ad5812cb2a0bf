package results

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// example matches a block of the docs that shows a line of a file:
//
//	<!-- results/testdata/vintage/a.jsonl: header without machine -->
//	```json
//	…
//	```
var example = regexp.MustCompile("(?m)^<!-- results/(testdata/\\S+): (\\w+)( without machine)? -->\n```json\n((?s:.*?))^```$")

// The page about the format shows lines of real files. -update writes them into it.
func TestFormatPage(t *testing.T) {
	const page = "../docs/result-file.md"
	old, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	made := example.ReplaceAllFunc(old, func(block []byte) []byte {
		blocks++
		m := example.FindSubmatch(block)
		shown, err := exampleLine(string(m[1]), string(m[2]), len(m[3]) > 0)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Replace(block, []byte("```json\n"+string(m[4])), []byte("```json\n"+shown), 1)
	})
	if blocks < 5 {
		t.Errorf("%d examples", blocks)
	}
	golden.File(t, page, made)
}

// exampleLine returns the first timed line of a kind, or the machine or the
// request of the header, with each key on a line of its own.
func exampleLine(path, kind string, bare bool) (string, error) {
	b, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(b)) {
		var v struct {
			Kind    string
			Warmup  any // a number in the header
			Machine json.RawMessage
			Request json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			return "", err
		}
		switch {
		case kind == "machine" && v.Kind == "header":
			return byKey(v.Machine, false)
		case kind == "request" && v.Kind == "header":
			return byKey(v.Request, false)
		case v.Kind == kind && v.Warmup != true:
			return byKey([]byte(line), bare)
		}
	}
	return "", fmt.Errorf("%s has no %s", path, kind)
}

// byKey writes an object with each key on a line of its own.
func byKey(object []byte, bare bool) (string, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	if _, err := d.Token(); err != nil {
		return "", err
	}
	var lines []string
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return "", err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return "", err
		}
		if bare && key == "machine" {
			value = json.RawMessage(`{}`)
		}
		lines = append(lines, fmt.Sprintf("  %q: %s", key, value))
	}
	return "{\n" + strings.Join(lines, ",\n") + "\n}\n", nil
}
