package npy

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/input/readertest"
	"serialfraction/harness/machine"
)

// read reads a file that lies in memory.
func read(name string, file []byte) (*harness.Dataset, error) {
	m, err := content.Map(name, bytes.NewReader(file), machine.Room{})
	if err != nil {
		return nil, err
	}
	return Open(context.Background(), m)
}

// openFile opens a file, and closes it at the end of the test.
func openFile(t testing.TB, path string) *harness.Dataset {
	t.Helper()
	m, err := content.MapAny(path, machine.Room{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// TestNPYReference reads files that NumPy wrote: every dtype in both byte orders and both
// memory orders, mapped and compressed, whole and by columns.
func TestNPYReference(t *testing.T) {
	text, err := os.ReadFile("testdata/expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, line := range lines {
		fields := strings.Fields(line)
		t.Run(fields[0], func(t *testing.T) {
			rows, _ := strconv.Atoi(fields[1])
			cols, _ := strconv.Atoi(fields[2])
			want := make([]float64, rows*cols)
			for i, field := range fields[3:] {
				if want[i], err = strconv.ParseFloat(field, 64); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join("testdata", fields[0]+".npy")
			mapped := openFile(t, path)
			if mapped.NumRows() != rows || mapped.Cols != cols || mapped.Samples[cols-1] != fmt.Sprint("c", cols) || mapped.Rows != nil {
				t.Fatalf("%d x %d, samples %v, rows %v", mapped.NumRows(), mapped.Cols, mapped.Samples, mapped.Rows)
			}
			readertest.SameValues(t, "mapped", mapped.Block(nil, 0, rows), want)
			whole := make([]float64, rows*cols)
			mapped.Store.Decode(whole, 0, rows, nil)
			readertest.SameValues(t, "decoded", whole, want)

			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			packed, err := read("x.npy.zst", readertest.Pack(t, "zstd", string(file)))
			if err != nil {
				t.Fatal(err)
			}
			readertest.SameValues(t, "compressed", packed.Block(nil, 0, rows), want)

			for col := range cols {
				columns := []int{col, cols - 1 - col}
				got, part := make([]float64, 2*rows), make([]float64, 0, 2*rows)
				mapped.Store.Decode(got[2:], 1, rows-1, columns)
				mapped.Store.Decode(got[:2], 0, 1, columns)
				for row := range rows {
					part = append(part, want[row*cols+col], want[row*cols+cols-1-col])
				}
				readertest.SameValues(t, fmt.Sprint("columns ", columns), got, part)
			}
		})
	}
	if len(lines) < 46 {
		t.Errorf("%d files only", len(lines))
	}
}

// TestNPYView: float64 in C order is a view of the file; everything else is decoded
// without allocation.
func TestNPYView(t *testing.T) {
	for name, view := range map[string]bool{"f8le": true, "column-fortran": true, "f8be": false, "f8le-fortran": false, "f4le": false, "i8le": false} {
		d := openFile(t, filepath.Join("testdata", name+".npy"))
		if (d.Values != nil) != view || d.Store == nil {
			t.Errorf("%s: Values %v, Store %v", name, d.Values, d.Store)
		}
		dst := make([]float64, d.NumRows()*d.Cols)
		if n := testing.AllocsPerRun(10, func() { d.Store.Decode(dst, 0, d.NumRows(), nil) }); n != 0 {
			t.Errorf("%s: %v allocations to decode", name, n)
		}
	}
}

// fileOf returns a file of version 1 with this dict and that many bytes after it.
func fileOf(dict string, data int) []byte {
	head := binary.LittleEndian.AppendUint16([]byte("\x93NUMPY\x01\x00"), uint16(len(dict)))
	return append(append(head, dict...), make([]byte, data)...)
}

func TestNPYHeader(t *testing.T) {
	for _, dict := range []string{
		"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n",
		`{"shape":(2,3),"fortran_order":False,"descr":"<f8"}`,
		"{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 3L,)}   \n",
		" { 'fortran_order' : False , 'descr' : '=f8' , 'shape' : ( 2 , 3 ) , } ",
	} {
		d, err := read("x", fileOf(dict, 48))
		if err != nil || d.NumRows() != 2 || d.Cols != 3 {
			t.Errorf("%s: %v", dict, err)
		}
	}
	const write = ": write it again with numpy.save"
	dict := func(descr, order, shape string) []byte {
		return fileOf("{'descr': "+descr+", 'fortran_order': "+order+", 'shape': "+shape+", }", 48)
	}
	not := func(text string) string { return "its header is not one of numpy, it is " + lines.Quote(text) + write }
	for _, tt := range []struct {
		file []byte
		want string
	}{
		{nil, `not an .npy file, it begins with "": write it with numpy.save`},
		{[]byte("id,a\nr,1\n"), `not an .npy file, it begins with "id,a\nr": write it with numpy.save`},
		{readertest.Zip(t, "a.npy", "", "b.npy", ""), "this is an .npz archive of 2 arrays: save one with numpy.save as .npy"},
		{[]byte("\x93NUMPY\x01\x00"), "cut short in its header: fetch or write it again"},
		{fileOf("{'descr'", 0)[:14], "cut short in its header: fetch or write it again"},
		{[]byte("\x93NUMPY\x04\x00\x00\x00\x00\x00\x00"), "version 4 of .npy is not known: write version 1, 2 or 3 with numpy.save"},
		{[]byte("\x93NUMPY\x02\x00\xff\xff\xff\x7f"), "its header has 2147483647 bytes, 65536 are allowed" + write},
		{fileOf("{}", 0), not("{}")},
		{fileOf("import os", 0), not("import os")},
		{fileOf("{'shape': (1, 1), 'shape': (1, 1), 'descr': '<f8'}", 8), not("{'shape': (1, 1), 'shape': (1, 1), 'descr': '<f8'}")},
		{fileOf("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)} + {}", 8), not("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)} + {}")},
		{fileOf("{'descr': '<f8' 'fortran_order': False, 'shape': (1, 1)}", 8), not("{'descr': '<f8' 'fortran_order': False, 'shape': (1, 1)}")},
		{dict("'<f8'", "0", "(2, 3)"), not("{'descr': '<f8', 'fortran_order': 0, 'shape': (2, 3), }")},
		{dict("'<f8'", "False", "(2 3)"), not("{'descr': '<f8', 'fortran_order': False, 'shape': (2 3), }")},
		{dict("'<f8'", "False", "(6)"), not("{'descr': '<f8', 'fortran_order': False, 'shape': (6), }")},
		{dict("'<f8'", "False", "(-2, 3)"), not("{'descr': '<f8', 'fortran_order': False, 'shape': (-2, 3), }")},
		{dict("'<f8'", "False", "(99999999999999999999, 3)"), not("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 3), }")},
		{dict("'<f8'", "False", "()"), "its shape is (), and rows and columns are needed: save it with .reshape(rows, columns)"},
		{dict("'<f8'", "False", "(6,)"), "its shape is (6,), and rows and columns are needed: save it with .reshape(-1, 1) for one column, or .reshape(1, -1) for one row"},
		{dict("'<f8'", "False", "(1, 2, 3)"), "its shape is (1, 2, 3), and rows and columns are needed: save it with .reshape(rows, columns)"},
		{dict("'<f8'", "False", "(0, 3)"), "its shape is (0, 3): there is no value in it"},
		{dict("'<f8'", "False", "(2, 4)"), "cut short: its shape (2, 4) of <f8 takes more than the 48 bytes there are: fetch or write it again"},
		{dict("'<f8'", "False", "(4611686018427387904, 4611686018427387904)"),
			"cut short: its shape (4611686018427387904, 4611686018427387904) of <f8 takes more than the 48 bytes there are: fetch or write it again"},
		{dict("'<f8'", "False", "(2, 2)"), "16 bytes follow the array: save one array in each file"},
		{dict("'<c16'", "False", "(1, 3)"), `its dtype is "<c16", which is complex: save its .real or its .imag, or numpy.abs of it`},
		{dict("'|O'", "False", "(1, 3)"), `its dtype is "|O", which is no plain number: save it with .astype('<f8')`},
		{dict("'f8'", "False", "(2, 3)"), `its dtype is "f8", which is no plain number: save it with .astype('<f8')`},
		{dict("[('a', '<f8'), ('b', '<i4', (2,))]", "False", "(1, 3)"),
			`its dtype is "[('a', '<f8'), ('b', '<i4', (2,))]", which is a structured array: save numpy.lib.recfunctions.structured_to_unstructured(array)`},
		{dict("'<f16'", "False", "(1, 3)"), `its dtype is "<f16", which is a number longer than float64: save it with .astype('<f8')`},
		{dict("'<M8[s]'", "False", "(2, 3)"), `its dtype is "<M8[s]", which is no plain number: save it with .astype('<f8')`},
		{dict("'<U4'", "False", "(1, 3)"), `its dtype is "<U4", which is no plain number: save it with .astype('<f8')`},
		{dict("['a", "False", "(1, 3)"), not("{'descr': ['a, 'fortran_order': False, 'shape': (1, 3), }")},
	} {
		_, err := read("x.npy", tt.file)
		if err == nil || err.Error() != "x.npy: "+tt.want {
			t.Errorf("%.40q:\n got %v\nwant x.npy: %s", tt.file, err, tt.want)
		}
	}
}

// valueOf returns the value of one element as the definition of its dtype has it.
func valueOf(descr string, src []byte) float64 {
	order := binary.ByteOrder(binary.LittleEndian)
	if descr[0] == '>' {
		order = binary.BigEndian
	}
	switch descr[1:] {
	case "f8":
		return math.Float64frombits(order.Uint64(src))
	case "f4":
		return float64(math.Float32frombits(order.Uint32(src)))
	case "f2":
		return dataset.Half(order.Uint16(src))
	case "i8":
		return float64(int64(order.Uint64(src)))
	case "u8":
		return float64(order.Uint64(src))
	case "i4":
		return float64(int32(order.Uint32(src)))
	case "u4":
		return float64(order.Uint32(src))
	case "i2":
		return float64(int16(order.Uint16(src)))
	case "u2":
		return float64(order.Uint16(src))
	case "i1":
		return float64(int8(src[0]))
	case "u1":
		return float64(src[0])
	}
	if src[0] != 0 { // b1
		return 1
	}
	return 0
}

// TestArrayDecode: of any bytes in any dtype and order, at any address, decoding finds the value of
// each index, as its definition has it, bit for bit.
func TestArrayDecode(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		descr := rapid.SampledFrom([]string{"<", ">"}).Draw(rt, "order") +
			rapid.SampledFrom([]string{"f8", "f4", "f2", "i8", "u8", "i4", "u4", "i2", "u2", "i1", "u1", "b1"}).Draw(rt, "type")
		e, ok := elementOf(descr)
		if !ok {
			rt.Fatal(descr)
		}
		a := &array{rows: rapid.IntRange(1, 60).Draw(rt, "rows"), cols: rapid.IntRange(1, 30).Draw(rt, "cols"),
			fortran: rapid.Bool().Draw(rt, "fortran"), element: e}
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1))
		bytes := make([]byte, e.size*a.rows*a.cols+7)
		for i := range bytes {
			bytes[i] = byte(rng.Uint32())
		}
		at := rapid.IntRange(0, 7).Draw(rt, "begins at")
		a.data = bytes[at : len(bytes)-7+at : len(bytes)-7+at]
		columns := rapid.SliceOfN(rapid.IntRange(0, a.cols-1), 0, 40).Draw(rt, "columns")
		if rapid.Bool().Draw(rt, "all") {
			columns = nil
		}
		lo := rapid.IntRange(0, a.rows-1).Draw(rt, "row")
		n := rapid.IntRange(0, a.rows-lo).Draw(rt, "n")
		all := columns
		if all == nil {
			for j := range a.cols {
				all = append(all, j)
			}
		}
		dst := make([]float64, n*len(all))
		a.decode(dst, lo, n, columns)
		for i := range n {
			for k, col := range all {
				index := (lo+i)*a.cols + col
				if a.fortran {
					index = col*a.rows + lo + i
				}
				got, want := dst[i*len(all)+k], valueOf(descr, a.data[index*e.size:])
				if math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
					rt.Fatalf("row %d, column %d is %v, want %v", lo+i, col, got, want)
				}
			}
		}
	})
}

