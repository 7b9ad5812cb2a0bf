package plink

import (
	"bytes"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
)

// The least number of bytes for which it is worth to begin a goroutine, and the most that a place in a
// part may have before it.
const leastPart, mostPart = 1 << 16, 1 << 31

// A part is some lines of a .bim file, and the variants in them.
type part struct {
	text     string
	starts   []uint32 // where in text the line of each variant begins
	before   int      // the number of variants in front of it
	negative int      // the number of positions below 0
}

// cutParts cuts a text behind line ends into at most so many parts of about one size, or more where they
// are very long.
func cutParts(text []byte, most int) (parts [][]byte) {
	size := min(max(leastPart, len(text)/max(1, most)+1), mostPart)
	for len(text) > 0 {
		end := min(size, len(text))
		if more := bytes.IndexByte(text[end:], '\n'); more >= 0 {
			end += more + 1
		} else {
			end = len(text)
		}
		parts = append(parts, text[:end])
		text = text[end:]
	}
	return parts
}

// readParts reads the lines of a .bim file by so many goroutines. The line numbers in an error are
// those of a part.
func readParts(text []byte, workers int) (*variants, error) {
	cut := cutParts(text, workers)
	v := &variants{parts: make([]part, len(cut))}
	room := make([]int, len(cut)+1) // the number of lines in front of each part, and of all
	err := each(cut, func(i int) error {
		v.parts[i].text = string(cut[i]) // it is kept, and the file is closed
		room[i+1] = countLines(cut[i])
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range cut {
		room[i+1] += room[i]
	}
	v.ids = make([]string, room[len(cut)])
	err = each(cut, func(i int) error {
		return v.parts[i].read(v.ids[room[i]:room[i+1]], &textFile{text: v.parts[i].text})
	})
	if err != nil {
		return nil, err
	}
	v.gather(room)
	return v, nil
}

// countLines returns the number of lines of a text, the last of which may have no end.
func countLines(text []byte) int {
	n := bytes.Count(text, []byte{'\n'})
	if !bytes.HasSuffix(text, []byte{'\n'}) {
		n++
	}
	return n
}

// each calls a function for each part at once.
func each(parts [][]byte, do func(i int) error) error {
	var group errgroup.Group
	for i := range parts {
		group.Go(crash.Guard(func() error { return do(i) }))
	}
	return group.Wait()
}

// read reads the lines of p, all of text. ids has room for one of each.
func (p *part) read(ids []string, text *textFile) error {
	p.starts = make([]uint32, 0, len(ids))
	var columns [bimColumns]string
	for {
		n, err := text.next(columns[:])
		if err != nil || n == 0 {
			return err
		}
		if err := order(&columns, n); err != nil {
			return text.errorf("%w", err)
		}
		if columns[position][0] == '-' {
			p.negative++
		}
		ids[len(p.starts)] = columns[variantID]
		p.starts = append(p.starts, uint32(text.from))
	}
}

// gather brings the ids of the parts together: they lie where the lines of their part began, so those
// behind a line that holds no variant are moved. It counts the variants in front of each part.
func (v *variants) gather(room []int) {
	n := 0
	for i := range v.parts {
		p := &v.parts[i]
		p.before = n
		if n < room[i] {
			copy(v.ids[n:], v.ids[room[i]:][:len(p.starts)])
		}
		n += len(p.starts)
	}
	clear(v.ids[n:])
	v.ids = v.ids[:n]
}
