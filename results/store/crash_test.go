package store

import (
	"errors"
	"testing"

	"serialfraction/harness/crash"
)

// If reading one of many files panics, the listing returns the panic as its error.
func TestCrashOfAListing(t *testing.T) {
	err := Folder{t.TempDir()}.each(t.Context(), make([]string, 50), func(i int) {
		if i == 7 {
			panic("no such gene")
		}
	})
	if !errors.As(err, new(*crash.Error)) {
		t.Errorf("error %v", err)
	}
}
