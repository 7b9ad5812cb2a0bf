package remote

import (
	"errors"
	"testing"
)

// The error of a worker on this machine is what it wrote, or else how it ended.
func TestWorkerEnded(t *testing.T) {
	killed := errors.New("killed")
	for text, want := range map[string]string{
		"no coordinator\n": "a worker on this machine ended: no coordinator",
		" \n":              "a worker on this machine ended: killed",
	} {
		if err := workerEnded(killed, text); err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}
