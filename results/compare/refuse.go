package compare

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"

	"serialfraction/results"
)

// alike returns an error for sides that cannot be compared.
func alike(sides []*side) error {
	var all []*sweep
	for _, s := range sides {
		all = append(all, s.sweeps...)
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if err := comparable(a, b); err != nil {
				return err
			}
		}
	}
	for _, s := range sides {
		if s.several() != sides[0].several() {
			one := s
			if s.several() {
				one = sides[0]
			}
			return fmt.Errorf("%s is one sweep on its side, and one does not show how much sweeps vary: name two or more on each side, harness compare OLD1 OLD2 -- NEW1 NEW2", one.Name)
		}
		if err := s.oneJob(); err != nil {
			return err
		}
	}
	return nil
}

// oneJob returns an error for sweeps of a side that are of several jobs or machines.
func (s *side) oneJob() error {
	odd, err := s.within()
	if err != nil {
		return err
	}
	for _, o := range odd {
		if ofJob(o.Key) {
			return fmt.Errorf("%s and %s are on one side but differ in %s, %s against %s: a side is one job on machines that are alike; put the other on a side of its own, harness compare OLD… -- NEW…",
				s.sweeps[0].Name, o.sweep.Name, o.Key, cmp.Or(o.Old, "none"), cmp.Or(o.New, "none"))
		}
	}
	return nil
}

// comparable returns an error for two sweeps whose differences would mean nothing.
func comparable(a, b *sweep) error {
	const again = "sweep the same rows on both, and compare again"
	ha, hb := &a.file.Header, &b.file.Header
	same, err := sameSweep(a, b)
	switch {
	case err != nil:
		return err
	case same:
		return fmt.Errorf("%s and %s are the same sweep, begun %s: compare it with another, harness compare OLD NEW",
			a.Name, b.Name, ha.Time.UTC().Format("2006-01-02 15:04:05"))
	case ha.Data.SHA256 != hb.Data.SHA256 || ha.Data.Rows != hb.Data.Rows || ha.Data.Cols != hb.Data.Cols:
		return fmt.Errorf("%s and %s cannot be compared, their data differ: %s against %s; %s", a.Name, b.Name, describe(ha.Data), describe(hb.Data), again)
	case max(1, ha.Tile) != max(1, hb.Tile):
		return fmt.Errorf("%s and %s cannot be compared, one has more work: the rows were repeated %d and %d times; %s", a.Name, b.Name, max(1, ha.Tile), max(1, hb.Tile), again)
	}
	return nil
}

func describe(d results.Data) string {
	if d.SHA256 == "" {
		return fmt.Sprintf("%q of %d rows", d.Name, d.Rows)
	}
	return fmt.Sprintf("%q of %d x %d, sha256 %.8s", d.Name, d.Rows, d.Cols, d.SHA256)
}

// sameSweep reports whether two files are of one sweep. They may still differ: one may have
// been copied before the sweep finished.
func sameSweep(a, b *sweep) (bool, error) {
	ha, errA := results.EncodeHeader(a.file.Header)
	hb, errB := results.EncodeHeader(b.file.Header)
	if err := errors.Join(errA, errB); err != nil {
		return false, err
	}
	return bytes.Equal(ha, hb), nil
}
