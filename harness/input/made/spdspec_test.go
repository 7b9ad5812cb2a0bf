package made

import (
	"errors"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

func TestSPDErrors(t *testing.T) {
	for _, params := range []string{"k=0", "rows=-1", "k=1001", "off=2", "off=x", "seed=-1", "seed=1,seed=2", "n=4", "k", "rows=1000000000,k=1000"} {
		_, _, err := loadSPD(t.Context(), params, machine.Room{})
		var flag *harness.FlagError
		if !errors.As(err, &flag) || flag.Flag != "data" || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v", params, err)
		}
	}
}
