package parquet

import (
	"fmt"
	"io"
	"runtime"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"serialfraction/harness/input/content"
	"serialfraction/harness/machine"
)

// stripe is the number of columns that a goroutine reads side by side, so that it writes
// one cache line of each row.
const stripe = 8

// A crew is how many goroutines read, and how many columns each reads side by side, a page of each at a time.
type crew struct{ goroutines, stripe int }

// within returns the crew for a file whose values lie aside: one whose pages have room in memory, in a part
// of it, for the system keeps the values there that are written last. Stripes are as broad as that allows, for
// each may bring the rows of its row group back from the disk. The error is of a page that has no room by
// itself.
func (s *table) within(f *content.Mapping, r *parquet.File, rows int) (crew, error) {
	const part = 3
	page, err := s.largestPage(r)
	if err != nil {
		return crew{}, err
	}
	left := (f.Room.Bytes - s.need(r).Without(valuesPart).Bytes(rows)) / part
	pages := left / max(1, page)
	if pages < 1 {
		return crew{}, fmt.Errorf("%w; or write the file with smaller pages, of 1 MB as most programs write them",
			&machine.RoomError{What: "its pages", Takes: part * page, Room: f.Room})
	}
	goroutines := min(int64(runtime.GOMAXPROCS(0)), pages)
	return crew{goroutines: int(goroutines), stripe: int(min(pages/goroutines, int64(len(s.columns))))}, nil
}

// largestPage returns the memory that the largest page of a sample takes while it is read: packed, unpacked,
// and as numbers with their levels. It reads the headers of the pages alone.
func (s *table) largestPage(r *parquet.File) (most int64, err error) {
	const numbers = 8 + 8 + 1 // those found, those of the rows, and the levels
	for g, group := range r.Metadata().RowGroups {
		for _, i := range s.columns {
			c := &group.Columns[i].MetaData
			err := eachPage(io.NewSectionReader(r, beginning(c), c.TotalCompressedSize), func(h *format.PageHeader) bool {
				most = max(most, int64(h.CompressedPageSize)+int64(h.UncompressedPageSize)+numbers*valuesOf(h))
				return true
			})
			if err != nil {
				return 0, damaged(fmt.Errorf("column %d, row group %d: %w", i+1, g+1, err))
			}
		}
	}
	return most, nil
}
