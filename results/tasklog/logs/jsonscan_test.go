package logs

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// Whatever JSON an object is, its members are those that encoding/json finds, and so are lists and
// texts; of other text nothing but an end comes.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{
		`{}`, ` { "a" : 1 , "b":[1,{"c":"}"}], "d":"\"\\", "\u0065":null}`, `{"a":1,}`, `{"a":1`, `{"a" 1}`, `{"":-1.5e3}`, "{\"a\":\"\xff\"}", `[1]`, `{"a":{"b":[[],{}]},"a":2}`, `{"a":"é\n"}`, `[]`, `["a",2,{"b":[3]}]`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		o := jsonObject{text: text}
		got := map[string]json.RawMessage{}
		for key, value := range o.members {
			got[string(key)] = bytes.Clone(value)
		}
		var list []json.RawMessage
		for value := range elements(text) {
			list = append(list, bytes.Clone(value))
		}
		if !json.Valid(text) {
			return
		}
		var want map[string]json.RawMessage
		isObject := json.Unmarshal(text, &want) == nil && want != nil
		if o.whole != isObject || len(got) != len(want) {
			t.Fatalf("%q: %d members, whole %v, want %d, %v", text, len(got), o.whole, len(want), isObject)
		}
		for key, value := range want {
			if !bytes.Equal(got[key], value) {
				t.Fatalf("%q: %q is %q, want %q", text, key, got[key], value)
			}
			var s string
			if json.Unmarshal(value, &s) == nil && value[0] == '"' && string(unquoted(value)) != s {
				t.Fatalf("%q: %q reads %q, want %q", text, key, unquoted(value), s)
			}
			var n int64
			if m, ok := wholeNumber(value); ok && json.Unmarshal(value, &n) == nil && m != n {
				t.Fatalf("%q: %q is %d, want %d", text, key, m, n)
			}
		}
		var elements []json.RawMessage
		if json.Unmarshal(text, &elements) != nil {
			elements = nil
		}
		if len(list) != len(elements) {
			t.Fatalf("%q: %d elements, want %d", text, len(list), len(elements))
		}
		for i := range list {
			if !bytes.Equal(list[i], elements[i]) {
				t.Fatalf("%q: element %d is %q, want %q", text, i, list[i], elements[i])
			}
		}
	})
}

// What is no JSON ends where it breaks off.
func TestTornJSON(t *testing.T) {
	const text = `{"a":{"b":[1,"x\"y"]},"c":2}`
	for cut := range len(text) {
		o := jsonObject{text: []byte(text[:cut])}
		for key, value := range o.members {
			if !strings.Contains(text, string(key)) || !json.Valid(value) {
				t.Errorf("cut at %d: %s is %s", cut, key, value)
			}
		}
		if o.whole {
			t.Errorf("cut at %d: whole", cut)
		}
	}
	for value, want := range map[string]int64{"12": 12, "-7": -7, "1.0": 1, "2e3": 2000, "999999999999999999": 999999999999999999} {
		if n, ok := wholeNumber([]byte(value)); !ok || n != want {
			t.Errorf("%s is %d, %v", value, n, ok)
		}
	}
	for _, value := range []string{"", "-", "1.5", "null", `"1"`, "1234567890123456789", "1e30", "NaN"} {
		if n, ok := wholeNumber([]byte(value)); ok {
			t.Errorf("%q is %d", value, n)
		}
	}
}
