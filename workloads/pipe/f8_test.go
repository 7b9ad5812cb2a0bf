package pipe

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
)

// f8Rows reads rows of the frame f8.
type f8Rows struct {
	in  *bufio.Reader
	row []byte // nil before the header
}

func newF8Rows(in io.Reader) *f8Rows { return &f8Rows{in: bufio.NewReader(in)} }

// read reads the next row, after the header, and returns false at the end.
func (x *f8Rows) read() bool {
	if x.row == nil {
		header, err := x.in.ReadString('\n')
		if err != nil {
			return false
		}
		x.row = make([]byte, 8*strings.Count(header, ","))
	}
	_, err := io.ReadFull(x.in, x.row)
	if err != nil && err != io.EOF {
		panic(err)
	}
	return err == nil
}

// next returns the values of the next row, false at the end.
func (x *f8Rows) next() (values []float64, ok bool) {
	if !x.read() {
		return nil, false
	}
	for at := 0; at < len(x.row); at += 8 {
		values = append(values, math.Float64frombits(binary.LittleEndian.Uint64(x.row[at:])))
	}
	return values, true
}

// f8Bytes returns the bytes of the numbers in a text; a word that is none is NaN.
func f8Bytes(text string) (raw []byte) {
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,\t\n", r) }) {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil {
			v = math.NaN()
		}
		raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(v))
	}
	return raw
}

// The numbers of the frame f8 that are hard to write down, and their bytes.
var hard = []struct {
	value float64
	raw   string
}{
	{1, "\x00\x00\x00\x00\x00\x00\xf0\x3f"},
	{-2.5, "\x00\x00\x00\x00\x00\x00\x04\xc0"},
	{0.1, "\x9a\x99\x99\x99\x99\x99\xb9\x3f"},
	{0, "\x00\x00\x00\x00\x00\x00\x00\x00"},
	{math.Copysign(0, -1), "\x00\x00\x00\x00\x00\x00\x00\x80"},
	{math.Inf(1), "\x00\x00\x00\x00\x00\x00\xf0\x7f"},
	{math.Inf(-1), "\x00\x00\x00\x00\x00\x00\xf0\xff"},
	{math.NaN(), "\x01\x00\x00\x00\x00\x00\xf8\x7f"},
	{5e-324, "\x01\x00\x00\x00\x00\x00\x00\x00"},
	{-0x0.fffffffffffffp-1022, "\xff\xff\xff\xff\xff\xff\x0f\x80"},
	{math.MaxFloat64, "\xff\xff\xff\xff\xff\xff\xef\x7f"},
	{0x1.23456789abcdep+100, "\xde\xbc\x9a\x78\x56\x34\x32\x46"},
}

// hardRows is a dataset of the hard numbers, two in a row, and its bytes.
func hardRows() (*harness.Dataset, string) {
	d := &harness.Dataset{Name: "hard", Cols: 2, Samples: []string{"a,b", "ü"}, Rows: make([]string, len(hard)/2)}
	raw := ""
	for _, x := range hard {
		d.Values = append(d.Values, x.value)
		raw += x.raw
	}
	return d, raw
}