// TestRoundedInBlocks: as many integers count as rounded, and the same one is the first, as where
// each is looked at alone, however many CPUs share the blocks.
func TestRoundedInBlocks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		descr := rapid.SampledFrom([]string{"<i8", ">i8", "<u8", ">u8"}).Draw(rt, "descr")
		e, _ := elementOf(descr)
		a := &array{rows: rapid.IntRange(1, 4*roundedBlock).Draw(rt, "rows"), cols: rapid.IntRange(1, 3).Draw(rt, "cols"), element: e}
		order := binary.ByteOrder(binary.LittleEndian)
		if descr[0] == '>' {
			order = binary.BigEndian
		}
		a.data = make([]byte, 8*a.rows*a.cols)
		for range rapid.IntRange(0, 5).Draw(rt, "large") {
			i := rapid.IntRange(0, a.rows*a.cols-1).Draw(rt, "at")
			v := uint64(1)<<rapid.IntRange(52, 63).Draw(rt, "bit") + uint64(rapid.IntRange(-1, 1).Draw(rt, "beside"))
			if rapid.Bool().Draw(rt, "negative") {
				v = -v
			}
			order.PutUint64(a.data[8*i:], v)
		}
		var want dataset.Rounded
		for i := range a.rows * a.cols {
			a.roundedOne(&want, i)
		}
		got, err := a.rounded(&harness.Dataset{})
		if err != nil || got != want {
			rt.Fatalf("%+v, %v, want %+v", got, err, want)
		}
	})
}

