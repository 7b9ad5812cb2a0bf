package output

import (
	"bytes"
	stdgzip "compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/klauspost/compress/zstd"
	"go.uber.org/goleak"

	"serialfraction/harness"
	"serialfraction/harness/crash"
)

// TestMain fails where a worker is left running.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// large returns rows of several blocks, with numbers as a t-test has them, ids that must be quoted,
// and numbers that have no digits.
func large() (*harness.Dataset, *harness.Table) {
	const rows = 20_000
	d, t := &harness.Dataset{}, &harness.Table{Columns: []string{"t", "df", "p,q"}}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range rows {
		id := "g" + strconv.Itoa(i)
		v := r.NormFloat64()
		switch i % 1000 {
		case 1:
			id = fmt.Sprintf("%q, and more", id)
		case 2:
			v = math.NaN()
		case 3:
			v = math.Inf(-1)
		case 4:
			v = math.Copysign(0, -1)
		}
		d.Rows = append(d.Rows, id)
		t.Values = append(t.Values, v, 98, math.Erfc(math.Abs(v)))
	}
	return d, t
}

// oneByOne is what the file must be: each number as strconv writes it, one thread, no blocks.
func oneByOne(l layout, d *harness.Dataset, t *harness.Table) string {
	var text strings.Builder
	text.Write(l.lines(d, t).header(nil))
	for i := range d.NumRows() {
		text.Write(l.appendText(nil, d.ID(i)))
		for _, v := range t.Values[i*len(t.Columns) : (i+1)*len(t.Columns)] {
			text.WriteByte(l.comma)
			text.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
		}
		text.WriteByte('\n')
	}
	return text.String()
}

// The bytes of a file do not depend on the number of workers, and its text is the one that a
// plain loop makes.
func TestWorkersMakeOneText(t *testing.T) {
	d, table := large()
	for _, name := range []string{"r.csv", "r.tsv", "r.csv.gz", "r.csv.zst"} {
		f, err := formatOf(name)
		if err != nil {
			t.Fatal(err)
		}
		want := oneByOne(f.layout, d, table)
		var first []byte
		for _, workers := range []int{0, 1, 2, 16} {
			var out bytes.Buffer
			if err := f.write(&out, d, table, workers); err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = out.Bytes()
			}
			if f.packing.ending != ".zst" && !bytes.Equal(out.Bytes(), first) {
				t.Errorf("%s: %d workers write other bytes than the first", name, workers)
			}
			if got := unpacked(t, f, out.Bytes()); got != want {
				t.Errorf("%s on %d workers: %d bytes of text differ from the %d of a plain loop", name, workers, len(got), len(want))
			}
		}
	}
}

// unpacked returns the text of a file as other programs read it: compress/gzip the first member, and
// zstd the first frame.
func unpacked(t *testing.T, f format, file []byte) string {
	var r io.Reader = bytes.NewReader(file)
	switch f.packing.ending {
	case ".gz":
		z, err := stdgzip.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		z.Multistream(false)
		r = z
	case ".zst":
		var frame zstd.Header
		if err := frame.Decode(file); err != nil || bytes.Count(file, f.packing.magic) != 1 {
			t.Errorf("%d frames of zstd (%v), want one", bytes.Count(file, f.packing.magic), err)
		}
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A probe is a sink that counts the blocks between the workers and itself.
type probe struct {
	made  atomic.Int64
	taken int64
	most  int64
	fail  func(put int64) error
}

func (p *probe) packer() func(*block) error {
	return func(*block) error { p.made.Add(1); return nil }
}

func (p *probe) put(*block) error {
	p.most = max(p.most, p.made.Load()-p.taken)
	if p.fail != nil {
		if err := p.fail(p.taken); err != nil {
			return err
		}
	}
	p.taken++
	return nil
}

func (*probe) end() error { return nil }

// However slow the sink is, no more than two blocks for each worker, and stall, are in memory, and no more are
// allocated.
func TestMemoryIsBounded(t *testing.T) {
	d, table := large()
	l := layouts()[0].lines(d, table)
	l.rows = 10
	for _, workers := range []int{1, 2, 8} {
		p := &probe{}
		if err := inOrder(l, p, workers); err != nil {
			t.Fatal(err)
		}
		if p.taken != int64(l.blocks()) || p.most > int64(2*workers+stall) {
			t.Errorf("%d workers: %d of %d blocks, %d at once", workers, p.taken, l.blocks(), p.most)
		}
	}
}

// The first error ends all workers, and a panic of one is an error with its stack.
func TestWorkersFail(t *testing.T) {
	d, table := large()
	l := layouts()[0].lines(d, table)
	l.rows = 10
	full := errors.New("no space left")
	for _, workers := range []int{1, 2, 8} {
		p := &probe{fail: func(put int64) error {
			if put == 100 {
				return full
			}
			return nil
		}}
		if err := inOrder(l, p, workers); err != full || p.taken != 100 {
			t.Errorf("%d workers: error %v after %d blocks", workers, err, p.taken)
		}
		p.fail, p.taken = func(put int64) error { return nil }, 0
		short := l
		short.table = &harness.Table{Columns: table.Columns, Values: table.Values[:300:300]}
		if err := inOrder(short, p, workers); !errors.As(err, new(*crash.Error)) {
			t.Errorf("%d workers, a table with too few numbers: error %v", workers, err)
		}
		p.fail, p.taken = func(put int64) error { panic("no disk") }, 0
		if err := inOrder(l, p, workers); !errors.As(err, new(*crash.Error)) {
			t.Errorf("%d workers, a sink that panics: error %v", workers, err)
		}
	}
}