// Rows are a header and the bytes of their numbers, wherever chunks are cut; a bare frame has no header. Ids
// are not handed over, so they may be any text.
func TestF8Writes(t *testing.T) {
	d, raw := hardRows()
	d.Rows[0] = "two\nlines"
	for name, header := range map[string]string{"names": "id,\"a,b\",ü\n", "none": "", "no names": "id,v1,v2\n"} {
		f := frameOf(t, "f8")
		d := *d
		encoder := f.encoder
		switch name {
		case "none":
			encoder = f.bare
		case "no names":
			d.Samples = nil
		}
		if err := f.check(&d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var text strings.Builder
		e := encoder(&text, &d)
		for _, c := range []harness.Chunk{{Rows: 1, Cols: 2, Values: d.Values[:2]}, {Row: 1, Rows: d.NumRows() - 1, Cols: 2, Values: d.Values[2:]}} {
			if err := e.encode(c); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.end(); err != nil || text.String() != header+raw {
			t.Errorf("%s: %q, want %q; error %v", name, &text, header+raw, err)
		}
	}
}

// More numbers than one write takes are written in order.
func TestF8WritesMuch(t *testing.T) {
	d := rows(3*lineBuffer/8 + 1)
	var text strings.Builder
	if err := newF8Encoder(&text, d).encode(whole(d)); err != nil {
		t.Fatal(err)
	}
	in := newF8Rows(strings.NewReader(text.String()))
	for i := range d.NumRows() {
		if got, ok := in.next(); !ok || !slices.Equal(got, d.Row(i)) {
			t.Fatalf("row %d: %v, want %v", i, got, d.Row(i))
		}
	}
	if got, ok := in.next(); ok {
		t.Errorf("after the last row: %v", got)
	}
}

// Text columns and names that break the header are refused with what to type.
func TestF8Refuses(t *testing.T) {
	var flag *harness.FlagError
	if err := numbersAlone(worded()); !errors.As(err, &flag) || flag.Flag != "frame" || !strings.Contains(flag.Want, `column of text "note": leave out --texts`) {
		t.Errorf("text columns: error %v", err)
	}
	d := rows(2)
	d.Samples[1] = "b\nc"
	if err := numbersAlone(d); err == nil || !strings.Contains(err.Error(), `"b\nc" has a line break`) {
		t.Errorf("a name of two lines: error %v", err)
	}
}

// f8Answers reads the answers to d, of these outputs.
func f8Answers(raw string, d *harness.Dataset, outputs ...string) ([]float64, *f8Decoder, error) {
	x := newF8Decoder(bufio.NewReader(strings.NewReader(raw)), d, layout{}).(*f8Decoder)
	l, err := x.learn(outputs, whole(d))
	if err != nil {
		return nil, x, err
	}
	dst := make([]float64, d.NumRows()*len(l.outputs))
	return dst, x, x.decode(dst, whole(d))
}

// Answers are read back to the same bits, and every NaN is one.
func TestF8Reads(t *testing.T) {
	d, raw := hardRows()
	got, x, err := f8Answers(raw, d, "t", "p")
	if err != nil || x.answered() != d.NumRows() || x.surplus() || x.rest() != io.EOF {
		t.Errorf("%d answers, surplus %t, error %v", x.answered(), x.surplus(), err)
	}
	for i, h := range hard {
		if math.Float64bits(got[i]) != math.Float64bits(h.value) {
			t.Errorf("%q is read as %v, want %v", h.raw, got[i], h.value)
		}
	}
	for _, nan := range []string{"\x00\x00\x00\x00\x00\x00\xf8\xff", "\xa2\x07\x00\x00\x00\x00\xf0\x7f", "\x01\x00\xef\xbe\xad\xde\xf4\x7f"} { // of a CPU, NA of R, unset in package harness
		got, _, err := f8Answers(nan, rows(1), "y")
		if err != nil || math.Float64bits(got[0]) != math.Float64bits(math.NaN()) {
			t.Errorf("%q: %x, error %v", nan, math.Float64bits(got[0]), err)
		}
	}
}

// The end of the answers is told apart from one within an answer.
func TestF8Ends(t *testing.T) {
	number := hard[0].raw
	for _, c := range []struct {
		raw        string
		want       error
		done, part int
	}{
		{"", io.EOF, 0, 0},
		{number + number, io.EOF, 1, 0},
		{number, io.ErrUnexpectedEOF, 0, 8},
		{number + number + number + "123", io.ErrUnexpectedEOF, 1, 11},
	} {
		_, x, err := f8Answers(c.raw, rows(2), "t", "p")
		if come, of := x.part(); err != c.want || x.answered() != c.done || come != c.part || of != 16 {
			t.Errorf("%d bytes: %d answers and %d of %d bytes, error %v", len(c.raw), x.answered(), come, of, err)
		}
	}
	_, x, err := f8Answers(number+number+"1", rows(2), "y")
	if err != nil || !x.surplus() || !errors.Is(x.rest(), errSurplus) {
		t.Errorf("a byte more: surplus %t, error %v", x.surplus(), err)
	}
}

// FuzzF8Answers checks that any bytes are the numbers that they begin with, and that what is missing or too much
// is told to the byte.
func FuzzF8Answers(f *testing.F) {
	_, raw := hardRows()
	f.Add([]byte(raw), byte(1))
	f.Add([]byte(raw[:21]), byte(2))
	f.Add([]byte{}, byte(3))
	f.Fuzz(func(t *testing.T, raw []byte, width byte) {
		outputs := []string{"a", "b", "c", "d"}[:1+width%4]
		d := rows(2)
		got, x, err := f8Answers(string(raw), d, outputs...)
		size := 8 * len(outputs)
		whole := min(2, len(raw)/size)
		if (err == nil) != (whole == 2) || err != nil && !ended(err) || x.answered() != whole || x.surplus() != (len(raw) > 2*size) {
			t.Fatalf("%d bytes of %d each: %d answers, surplus %t, error %v", len(raw), size, x.answered(), x.surplus(), err)
		}
		if come, of := x.part(); err != nil && (come != len(raw)-whole*size || of != size) {
			t.Errorf("%d bytes: %d of %d of the next", len(raw), come, of)
		}
		for i, v := range got[:whole*len(outputs)] {
			if want := math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:])); !alike(v, want) {
				t.Errorf("number %d is %v, want %v", i, v, want)
			}
		}
	})
}
