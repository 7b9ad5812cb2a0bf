// Package kept runs a program that sweeps for a page of docs, and keeps its sweeps in a folder, so
// that a call that was interrupted is continued by the next one, and a mended analysis judges the
// same sweeps again:
//
//	FOLDER/harness         the program that makes every sweep, copied into the empty folder
//	FOLDER/NAME.jsonl      the result file of a sweep, there only when it is whole and right
//	FOLDER/attempts.jsonl  every sweep that was begun, and how it ended
//
// The line through the package:
//
//	Main, Table → Open → Has, what is missing → Make: sweep beside other work → checked → kept → Read, Facts → Table.Write
//
// All sweeps of a folder are of one harness and one machine: another is an error. Package kept
// reads no figure of a sweep and judges nothing. The programs that write docs/load.md and
// docs/plants.md import it, and have what is theirs: what they sweep, and how they judge it.
package kept

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"serialfraction/harness/flock"
	"serialfraction/results"
)

// A Folder is open in one process at a time.
type Folder struct {
	Harness Program // that makes the sweeps, in the folder
	path    string
	log     *os.File
	tries   []attempt

	first string // the sweep that was looked at first; "" = none was
	maker maker  // of it
}

// A maker is what all sweeps of a folder have in common.
type maker struct {
	build   string // of the harness, as the result file has it
	machine string
}

// Open opens a folder, which is made where it does not exist. An empty one receives a copy of
// the program at harness; one that has its own keeps it, so that all sweeps are of one. An
// empty path is enough where the folder has its own. The caller closes the folder.
func Open(path, harness string) (*Folder, error) {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, err
	}
	f := &Folder{path: path}
	if err := f.openLog(); err != nil {
		return nil, err
	}
	own := filepath.Join(path, "harness")
	_, err := os.Stat(own)
	if errors.Is(err, fs.ErrNotExist) {
		if harness == "" {
			err = fmt.Errorf("%s has no sweeps: name the harness that makes them", path)
		} else {
			err = copyFile(own, harness)
		}
	}
	if err == nil {
		f.Harness, err = ProgramAt(own)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Close lets other processes open the folder.
func (f *Folder) Close() error { return f.log.Close() }

// openLog opens the log of the folder for this process alone.
func (f *Folder) openLog() (err error) {
	path := filepath.Join(f.path, "attempts.jsonl")
	if f.log, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.log.Close())
		}
	}()
	free, err := flock.Try(f.log)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
	case err != nil:
		return err
	case !free:
		return fmt.Errorf("another process makes sweeps in %s", f.path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var whole int64
	if f.tries, whole, err = readAttempts(text); err != nil {
		return err
	}
	return f.log.Truncate(whole)
}

func (f *Folder) file(name string) string { return filepath.Join(f.path, name+".jsonl") }

// Has reports whether the folder has a sweep, whose attempt is noted as kept. It is an error if the
// sweep is not of the command, of the folder's harness, or of the machine of the others. It reads
// the head of the file alone.
func (f *Folder) Has(name, command string) (bool, error) {
	file, err := os.Open(f.file(name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer file.Close()
	if f.unkept(name) {
		return false, nil
	}
	h, err := results.ReadHeader(file)
	if err == nil {
		err = f.check(name, command, h)
	}
	if err != nil {
		return false, fmt.Errorf("%s: %w", f.file(name), err)
	}
	return true, nil
}

// Read reads a sweep of the folder, with the checks of Has.
func (f *Folder) Read(name, command string) (*results.File, error) {
	r, err := f.read(f.file(name), name, command)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.file(name), err)
	}
	return r, nil
}

func (f *Folder) read(path, name, command string) (*results.File, error) {
	r, err := results.Read(path)
	if err != nil {
		return nil, err
	}
	switch {
	case r.End == nil || r.End.Interrupted:
		return nil, errors.New("the sweep was cut short")
	case r.End.Failed != "":
		return nil, fmt.Errorf("the sweep failed: %s", r.End.Failed)
	case len(r.Resumes) > 0:
		return nil, errors.New("the sweep was resumed: its halves ran beside other work than each other")
	}
	return r, f.check(name, command, &r.Header)
}

// check returns an error if a sweep was made in another way than the plan and the sweeps before
// it have it.
func (f *Folder) check(name, command string, h *results.Header) error {
	want := fieldsOf(command)
	if len(h.Command) <= len(want) || !slices.EqualFunc(want, h.Command[1:1+len(want)], same) || !added(h.Command[1+len(want):]) {
		return fmt.Errorf("it is of %q and not of %q: name another folder", strings.Join(h.Command, " "), command)
	}
	if by := f.madeBy(name); by != f.Harness.Digest {
		return fmt.Errorf("it is by the harness %q, and that of the folder is %s: name another folder", by, f.Harness.Digest)
	}
	m := makerOf(h)
	if f.first == "" {
		f.first, f.maker = name, m
	}
	if m != f.maker {
		return fmt.Errorf("it was made by %s, and %s by %s: name another folder", m, f.first, f.maker)
	}
	return nil
}

func makerOf(h *results.Header) maker {
	m := h.Machine
	return maker{
		build:   fmt.Sprintf("harness %s, revision %q, files changed after it: %v", h.Version, h.Build.Revision, h.Build.Modified),
		machine: fmt.Sprintf("%s (%s, %d CPUs, %s %s)", m.Hostname, m.CPUModel, m.LogicalCPUs, m.OS, m.Kernel),
	}
}

func (m maker) String() string { return m.build + ", on " + m.machine }

// added reports whether the last words of a sweep's command line are those that Make adds.
func added(words []string) bool { return len(words) == 0 || words[0] == outputFlags[0] }

// fieldsOf returns the words of a command line after the word harness.
func fieldsOf(command string) []string {
	words := strings.Fields(command)
	return words[slices.Index(words, "harness")+1:]
}

// same reports whether a word of a plan's command line is that of a sweep, in which the folder
// of its files stands for Temporary.
func same(planned, made string) bool {
	if _, file, ok := strings.Cut(planned, Temporary); ok {
		return strings.HasSuffix(made, file)
	}
	return planned == made
}
