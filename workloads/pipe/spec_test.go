package pipe

import (
	"errors"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// Settings are read before the program is started.
func TestPipeSettings(t *testing.T) {
	ds := workloadtest.Matrix(1, 1, make([]float64, 10))
	for _, c := range []struct{ flag, value string }{
		{"frame", "json"}, {"timeout", "0s"}, {"timeout", "60 s"}, {"timeout", "4000"}, {"outputs", "a\x1b"}, {"outputs", "a,,b"}, {"outputs", "a,a"},
		{"per-chunk", "?"}, {"no-probe", "yes"}, {"unheard-of", "1"},
	} {
		_, err := New(t.Context(), ds, spec.Args{c.flag: {c.value}}, []string{"no-such-program-anywhere"}, 0)
		var flag *harness.FlagError
		if !errors.As(err, &flag) || flag.Flag != c.flag || flag.Value != c.value || flag.Want == "" {
			t.Errorf("--%s %s: error %v", c.flag, c.value, err)
		}
	}
	_, err := New(t.Context(), ds, spec.Args{"frame": {"f8"}}, []string{"no-such-program-anywhere"}, 0)
	if want := "--outputs: the frame f8 does not show how many numbers an answer has: type a name for each of them, such as --outputs t,p"; err == nil || err.Error() != want {
		t.Errorf("answers of a width that nobody tells: error %v, want %q", err, want)
	}
	_, err = New(t.Context(), ds, spec.Args{"outputs": {"t, p"}, "frame": {"arrow"}}, []string{"no-such-program-anywhere"}, 0)
	if err == nil || !strings.Contains(err.Error(), "no-such-program-anywhere") {
		t.Errorf("a program that is not there: error %v", err)
	}
}
