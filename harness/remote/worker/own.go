package worker

import (
	"errors"
	"fmt"

	"serialfraction/harness"
	"serialfraction/harness/remote/wire"
	"serialfraction/harness/wording"
)

// An ownError is the error of rows that this process was to read itself.
type ownError struct{ error }

var errReadsNone = errors.New("this program reads no files, which harness worker does")

// ownRows reads the rows of a job on this host, once, and returns them where they are those of the
// coordinator.
func (p *process) ownRows(j *job) (*harness.Dataset, error) {
	p.mu.Lock()
	held := p.read[j.Own.Sum]
	p.mu.Unlock()
	if held != nil {
		return held, nil
	}
	if p.Read == nil {
		return nil, &ownError{errReadsNone}
	}
	d, err := p.Read(p.ctx, j.Own.Source)
	if err != nil {
		return nil, &ownError{err}
	}
	if err := p.checkOwn(d, j); err != nil {
		return nil, &ownError{errors.Join(err, d.Close())}
	}
	d.Name = j.header.Name // as the coordinator's user knows it
	p.mu.Lock()
	defer p.mu.Unlock()
	p.read[j.Own.Sum] = d
	return d, nil
}

// checkOwn returns an error where rows are not those of the coordinator.
func (p *process) checkOwn(d *harness.Dataset, j *job) error {
	here, there := wire.HeaderOf(d, false), &j.header
	switch {
	case here.Rows != there.Rows || here.Cols != there.Cols:
		return fmt.Errorf("%s has %s there, and %s at the coordinator", d.Name, size(here), size(there))
	case here.Groups != there.Groups:
		return fmt.Errorf("%s has %s there, and %s at the coordinator", d.Name, groups(here.Groups), groups(there.Groups))
	case there.Packed && (d.Store == nil || d.Store.Packed == nil):
		return fmt.Errorf("%s is packed in another way than at the coordinator", d.Name)
	}
	sum, err := wire.Sum(p.ctx, d, there.Packed)
	if err == nil && sum != j.Own.Sum {
		err = fmt.Errorf("%s has other values or names there than at the coordinator: their SHA-256 differs", d.Name)
	}
	return err
}

// size words the size of rows.
func size(h *wire.Header) string {
	return wording.Count(h.Rows, "row") + " of " + wording.Count(h.Cols, "value")
}

// groups words the groups of columns.
func groups(g harness.Groups) string {
	if g == (harness.Groups{}) {
		return "no groups"
	}
	return fmt.Sprintf("the groups %s (%d) and %s (%d)", g.Names[0], g.Sizes[0], g.Names[1], g.Sizes[1])
}

// close releases what the process has read.
func (p *process) close() (failed error) {
	for _, d := range p.read {
		failed = errors.Join(failed, d.Close())
	}
	return failed
}
