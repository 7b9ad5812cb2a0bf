package parquet

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"golang.org/x/sync/errgroup"
	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
)

// Open reads a Parquet file: a column of numbers or booleans for each sample, and at most
// one column of row ids: the index of pandas, or the one of text. Nulls are missing values.
// Whole numbers that float64 does not hold become the nearest, with a note. All CPUs read, each some
// columns of a row group at a time.
func Open(ctx context.Context, f *content.Mapping) (*harness.Dataset, error) {
	return OpenColumns(ctx, f, nil)
}

// OpenColumns does what Open does, but only the columns whose names match hold values. Of the
// others, the row ids are the index of pandas, or else the first of text, or of whole numbers under
// a name of ids; further columns of text or of whole numbers become RowFields, and the rest is
// left out, of whatever type it is.
func OpenColumns(ctx context.Context, f *content.Mapping, names *regexp.Regexp) (*harness.Dataset, error) {
	defer f.Close()
	var d *harness.Dataset
	err := guard(func() (err error) {
		d, err = read(ctx, f, names)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return d, nil
}

// guard calls f and returns a panic as an error. The library panics on some damaged
// files, and reading a mapped file that was cut short faults.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = damaged(cause)
		}
	}()
	return f()
}

// damaged returns the error of a damaged file.
func damaged(cause any) error {
	return fmt.Errorf("damaged Parquet file (%.200s): fetch or write it again", oneLine(fmt.Sprint(cause)))
}

// oneLine replaces the characters that would break a line.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
}

// A stripeTask is a part of the file that one goroutine reads: some columns of one row
// group.
type stripeTask struct {
	group  int
	row    int // the group's first, in the dataset
	rows   int
	column int  // the first, in the dataset
	width  int  // how many columns; 0 where texts is true
	texts  bool // the row ids and the columns of text
}

