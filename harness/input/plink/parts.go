package plink

import (
	"strings"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
)

// leastPart is the least number of bytes for which it is worth to begin a goroutine.
const leastPart = 1 << 16

// A part is some lines of a .bim file, and the variants in them.
type part struct {
	text     string
	from     int // the number of lines before it
	variants *variants
}

// cutParts cuts a text behind line ends into at most so many parts of about one size. It returns the
// number of lines of all.
func cutParts(text string, most int) (parts []part, lines int) {
	size := max(leastPart, len(text)/max(1, most)+1)
	for len(text) > 0 {
		end := min(size, len(text))
		if more := strings.IndexByte(text[end:], '\n'); more >= 0 {
			end += more + 1
		} else {
			end = len(text)
		}
		parts = append(parts, part{text: text[:end], from: lines})
		lines += strings.Count(text[:end], "\n")
		text = text[end:]
	}
	return parts, lines + 1
}

// readParts reads the lines of a .bim file by so many goroutines. The line numbers in an error are
// those of a part.
func readParts(text string, workers int) (*variants, error) {
	parts, lines := cutParts(text, workers)
	all := room(lines)
	var group errgroup.Group
	for i := range parts {
		p := &parts[i]
		to := lines
		if i+1 < len(parts) {
			to = parts[i+1].from
		}
		p.variants = all.slice(p.from, to)
		group.Go(crash.Guard(func() error {
			return p.variants.read(&textFile{rest: p.text, plain: isPlain(p.text)})
		}))
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	all.gather(parts)
	return all, nil
}

// slice returns the room of v for the lines [from, to).
func (v *variants) slice(from, to int) *variants {
	s := &variants{}
	of := v.columns()
	for i, column := range s.columns() {
		*column = (*of[i])[from:from:to]
	}
	return s
}

// gather makes v hold the variants of its parts, one after another. A part lies where its lines begin,
// so those behind a line that holds no variant are moved.
func (v *variants) gather(parts []part) {
	for i, column := range v.columns() {
		n := 0
		for _, p := range parts {
			of := *p.variants.columns()[i]
			if to := (*column)[:n+len(of)]; n < p.from {
				copy(to[n:], of)
			}
			n += len(of)
		}
		*column = (*column)[:n]
	}
	for _, p := range parts {
		v.negative += p.variants.negative
	}
}