// TestHalf: every float of 16 bits has the value that its definition gives it.
func TestHalf(t *testing.T) {
	for i := range 1 << 16 {
		h := uint16(i)
		want := math.Ldexp(float64(1024+i&1023), i>>10&31-25)
		switch i >> 10 & 31 {
		case 0:
			want = math.Ldexp(float64(i&1023), -24)
		case 31:
			want = math.Inf(1)
			if i&1023 != 0 {
				want = math.NaN()
			}
		}
		if i>>15 != 0 {
			want = math.Copysign(want, -1)
		}
		if got := dataset.Half(h); math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Fatalf("%#04x is %v, want %v", h, got, want)
		}
	}
}

// TestHalfFile reads a file of float16.
func TestHalfFile(t *testing.T) {
	d := openFile(t, "testdata/half.npy")
	if got := d.Block(nil, 0, d.NumRows()); d.Cols != 3 || !slices.Equal(got, []float64{0, 1, 2, 3, 4, 5}) {
		t.Errorf("%d columns, values %v", d.Cols, got)
	}
}

// TestRounded: integers that float64 does not hold are counted in a note.
func TestRounded(t *testing.T) {
	for name, want := range map[string]string{
		"i8-rounded":   "4 whole numbers beyond 2^53 are rounded to what float64 holds, the first 9007199254740993 to 9007199254740992 (row 1, column 1)",
		"i8be-fortran": "5 whole numbers beyond 2^53 are rounded to what float64 holds, the first 9223372036854775807 to 9223372036854775808 (row 1, column 1)",
		"u8le":         "4 whole numbers beyond 2^53 are rounded to what float64 holds, the first 18446744073709551615 to 18446744073709551616 (row 1, column 1)",
		"i4le":         "",
		"f8le":         "",
	} {
		d := openFile(t, filepath.Join("testdata", name+".npy"))
		if got := strings.Join(d.Notes, "|"); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
}

func FuzzNPY(f *testing.F) {
	for _, name := range []string{"f8le", "i2be-fortran", "b1", "version3", "f2le", "i8-rounded"} {
		file, err := os.ReadFile(filepath.Join("testdata", name+".npy"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
		f.Add(file[:len(file)-1])
	}
	f.Add(fileOf("{'descr': [('a', '<f8')], 'fortran_order': True, 'shape': (1L,)}", 8))
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := read("x", file)
		if err != nil {
			if msg := err.Error(); !strings.HasPrefix(msg, "x: ") || strings.Contains(msg, "\n") {
				t.Fatalf("not one line that names the file: %q", msg)
			}
			return
		}
		rows := d.NumRows()
		if rows < 1 || d.Cols < 1 || len(d.Samples) != d.Cols {
			t.Fatalf("%d x %d, %d samples", rows, d.Cols, len(d.Samples))
		}
		whole := d.Block(nil, 0, rows)
		again := make([]float64, 0, len(whole))
		for row := range rows {
			one := make([]float64, d.Cols)
			d.Store.Decode(one, row, 1, nil)
			again = append(again, one...)
		}
		if !slices.EqualFunc(whole, again, func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b }) {
			t.Fatal("rows decoded one by one differ from all at once")
		}
	})
}
