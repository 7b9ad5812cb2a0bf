package wording_test

import (
	"strings"
	"testing"

	"serialfraction/harness/wording"
)

func TestAlike(t *testing.T) {
	names := []string{"sweep", "run", "report", "compare", "results", "fit", "data", "doctor", "workloads"}
	for name, want := range map[string]string{
		"seep": "sweep", "swep": "sweep", "reprot": "report", "reports": "report", "fti": "fit", "dta": "data", "work": "workloads",
		"re": "report results", "nonsense": "", "": "", "x": "", "compair": "compare", "docter": "doctor",
	} {
		if got := strings.Join(wording.Alike(name, names), " "); got != want {
			t.Errorf("wording.Alike(%q) = %q, want %q", name, got, want)
		}
	}
}
