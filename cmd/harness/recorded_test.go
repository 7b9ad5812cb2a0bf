package main

import (
	"io/fs"
	"path/filepath"
	"testing"

	"serialfraction/results"
)

// recorded returns the result files in folders, by path.
func recorded(t *testing.T, folders ...string) map[string]*results.File {
	t.Helper()
	files := map[string]*results.File{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".jsonl" {
				return err
			}
			f, err := results.Read(path)
			files[path] = f
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
