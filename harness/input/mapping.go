package input

import (
	"fmt"
	"io"
	"os"
)

// A Mapping is the content of a whole file: mapped where the file is a plain one,
// so that it is read as it is used and may be larger than memory, else read.
type Mapping struct {
	Name  string // as messages call it
	Path  string // of the file; "" where it is none
	Bytes []byte // read-only

	unmap func() error // nil where Bytes is memory
}

// newMapping maps r if it is a plain file that is not compressed, and reads it
// otherwise. r may be closed afterwards.
func newMapping(name string, r io.Reader) (*Mapping, error) {
	m := &Mapping{Name: name}
	if f, ok := r.(*os.File); ok {
		m.Path = f.Name()
		var head [4]byte
		n, _ := f.ReadAt(head[:], 0)
		packed, err := compressionOf(name, head[:n])
		if err != nil {
			return nil, err
		}
		if info, err := f.Stat(); err == nil && packed == nil && info.Mode().IsRegular() && info.Size() > 0 {
			if bytes, unmap, ok := mapFile(f, info.Size()); ok {
				m.Bytes, m.unmap = bytes, unmap
				return m, nil
			}
		}
	}
	s, err := newStream(name, r)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if m.Bytes, err = io.ReadAll(s); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

// Close gives the mapping back. Bytes must not be used any more.
func (m *Mapping) Close() error {
	if m.unmap == nil {
		return nil
	}
	unmap := m.unmap
	m.unmap, m.Bytes = nil, nil
	return unmap()
}
