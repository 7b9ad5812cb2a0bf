package machine

import (
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
)

// A tree is a file system with /proc and /sys in it, or a test's copy of one. For a file that
// does not exist or cannot be read as expected, every method returns the zero value.
type tree struct{ fs.FS }

// here is the file system of this machine, for one question about it.
func here() tree { return tree{&machineFiles{FS: os.DirFS("/"), seen: map[string]string{}}} }

// machineFiles are the files of this machine, as they were when each was first read: several parts of
// one answer come from the same file. They are read with as few calls of the system as possible, since
// every start of a program reads tens of them. They serve one goroutine.
type machineFiles struct {
	fs.FS
	seen map[string]string // by name, "" = it cannot be read
	buf  []byte
}

// ReadFile makes machineFiles a [fs.ReadFileFS].
func (m *machineFiles) ReadFile(name string) ([]byte, error) {
	text, known := m.seen[name]
	if !known {
		m.buf = readWhole("/"+name, m.buf[:0])
		text = string(m.buf)
		m.seen[name] = text
	}
	if text == "" {
		return nil, fs.ErrNotExist
	}
	return []byte(text), nil
}

// text returns the content of a file without the white space around it.
func (t tree) text(name string) (string, bool) {
	b, err := fs.ReadFile(t.FS, name)
	if err != nil {
		return "", false
	}
	s := strings.TrimSpace(string(b))
	return s, s != ""
}

// word returns the text of a file, or "".
func (t tree) word(name string) string {
	s, _ := t.text(name)
	return s
}

// number returns the whole number, 0 or more, in a file; 0 and false where it holds none.
func (t tree) number(name string) (int64, bool) {
	s, _ := t.text(name)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, false
	}
	return n, true
}

// flag returns true for a file that holds 1, false for 0, and nil for anything else.
func (t tree) flag(name string) *bool {
	switch s, _ := t.text(name); s {
	case "0":
		return new(false)
	case "1":
		return new(true)
	}
	return nil
}

// list returns the numbers that a file lists.
func (t tree) list(name string) []int {
	s, _ := t.text(name)
	list, _ := ParseList(s)
	return list
}

// exists reports whether the file or folder exists.
func (t tree) exists(name string) bool {
	_, err := fs.Stat(t.FS, name)
	return err == nil
}

// cpuFolder returns the path of name in the folder of a CPU.
func cpuFolder(cpu int, name string) string {
	return path.Join("sys/devices/system/cpu/cpu"+strconv.Itoa(cpu), name)
}
