package logs

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"serialfraction/harness/input/content"
	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
	"serialfraction/results/tasklog"
)

// rolled is the name of a part of a rolling event log of Spark: events_2_app-1, events_1_app-1.compact,
// either with the extension of a compression (RollingEventLogFilesWriter of Spark 3).
var rolled = pattern.Of(`^events_(\d+)_.*?(\.compact)?(\.[a-z0-9]+)?$`)

// A rolledPart is a part of a log that is kept in several files.
type rolledPart struct {
	name      string
	number    int
	compacted bool // it has what is left of all parts up to its number
}

// rolledParts returns the parts of a log among the entries of a folder.
func rolledParts(entries []os.DirEntry) (parts []rolledPart) {
	for _, e := range entries {
		m := rolled.FindStringSubmatch(e.Name())
		if m == nil || e.IsDir() {
			continue
		}
		number, err := strconv.Atoi(m[1])
		if err == nil {
			parts = append(parts, rolledPart{e.Name(), number, m[2] != ""})
		}
	}
	return parts
}

// readFolder reads a folder that is one log, whose parts follow each other by their numbers.
func readFolder(path string, o Options) ([]*tasklog.Run, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	parts := rolledParts(entries)
	if len(parts) == 0 {
		return nil, fmt.Errorf("%s: this is a folder: name a log in it%s", path, firstFile(entries))
	}
	slices.SortFunc(parts, func(a, b rolledPart) int {
		switch {
		case a.number != b.number || a.compacted == b.compacted:
			return cmp.Compare(a.number, b.number)
		case a.compacted: // it has what the other of its number has
			return 1
		}
		return -1
	})
	compacted := false
	for i, p := range slices.Backward(parts) {
		if p.compacted {
			parts, compacted = parts[i:], true
			break
		}
	}
	s := &source{name: path, compacted: compacted}
	all := &joined{s: s, folder: path, parts: parts}
	defer all.close()
	s.Reader = bufio.NewReaderSize(all, headBytes)
	return s.readAs(o, false)
}

// A joined reads the parts of a log one after the other.
type joined struct {
	s      *source
	folder string
	parts  []rolledPart // those that are to be opened

	file *os.File
	in   *content.Stream // of the part that is read; nil between two
	text *whole          // of in
}

func (j *joined) Read(p []byte) (int, error) {
	for {
		if j.in == nil {
			if len(j.parts) == 0 {
				return 0, io.EOF
			}
			if err := j.open(); err != nil {
				return 0, err
			}
		}
		n, err := j.text.Read(p)
		if err == io.EOF {
			j.close()
			err = nil
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// open opens the next part.
func (j *joined) open() (err error) {
	name := j.parts[0].name
	j.parts = j.parts[1:]
	if j.file, err = content.Open(filepath.Join(j.folder, name)); err != nil {
		return err
	}
	if j.in, err = content.NewStream(name, j.file); err == nil {
		j.text = j.s.whole(j.in)
	}
	return err
}

func (j *joined) close() {
	if j.in != nil {
		j.in.Close()
		j.in = nil
	}
	if j.file != nil {
		j.file.Close()
		j.file = nil
	}
}

// firstFile returns what names a file of a folder, for a message.
func firstFile(entries []os.DirEntry) string {
	for _, e := range entries {
		if !e.IsDir() {
			return ", such as " + wording.ShellWord(e.Name())
		}
	}
	return ""
}
