//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
)

// What macOS builds on amd64, or Linux on arm64, Linux builds on amd64 or macOS on arm64:
// so that make check sees it all when it looks at these two. The programs below docs are
// for the machine that they run on.
func TestPlatforms(t *testing.T) {
	seen := 0
	for _, folder := range []string{"cmd", "fit", "harness", "results", "workloads"} {
		err := filepath.WalkDir(filepath.Join("../..", folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "testdata" {
				return filepath.SkipDir
			}
			if !slices.Contains([]string{".go", ".s"}, filepath.Ext(path)) {
				return nil
			}
			crossed := builds(t, path, "darwin", "amd64") || builds(t, path, "linux", "arm64")
			if crossed {
				seen++
			}
			if crossed && !builds(t, path, "linux", "amd64") && !builds(t, path, "darwin", "arm64") {
				t.Errorf("%s is for a system and a processor together: have make check look at them too", path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 300 {
		t.Errorf("%d files seen", seen)
	}
}

// builds reports whether a file is part of a build for a system and a processor.
func builds(t *testing.T, path, system, processor string) bool {
	t.Helper()
	c := build.Default
	c.GOOS, c.GOARCH = system, processor
	takes, err := c.MatchFile(filepath.Split(path))
	if err != nil {
		t.Fatal(err)
	}
	return takes
}
