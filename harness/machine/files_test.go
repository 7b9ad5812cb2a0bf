package machine

import (
	"math"
	"os"
	"runtime"
	"testing"
)

func TestFilesLeft(t *testing.T) {
	for f, want := range map[Files]int{{}: math.MaxInt, {8, 20}: 12, {20, 20}: 0, {30, 20}: 0} {
		if got := f.Left(); got != want {
			t.Errorf("%+v: %d left, want %d", f, got, want)
		}
	}
}

// A file that is opened counts.
func TestOpenFiles(t *testing.T) {
	before := OpenFiles()
	if before == (Files{}) {
		if runtime.GOOS == "linux" {
			t.Fatal("no limit was found, and Linux has one")
		}
		t.Skip("what is open is counted on Linux only")
	}
	for range 3 {
		f, err := os.Open(os.DevNull)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
	}
	if now := OpenFiles(); now.Open < before.Open+3 || now.Limit != before.Limit {
		t.Errorf("%+v before three files, %+v with them", before, now)
	}
}
