package harness

import (
	"math"
	"strings"
	"testing"
)

// held returns rows in memory and the same rows in a Store, behind a column that is
// not used.
func held(rows, cols int) (inMemory, inStore *Dataset, stored []float64) {
	inMemory = &Dataset{Cols: cols}
	columns := make([]int, cols)
	for i := range columns {
		columns[i] = i + 1
	}
	for i := range rows * cols {
		if i%cols == 0 {
			stored = append(stored, math.NaN())
		}
		stored = append(stored, math.Sqrt(float64(i)))
		inMemory.Values = append(inMemory.Values, math.Sqrt(float64(i)))
	}
	inStore = &Dataset{Cols: cols, Store: &Store{Rows: rows, Columns: columns,
		Decode: func(dst []float64, row, rows int, columns []int) {
			for i := range rows {
				for k, col := range columns {
					dst[i*len(columns)+k] = stored[(row+i)*(cols+1)+col]
				}
			}
		}}}
	return inMemory, inStore, stored
}

func TestDigestOfStore(t *testing.T) {
	const rows, cols = 30_000, 3 // longer than a block
	inMemory, inStore, stored := held(rows, cols)
	want := inMemory.Digest()
	if got := inStore.Digest(); got != want {
		t.Errorf("decoded rows have digest %s, the same in memory %s", got, want)
	}
	for _, place := range []int{1, 4*rows/2 + 1, len(stored) - 1} {
		old := stored[place]
		stored[place] = -1
		if inStore.Digest() == want {
			t.Errorf("a change at %d of %d goes unseen", place, len(stored))
		}
		stored[place] = old
	}
}

// Texts are part of the rows only where the workload reads them.
func TestDigestOfTexts(t *testing.T) {
	digest := func(reads bool, texts ...string) string {
		d := Dataset{Cols: 1, Values: []float64{1, 2}, RowTexts: reads, RowFields: []Field{{Name: "title", Values: texts}}}
		return d.Digest()
	}
	if digest(false, "a", "b") != digest(false, "a", "c") {
		t.Error("texts that nobody reads are in the digest")
	}
	if digest(true, "a", "b") == digest(true, "a", "c") || digest(true, "ab", "") == digest(true, "a", "b") {
		t.Error("rows of other texts have the same digest")
	}
}

func TestSampledDigest(t *testing.T) {
	const rows, cols = 3_000_000, 2 // 64 blocks do not hold it
	edited, read := -1, 0           // a row that has another value, and the rows that were read
	d := &Dataset{Cols: cols, Store: &Store{Rows: rows, Columns: []int{1, 2},
		Decode: func(dst []float64, row, rows int, columns []int) {
			read += rows
			for i := range rows {
				for k, col := range columns {
					dst[i*len(columns)+k] = float64((cols+1)*(row+i) + col)
				}
				if row+i == edited {
					dst[(i+1)*len(columns)-1] = -1
				}
			}
		}}}
	of := func() string { return d.digest(1 << 20) }
	want := of()
	if !strings.HasPrefix(want, "sampled:") || len(want) != len("sampled:")+64 {
		t.Fatalf("the digest of %d bytes, sampled beyond 1 MiB, is %s", 8*rows*cols, want)
	}
	for _, stride := range []int{0, 4096} { // of a file with more columns than are used
		d.Store.Stride, read = stride, 0
		if of(); read == 0 || read > sampledBlocks*blockBytes/max(stride, 8*cols) {
			t.Errorf("of %d rows of %d bytes, %d were read", rows, stride, read)
		}
	}
	d.Store.Stride = 0
	for _, edited = range []int{0, rows - 1} {
		if of() == want {
			t.Errorf("a change in row %d goes unseen", edited)
		}
	}
	edited = -1
	d.Store.Rows--
	if of() == want {
		t.Error("one row less goes unseen")
	}
}

func TestDigestOfPackedRows(t *testing.T) {
	d := &Dataset{Cols: 2, Store: &Store{Rows: 3, Stride: 1, Packed: []byte{1, 2, 3}, Columns: []int{0, 2}}}
	whole := d.Digest()
	d.Store.Columns = []int{0, 1}
	if d.Digest() == whole {
		t.Error("other columns have the same digest")
	}
	d.Store.Columns = []int{0, 2}
	d.Store.Packed[2] = 4
	if d.Digest() == whole {
		t.Error("other bytes have the same digest")
	}
}

func TestBlock(t *testing.T) {
	inMemory, inStore, _ := held(10, 3)
	short, long := make([]float64, 2), make([]float64, 100)
	for _, buf := range [][]float64{nil, short, long} {
		for _, d := range []*Dataset{inMemory, inStore} {
			got := d.Block(buf, 2, 7)
			for i, v := range inMemory.Values[6:21] {
				if got[i] != v {
					t.Fatalf("value %d is %v, want %v", i, got[i], v)
				}
			}
			if len(got) != 15 {
				t.Fatalf("%d values, want 15", len(got))
			}
		}
	}
	if n := testing.AllocsPerRun(10, func() { inStore.Block(long, 2, 7) }); n != 0 {
		t.Errorf("%v allocations with a buffer that is long enough", n)
	}
}

// The digests are sha256sum's of the same bytes.
func TestAnswerDigest(t *testing.T) {
	for _, c := range []struct {
		answer []float64
		want   string
	}{
		{nil, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{[]float64{1}, "6c3c396ed6b5c36dcae172271f462051b1266b851e92df3deea8ac65478fd712"},
	} {
		if got := AnswerDigest(c.answer); got != c.want {
			t.Errorf("digest of %v is %s, want %s", c.answer, got, c.want)
		}
	}
}
