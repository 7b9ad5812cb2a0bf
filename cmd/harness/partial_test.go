package main

import "testing"

func TestPartialPath(t *testing.T) {
	for path, want := range map[string]string{
		"out.csv": "out.partial.csv", "a/b/out.csv.gz": "a/b/out.partial.csv.gz", "x.gz": "x.partial.gz",
		"v1.2/p.tsv": "v1.2/p.partial.tsv", "p.1.csv": "p.1.partial.csv",
	} {
		if got := partialPath(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
