package plaintext

import (
	"encoding/json"
	"strings"
	"testing"
)

const nasty = "x\u009b31m\u202eevil\x1b[31m\x7f\u2028<&>\U000e0041"

// The value of JSON is the same after its steering characters are escaped, and none is left raw.
func TestJSON(t *testing.T) {
	for _, indent := range []string{"", "  "} {
		var b strings.Builder
		e := NewEncoder(&b)
		e.SetIndent("", indent)
		in := map[string][]string{nasty: {nasty, "plain µ"}}
		if err := e.Encode(in); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && strings.ContainsRune("\u009b\u202e\x1b\x7f\u2028\U000e0041", r) }); i >= 0 {
			t.Errorf("raw %q in %q", text[i:i+3], text)
		}
		if !strings.Contains(text, `<&>`) || !strings.Contains(text, `\udb40\udc41`) || !strings.Contains(text, "µ") {
			t.Errorf("escaped too much or too little: %s", text)
		}
		var out map[string][]string
		if err := json.Unmarshal([]byte(text), &out); err != nil || out[nasty][0] != nasty {
			t.Errorf("read back %q, error %v", out, err)
		}
	}
}

func TestCSV(t *testing.T) {
	row := []string{"=1+2", "+49", "-0.5", "-x", "@SUM(A1)", " =1", "plain", "-", "a\tb\nc", "1e-3", "-Inf", "a,\"b", nasty, "\uff1d1"}
	for safe, want := range map[bool]string{
		false: "=1+2,+49,-0.5,-x,@SUM(A1),\" =1\",plain,-,\"a\tb\nc\",1e-3,-Inf,\"a,\"\"b\",x31mevil[31m<&>,\uff1d1\n",
		true:  "'=1+2,+49,-0.5,'-x,'@SUM(A1),' =1,plain,'-,\"a\tb\nc\",1e-3,-Inf,\"a,\"\"b\",x31mevil[31m<&>,'\uff1d1\n",
	} {
		var b strings.Builder
		c := NewCSV(&b, safe)
		c.Write(row)
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("safe %v:\n%q, want\n%q", safe, b.String(), want)
		}
	}
	if row[0] != "=1+2" {
		t.Error("the row of the caller was changed")
	}
}
