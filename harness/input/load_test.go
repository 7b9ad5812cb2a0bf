package input

import (
	"context"
	"testing"

	"serialfraction/harness"
)

// load loads a source.
func load(t testing.TB, s Source) *harness.Dataset {
	t.Helper()
	d, err := Load(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// openTest opens a file, and closes it at the end of the test.
func openTest(t testing.TB, path string) *harness.Dataset {
	t.Helper()
	d := load(t, Source{Data: path})
	t.Cleanup(func() { d.Close() })
	return d
}
