package results

import (
	"slices"
	"strings"
	"testing"
)

// header returns the header of a sweep of a program with variables, as older versions wrote it.
func withVariables(variables ...string) Header {
	return Header{Workload: "command", Engine: "command", Workers: []int{1},
		Command: []string{"harness", "sweep", "--env", variables[0], "--", "score", "key is here"},
		Args:    map[string]string{"env": strings.Join(variables, "\n"), "setup": "key is here"}, Data: Data{Name: "score key is here"},
		Request: &Request{Workload: "command", Program: []string{"score", "key is here"}, Settings: map[string][]string{"env": variables, "setup": {"key is here"}}}}
}

// The values that an older file has are read, and shown nowhere but in Variables.
func TestConcealWhatAnOlderFileHas(t *testing.T) {
	for _, request := range []bool{true, false} {
		h := withVariables("TOKEN=key is", "N=2")
		if !request {
			h.Request = nil
		}
		b, err := EncodeHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		failed := "{\"kind\":\"end\",\"stopped\":\"\",\"failed\":\"score printed key is\"}\n"
		f, err := Decode(strings.NewReader(string(b) + failed))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(f.Header.Variables, []string{"TOKEN=key is", "N=2"}) || f.Header.Args["env"] != "TOKEN=…\nN=2" {
			t.Errorf("variables %q, %q", f.Header.Variables, f.Header.Args)
		}
		again, err := EncodeHeader(f.Header)
		if err != nil || strings.Contains(string(again)+f.End.Failed, "key is") || !strings.Contains(f.End.Failed, "{TOKEN=…}") {
			t.Errorf("%s%q, %v", again, f.End.Failed, err)
		}
	}
	h := withVariables("TOKEN=key is")
	h.Args["keep-env"] = "true"
	if before := h.Command; h.Conceal() != nil || h.Args["env"] != "TOKEN=key is" || !slices.Equal(h.Command, before) {
		t.Errorf("values that are to be kept are gone: %+v", h)
	}
}

// Sweeps are of the same variables where the values are known and equal.
func TestSameVariables(t *testing.T) {
	concealed := withVariables("MODE=fast", "N=2")
	concealed.Conceal()
	older := concealed
	older.Variables = []string{"MODE=fast", "N=2"}
	slow := concealed
	slow.Variables = []string{"MODE=slow", "N=2"}
	kept := withVariables("MODE=fast", "N=2")
	others := withVariables("SPEED=fast", "N=2")
	for name, c := range map[string]struct {
		a, b    Header
		same    bool
		unknown string
	}{
		"both withheld": {concealed, concealed, true, "MODE"}, "one withheld": {concealed, older, true, "MODE"}, "the same": {older, kept, true, ""},
		"other values": {older, slow, false, ""}, "other names": {kept, others, false, ""}, "none": {Header{}, Header{}, true, ""},
	} {
		if same, unknown := SameVariables(&c.a, &c.b); same != c.same || strings.Join(unknown, " ") != c.unknown {
			t.Errorf("%s: %v, unknown %q", name, same, unknown)
		}
	}
}
