package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// apart returns how long after the first of so many processes the last was done, in seconds: each has left the time, in
// seconds, in a file of the folder.
func apart(folder string, processes int) (float64, error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return 0, err
	}
	if len(files) != processes {
		return 0, fmt.Errorf("%d processes answered rows, of %d", len(files), processes)
	}
	first, last := math.Inf(1), math.Inf(-1)
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			return 0, err
		}
		at, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
		if err != nil {
			return 0, err
		}
		first, last = min(first, at), max(last, at)
	}
	return time.Duration((last - first) * 1e9).Round(10 * time.Microsecond).Seconds(), nil
}
