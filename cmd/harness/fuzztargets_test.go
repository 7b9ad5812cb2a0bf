//go:build !race

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// docs/fuzzing.md has every fuzz target of the code, and none that is gone.
func TestFuzzTargetsAreMeasured(t *testing.T) {
	page, err := os.ReadFile("../../docs/fuzzing.md")
	if err != nil {
		t.Fatal(err)
	}
	var measured, found []string
	for _, row := range regexp.MustCompile(`(?m)^\| (\S+) \| (Fuzz\w+) \|`).FindAllStringSubmatch(string(page), -1) {
		measured = append(measured, row[1]+" "+row[2])
	}
	target := regexp.MustCompile(`(?m)^func (Fuzz\w+)\(\w+ \*testing\.F\)`)
	err = filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		code, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		room, err := filepath.Rel("../..", filepath.Dir(path))
		for _, name := range target.FindAllStringSubmatch(string(code), -1) {
			found = append(found, room+" "+name[1])
		}
		return err
	})
	if err != nil || len(found) < 50 {
		t.Fatalf("%d targets found, %v", len(found), err)
	}
	slices.Sort(measured)
	slices.Sort(found)
	if !slices.Equal(measured, found) {
		t.Errorf("docs/fuzzing.md has the targets\n%s\nand the code\n%s\nrun make fuzz-table FUZZ_PACKAGES=./ROOM for each room that differs", strings.Join(measured, "\n"), strings.Join(found, "\n"))
	}
}
