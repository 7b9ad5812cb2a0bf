package text

import (
	"fmt"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/machine"
)

// A block is some whole lines on their way from the file to the dataset. It is
// used again and again, by one goroutine at a time.
type block struct {
	text     []byte
	line     int     // number of the first line
	progress float64 // share of the source read with this block, 0 where not known
	err      error   // of reading the lines, which are then absent, or of parsing them

	values []float64
	rows   []string
	ids    []byte   // the row ids of all lines, end to end
	ends   []int    // where each of them ends
	texts  []string // the columns of text, row by row

	rounded dataset.Rounded // numbers of the block that float64 does not hold
	marks   marks           // its decimal marks, where a comma may be one
	at      int             // number of the line that is parsed

	parsed chan struct{} // receives one value when the block is ready to be collected
}

// try runs a step on the block. A panic of the step becomes the block's error, because
// the goroutine that collects the blocks waits for this one and returns its error.
func (b *block) try(step func()) {
	err := crash.Catch(func() error {
		step()
		return nil
	})
	if err != nil {
		b.err = err
	}
}

// fill reads the next lines: the rest of the prelude's block, or a new block of the
// same size.
func (b *block) fill(pre *prelude) {
	if len(pre.rest) > 0 {
		b.text, b.line, b.err = pre.rest, pre.line, nil
		pre.rest = nil
	} else {
		if size := pre.cut.block(pre.size); cap(b.text) < size && !pre.cut.over() {
			b.text = make([]byte, 0, size)
		}
		b.text, b.line, b.err = pre.cut.next(b.text)
	}
	b.progress = pre.cut.s.Progress()
}

// parse turns the lines into values and row ids.
func (b *block) parse(p *parser) {
	b.values, b.rows, b.ids, b.ends, b.texts = b.values[:0], b.rows[:0], b.ids[:0], b.ends[:0], b.texts[:0]
	b.rounded, b.marks = dataset.Rounded{}, marks{pointed: b.marks.pointed}
	line := b.line
	for text := b.text; len(text) > 0; line++ {
		var row []byte
		row, text = lines.Cut(text)
		if len(row) == 0 {
			continue
		}
		if p.blanks {
			row = lines.Tabbed(row)
		}
		before := len(b.values)
		b.at = line
		if !p.parse(b, row) {
			b.err = p.diagnose(row, line)
			return
		}
		if len(b.ends) == 0 { // the other rows are about as long as the first
			b.values = slices.Grow(b.values, (len(text)/len(row)+1)*len(b.values))
		}
		b.ends = append(b.ends, len(b.ids))
		if slices.ContainsFunc(b.values[before:], dataset.Beyond) {
			p.round(&b.rounded, row, b.values[before:], line)
		}
	}
	all, from := string(b.ids), 0 // one allocation, whatever the number of rows
	for _, end := range b.ends {
		b.rows = append(b.rows, all[from:end])
		from = end
	}
}

// appendTo appends the rows to d. Where there is no room, it estimates the final size
// from the share of the source read so far. For a compressed source the estimate may be
// far off, so one step grows d at most eightfold; memory that is never written to costs
// nothing.
//
// It is an error where the memory that is left has no room for the rows. Where the larger values
// are copied to, the smaller are still there.
func (b *block) appendTo(d *harness.Dataset, left machine.Room) error {
	need := len(d.Values) + len(b.values)
	if need > cap(d.Values) {
		room := 1.25
		if b.progress > 0 {
			room = max(1.125, min(8, 1.02/b.progress))
		}
		rows := len(d.Rows) + len(b.rows)
		size := int64(8*need + rowBytes*rows)
		before := int64(8*cap(d.Values) + rowBytes*cap(d.Rows))
		if left.Bytes > 0 && before+int64(room*float64(size)) > left.Bytes {
			room = 1.125
		}
		if err := left.Check(fmt.Sprintf("the first %d rows", rows), before+int64(room*float64(size))); err != nil {
			return fmt.Errorf("%s:%d: %w; or give fewer rows, or a .npy file, which is read where it lies", d.Name, b.line, err)
		}
		d.Values = append(make([]float64, 0, int(float64(need)*room)), d.Values...)
		d.Rows = append(make([]string, 0, int(float64(rows)*room)), d.Rows...)
	}
	d.Values = append(d.Values, b.values...)
	d.Rows = append(d.Rows, b.rows...)
	columns := len(d.RowFields)
	for i := range columns {
		f := &d.RowFields[i]
		for at := i; at < len(b.texts); at += columns {
			f.Values = append(f.Values, b.texts[at])
		}
	}
	return nil
}

// rowBytes is about what the id of a row takes.
const rowBytes = 32
