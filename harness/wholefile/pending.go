package wholefile

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"time"
)

// A pending file is being written, or has been and awaits its place.
type pending struct {
	at    destination
	file  *os.File // where it has a name, open only while it is written
	named bool     // it has the name of file, which nobody else uses
}

// create creates a file in the folder of a destination.
func (s system) create(at destination) (*pending, error) {
	dir := filepath.Dir(at.path)
	if f, err := s.createUnnamed(dir, at.mode); err == nil {
		return &pending{at: at, file: f}, nil
	}
	f, err := s.createNamed(dir, at.mode)
	if err != nil {
		return nil, err
	}
	return &pending{at, f, true}, nil
}

// drop removes what is not in its place.
func (p *pending) drop() {
	p.file.Close() // it may be closed
	if p.named {
		os.Remove(p.file.Name())
	}
}

// fill writes the content of a file and syncs it to the disk.
func (s system) fill(p *pending, f File) (synced time.Duration, err error) {
	if p.at.replaces { // before the content is written, which not everybody may read
		if err := s.chmod(p.file, p.at.mode); err != nil {
			return 0, err
		}
	}
	if err := copyTo(p.file, f); err != nil {
		return 0, err
	}
	start := time.Now()
	if err := s.sync(p.file); err != nil {
		return 0, err
	}
	synced = time.Since(start)
	if !p.named { // its name comes by the open file
		return synced, nil
	}
	return synced, s.close(p.file)
}

// place brings a file to its destination. A link replaces nothing, so only a new file gets its name in
// one step.
func (s system) place(p *pending) error {
	if !p.named {
		if !p.at.replaces && s.link(p.file, p.at.path) == nil {
			return s.close(p.file)
		}
		if err := s.name(p); err != nil {
			return err
		}
	}
	if err := s.rename(p.file.Name(), p.at.path); err != nil {
		return err
	}
	p.named = false
	return nil
}

// name gives a file its temporary name. Where no link may be made, a copy has one.
func (s system) name(p *pending) error {
	if s.link(p.file, p.file.Name()) == nil {
		p.named = true
		return s.close(p.file)
	}
	unnamed := p.file
	defer unnamed.Close()
	f, err := s.createNamed(filepath.Dir(p.at.path), p.at.mode)
	if err != nil {
		return err
	}
	p.file, p.named = f, true
	_, err = s.fill(p, File{Write: func(w io.Writer) error {
		_, err := io.Copy(w, io.NewSectionReader(unnamed, 0, math.MaxInt64))
		return err
	}})
	return err
}
