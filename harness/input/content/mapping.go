package content

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"serialfraction/harness/machine"
)

// A Mapping is the content of a whole file. A plain file is mapped, so that it is read as
// it is used and may be larger than memory; any other is read into memory.
type Mapping struct {
	Name  string // for messages
	Path  string // of the file; "" where the content is no file
	Bytes []byte // read-only

	Room  machine.Room // for this file and those beside it
	Aside string       // a folder on a disk for rows that are decoded and have no room in memory; "" = they are refused
	unmap func() error // nil where Bytes was read into memory
}

// Map maps r if it is a plain file that is not compressed, and reads it
// otherwise. r may be closed afterwards. Content that is read must have room twice.
func Map(name string, r io.Reader, room machine.Room) (*Mapping, error) {
	m := &Mapping{Name: name, Room: room}
	if f, ok := r.(*os.File); ok {
		m.Path = f.Name()
		if mapped, err := m.mapFile(f); mapped || err != nil {
			return m, err
		}
	}
	s, err := NewStream(name, r)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	most := room.Half()
	if m.Bytes, err = ReadAll(s, most); err == ErrMore {
		return nil, fmt.Errorf("%s: longer than %d MB once it is in memory, and %s; or unpack it into a plain file, which is read where it lies", name, most/1e6, room.Left())
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

// MapAny maps the file at a path or, where there is none, reads a compressed file of that
// name. Where there is neither, the error is fs.ErrNotExist.
func MapAny(path string, room machine.Room) (*Mapping, error) {
	names := []string{path}
	for _, c := range Compressions() {
		names = append(names, path+c.Extension)
	}
	for _, name := range names {
		r, err := Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return Map(name, r, room)
	}
	return nil, fs.ErrNotExist
}

// mapFile maps f and reports whether it did: a pipe, an empty file and one that is
// compressed are read instead.
func (m *Mapping) mapFile(f *os.File) (bool, error) {
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return false, nil
	}
	var head [foreignHead]byte
	n, _ := f.ReadAt(head[:], 0)
	if err := checkForeign(m.Name, head[:n]); err != nil {
		return false, err
	}
	packed, err := compressionOf(m.Name, head[:min(compressionHead, n)])
	if err != nil || packed != nil {
		return false, err
	}
	bytes, unmap, ok := mapFile(f, info.Size())
	if ok {
		m.Bytes, m.unmap = bytes, unmap
	}
	return ok, nil
}

// pieceBytes is what one of Pieces gives back.
const pieceBytes = 32 << 20

// Pieces returns functions that may be called at once. Each gives pages of a mapped file back to the system. What is
// used afterwards is read again.
func (m *Mapping) Pieces() (pieces []func()) {
	if m.unmap == nil {
		return nil
	}
	for part := range slices.Chunk(m.Bytes, pieceBytes) {
		pieces = append(pieces, func() { machine.GiveBack(part) })
	}
	return pieces
}

// Sparse calls look, which uses bytes here and there: meanwhile the system reads the pages of these alone,
// where it would read megabytes around each, and so the whole of a large file.
func (m *Mapping) Sparse(look func()) {
	if m.unmap != nil {
		sparse(m.Bytes, true)
		defer sparse(m.Bytes, false)
	}
	look()
}

// Close unmaps the file. Bytes must not be used afterwards.
func (m *Mapping) Close() error {
	if m.unmap == nil {
		return nil
	}
	unmap := m.unmap
	m.unmap, m.Bytes = nil, nil
	return unmap()
}
