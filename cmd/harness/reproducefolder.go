package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/reproduce"
)

// articleFile returns the path of the result file of a sweep of the article.
func articleFile(folder string, name reproduce.Name) string {
	return filepath.Join(folder, string(name)+".jsonl")
}

// newArticleFolder makes the folder for the result files: that of --output, else a new one below the
// folder of results, which lists files alone.
func newArticleFolder(c *cli.Context) (string, error) {
	folder := c.String("output")
	if folder == "" {
		below, err := resultStore()
		if err != nil {
			return "", usagef("%v, or name a folder with --output", err)
		}
		folder = filepath.Join(below.Dir, "reproduce-"+time.Now().UTC().Format("20060102T150405Z"))
	}
	if inside, err := os.ReadDir(folder); err == nil && len(inside) > 0 {
		return "", usagef("--output %s: the folder has files: name a new one, or judge what is there with --from %[1]s", wording.ShellWord(folder))
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", usagef("--output: %v: name another folder", err)
	}
	return folder, nil
}

// articleFiles reads the result files of the article in a folder.
func articleFiles(folder string) (map[reproduce.Name]*results.File, error) {
	if _, err := os.ReadDir(folder); err != nil {
		return nil, usagef("--from %s: %v: name the folder of harness reproduce -o FOLDER", wording.ShellWord(folder), errors.Unwrap(err))
	}
	files := map[reproduce.Name]*results.File{}
	for _, name := range reproduce.Names {
		f, err := results.ReadSample(articleFile(folder, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, fmt.Errorf("%w; without this file the other claims can be judged", err)
		default:
			files[name] = f
		}
	}
	if len(files) == 0 {
		return nil, usagef("--from %s: it has no file of harness reproduce, such as %s: type harness reproduce -o FOLDER", wording.ShellWord(folder), filepath.Base(articleFile("", reproduce.TTest)))
	}
	return files, nil
}
