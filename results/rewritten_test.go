package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sorted returns the lines of a result file with the keys of their objects in alphabetic order
// and blanks between them, as another program may write them anew.
func sorted(t *testing.T, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	for line := range bytes.Lines(text) {
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		var v map[string]any
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(strings.ReplaceAll(string(b), `":`, `" : `) + "\n")
	}
	return out.Bytes()
}

// A file that an editor, a shell or jq has written anew holds the same sweep.
func TestRewritten(t *testing.T) {
	text, err := os.ReadFile("testdata/amdahl.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want, err := Decode(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	crlf := bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	for name, anew := range map[string][]byte{
		"sorted": sorted(t, text), "mark": joined(mark, text), "mark, CRLF": joined(mark, crlf), "CRLF": crlf,
		"blank lines": joined("\n \r\n", text, []byte("\n\t")), "indented": bytes.ReplaceAll(text, []byte("\n"), []byte("\n\t")),
		"no last newline": bytes.TrimSpace(text),
		"CR":              bytes.ReplaceAll(text, []byte("\n"), []byte("\r")), "mark, CR": joined(mark, bytes.ReplaceAll(text, []byte("\n"), []byte("\r"))),
		"gzip": packed(t, text), "gzip, CRLF": packed(t, crlf),
	} {
		got, err := Decode(bytes.NewReader(anew))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-as written +anew):\n%s", name, diff)
		}
		if h, err := ReadHeader(bytes.NewReader(anew)); err != nil || !cmp.Equal(*h, want.Header) {
			t.Errorf("%s: header %+v, error %v", name, h, err)
		}
		if NoRuns(bytes.NewReader(anew)) {
			t.Errorf("%s: no run is found", name)
		}
	}
}

func joined(first string, rest ...[]byte) []byte {
	return append([]byte(first), bytes.Join(rest, nil)...)
}

// A sweep is continued at the end of a file with a mark before it.
func TestResumeAfterMark(t *testing.T) {
	_, text := write(t, sampleHeader(1, 2), nil)
	path := filepath.Join(t.TempDir(), "marked.jsonl")
	if err := os.WriteFile(path, joined(mark, text), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := Reopen(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Resume(Resume{Machine: sampleHeader().Machine}), w.Close()); err != nil {
		t.Fatal(err)
	}
	if f, err := Read(path); err != nil || len(f.Resumes) != 1 {
		t.Errorf("%+v, error %v", f, err)
	}
}

// Records that are not one a line are refused with what makes them so.
func TestOtherText(t *testing.T) {
	for text, want := range map[string]string{
		"{\n  \"kind\": \"header\",\n":      "jq -c . FILE >NEW",
		"[\n  {\n":                          "jq -c '.[]' FILE >NEW",
		`[{"kind":"header","schema":1}]`:    "jq -c '.[]' FILE >NEW",
		"\xff\xfe{\x00\"\x00\n\x00":         "iconv -f UTF-16",
		"\n\n":                              "empty: the sweep was killed",
		mark:                                "empty: the sweep was killed",
		"\n{\"kind\":\"header\",\"schema\"": "line 2: cut short where the header should be",
	} {
		if _, err := Decode(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
		if _, err := ReadHeader(strings.NewReader(text)); err == nil {
			t.Errorf("%q has a header", text)
		}
	}
}