func read(ctx context.Context, f *content.Mapping, names *regexp.Regexp) (*harness.Dataset, error) {
	if !bytes.HasPrefix(f.Bytes, []byte("PAR1")) {
		return nil, fmt.Errorf("not a Parquet file, it begins with %q: give it the extension of what it is", f.Bytes[:min(4, len(f.Bytes))])
	}
	r, err := openFile(f.Bytes, f.Room)
	if unpacked := (*machine.RoomError)(nil); errors.As(err, &unpacked) {
		return nil, err
	}
	if unknown := (*codecError)(nil); errors.As(err, &unknown) {
		return nil, err
	}
	if err != nil {
		return nil, damaged(err)
	}
	index, err := pandasIndex(r)
	if err != nil {
		return nil, err
	}
	s, err := newTable(r.Root(), r.Metadata().Schema, index, names)
	if err != nil {
		return nil, err
	}
	rows, err := s.rows(r, len(f.Bytes))
	if err == nil {
		err = s.checkPages(r, rows)
	}
	if err != nil {
		return nil, err
	}
	d, write, err := s.place(f, r, rows)
	if err != nil {
		return nil, err
	}
	with := crew{goroutines: runtime.GOMAXPROCS(0), stripe: stripe}
	if d.Store != nil {
		if with, err = s.within(f, r, rows); err != nil {
			return nil, errors.Join(err, d.Close())
		}
	}
	tasks := s.tasks(r, with.stripe)
	if s.ids >= 0 {
		d.Rows = make([]string, rows)
	}
	for _, i := range s.texts {
		d.RowFields = append(d.RowFields, harness.Field{Name: r.Root().Columns()[i].Name(), Values: make([]string, rows)})
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(with.goroutines)
	rounded := make([]dataset.Rounded, len(tasks))
	for i, t := range tasks {
		g.Go(crash.Guard(func() error {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			return guard(func() error {
				return write(func() error { return s.read(d, r, t, &rounded[i]) })
			})
		}))
	}
	err = g.Wait()
	for _, part := range rounded[1:] {
		rounded[0].Merge(part)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.Notes = slices.Concat(d.Notes, rounded[0].Notes(), s.notes(d.Rows))
	return d, nil
}

// openFile reads the metadata of a file. Columns compressed with LZ4 are decompressed
// first, all of them, which there must be room for.
func openFile(file []byte, room machine.Room) (*parquet.File, error) {
	r, err := openPlain(file)
	if err == nil && hasLZ4(r.Metadata()) {
		if err = roomWithoutLZ4(r, room); err != nil {
			return nil, err
		}
		if file, err = withoutLZ4(file, r.Metadata()); err == nil {
			r, err = openPlain(file)
		}
	}
	if err != nil {
		return nil, err
	}
	return r, checkCodecs(r.Metadata())
}

func openPlain(file []byte) (*parquet.File, error) {
	if err := checkFooter(file); err != nil {
		return nil, err
	}
	return parquet.OpenFile(bytes.NewReader(file), int64(len(file)), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
}

// checkCodecs checks that every column has one compression, because the library reads all
// row groups of a column by the compression of the first.
func checkCodecs(meta *format.FileMetaData) error {
	for g, group := range meta.RowGroups {
		for i, c := range group.Columns {
			if first := meta.RowGroups[0].Columns[i].MetaData.Codec; c.MetaData.Codec != first {
				return fmt.Errorf("column %d is compressed with %s, and with %s in row group %d; write it with one of them", i+1, first, c.MetaData.Codec, g+1)
			}
		}
	}
	return nil
}

// checkFooter checks that the footer is no longer than the file, because the library
// allocates as much memory as the stated size. The file ends with the footer, its size
// and the four bytes that the file begins with.
func checkFooter(file []byte) error {
	const magic, least = "PAR1", 12
	if len(file) < least || string(file[len(file)-4:]) != magic {
		return errors.New("it does not end as a Parquet file: it is cut short")
	}
	if size := binary.LittleEndian.Uint32(file[len(file)-8:]); uint64(size) > uint64(len(file)-least) {
		return fmt.Errorf("its footer of %d bytes is longer than the file", size)
	}
	return nil
}

// rows returns the number of rows. A file with too few bytes for its values is refused before memory is
// allocated.
func (s *table) rows(r *parquet.File, size int) (rows int, err error) {
	for _, group := range r.RowGroups() {
		n := group.NumRows()
		if n < 0 || n > r.NumRows()-int64(rows) {
			return 0, damaged(fmt.Sprintf("its row groups have more than its %d rows", r.NumRows()))
		}
		rows += int(n)
	}
	if int64(rows) != r.NumRows() {
		return 0, damaged(fmt.Sprintf("its row groups have %d of its %d rows", rows, r.NumRows()))
	}
	if rows == 0 {
		return 0, fmt.Errorf("no row below its header (the header names %s)", wording.Count(len(s.samples), "sample"))
	}
	over, values := bits.Mul64(uint64(rows), uint64(len(s.samples)))
	if most := uint64(1<<24 + 4096*size); over != 0 || values > most {
		return 0, damaged(fmt.Sprintf("%d rows of %d samples in %d bytes", rows, len(s.samples), size))
	}
	return rows, nil
}

// tasks cuts the file into stripes of so many columns.
func (s *table) tasks(r *parquet.File, stripe int) (tasks []stripeTask) {
	row := 0
	for g, group := range r.RowGroups() {
		n := int(group.NumRows())
		if s.ids >= 0 || len(s.texts) > 0 {
			tasks = append(tasks, stripeTask{group: g, row: row, rows: n, texts: true})
		}
		for col := 0; col < len(s.columns); col += stripe {
			tasks = append(tasks, stripeTask{group: g, row: row, rows: n, column: col, width: min(stripe, len(s.columns)-col)})
		}
		row += n
	}
	return tasks
}

// read reads one stripe into d, and the numbers in it that float64 does not hold into
// rounded.
func (s *table) read(d *harness.Dataset, r *parquet.File, t stripeTask, rounded *dataset.Rounded) error {
	chunks := r.RowGroups()[t.group].ColumnChunks()
	if t.texts {
		return s.readTexts(d, chunks, t)
	}
	columns, batch := make([]*numberColumn, t.width), make([][]float64, t.width)
	for i := range columns {
		at := s.columns[t.column+i]
		columns[i] = newNumberColumn(chunks[at], s.halves[at], "column "+lines.Quote(s.samples[t.column+i]))
		defer columns[i].close()
		batch[i] = make([]float64, min(t.rows, batchRows))
	}
	for lo := 0; lo < t.rows; lo += batchRows {
		n := min(batchRows, t.rows-lo)
		for i := range columns {
			if err := columns[i].read(batch[i][:n]); err != nil {
				return s.failed(t, i, err)
			}
		}
		for k := range n {
			dst := d.Values[(t.row+lo+k)*d.Cols+t.column:][:t.width]
			for i := range dst {
				dst[i] = batch[i][k]
			}
		}
	}
	for _, c := range columns {
		rounded.Merge(c.rounded)
	}
	return nil
}

// failed returns the error of a column that could not be read.
func (s *table) failed(t stripeTask, i int, err error) error {
	return fmt.Errorf("column %d (%s), row group %d: %w", s.columns[t.column+i]+1, lines.Quote(s.samples[t.column+i]), t.group+1, damaged(err))
}
