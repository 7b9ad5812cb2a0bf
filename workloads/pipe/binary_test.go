package pipe

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
)

// worded is a dataset of three rows with a column of text: a is 0, 1, 2 and b 10 times that.
func worded() *harness.Dataset {
	return &harness.Dataset{Name: "worded", Cols: 2, Samples: []string{"a", "b"}, Rows: []string{"r1", "second", "r3"}, RowTexts: true,
		Values: []float64{0, 0, 1, 10, 2, 20}, RowFields: []harness.Field{{Name: "note", Values: []string{"", "zwölf", "x,\"y\""}}}}
}

// standIn is an adapter of the tests, of no language: it answers each row with the sum of its
// numbers, the bytes of its texts and of its id, and its number. wrong is what it does wrong, if
// anything, at row at.
type standIn struct {
	in  *bufio.Reader
	out io.Writer
}

func (s standIn) int() int {
	var four [4]byte
	if _, err := io.ReadFull(s.in, four[:]); err != nil {
		panic(err)
	}
	return int(int32(binary.LittleEndian.Uint32(four[:])))
}

// texts returns the sizes of a list of n texts.
func (s standIn) texts(n int) (sizes []int) {
	all := 0
	for range n {
		sizes = append(sizes, s.int())
		all += sizes[len(sizes)-1]
	}
	if _, err := s.in.Discard(all); err != nil {
		panic(err)
	}
	return sizes
}

func (s standIn) put(parts ...any) {
	for _, part := range parts {
		if text, ok := part.(string); ok {
			part = []byte(text)
		} else if n, ok := part.(int); ok {
			part = int32(n)
		}
		if err := binary.Write(s.out, binary.LittleEndian, part); err != nil {
			panic(err)
		}
	}
}

func adapterChild(wrong string, at int) int {
	s := standIn{bufio.NewReader(os.NewFile(3, "rows")), os.NewFile(4, "answers")}
	cols, texts, _, _, width, named := s.int(), s.int(), s.int(), s.int(), s.int(), s.int()
	s.texts(cols + texts)
	if named == 1 {
		s.texts(width)
	}
	if wrong == "load" {
		s.put(saysFault, int(cannotLoad), -1, 4, "oops")
		return 1
	}
	if wrong == "garbage" {
		s.put("printed to descriptor 4\n")
		return 0
	}
	if width == 0 {
		s.put(saysColumns, 3, 1, 3, 5, 6, "sumtextsnumber")
	}
	for {
		var first float64
		if binary.Read(s.in, binary.LittleEndian, &first) != nil {
			return 0
		}
		n := s.int()
		bytes := s.texts(n)
		values := make([]float64, n*cols)
		if err := binary.Read(s.in, binary.LittleEndian, values); err != nil {
			panic(err)
		}
		for range texts {
			for i, size := range s.texts(n) {
				bytes[i] += size
			}
		}
		for i := range n {
			if row := int(first) + i; row == at {
				switch wrong {
				case "raise":
					s.put(saysFault, int(raised), i, 5, "E: \x1b\n")
					return 1
				case "exit":
					return 3
				case "many":
					s.put(saysAnswers, 1, make([]float64, 3))
				}
			}
			s.put(saysAnswers, 1, sumOf(values[i*cols:(i+1)*cols]), float64(bytes[i]), first+float64(i))
		}
	}
}

// scriptOf is the script at a path.
func scriptOf(t testing.TB, path string) script {
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newScript(path, info)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// standInOf is a program whose adapter is the stand-in.
func standInOf(t testing.TB, d *harness.Dataset, mode string) *program {
	p := programOf(t, d, mode)
	p.Call = &call{Language: python, File: "score.py", Function: "score", As: rowForms[0], script: scriptOf(t, "testdata/score.py")}
	p.Frame = p.Call.frame()
	p.Call.adapt(p)
	return p
}

// The binary frame brings every row with its texts, its id and its number, wherever chunks are cut.
func TestBinaryFrame(t *testing.T) {
	d := worded()
	p := standInOf(t, d, "adapter")
	p.Outputs = []string{"number", "sum", "texts"}
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, rows := range []int{1, 2, 3} {
		job := &harness.Job{Data: d, Workload: p.workload(), ChunkRows: rows}
		got := make([]float64, job.ResultLen())
		if _, err := (&harness.Pool{}).Run(t.Context(), got, job, 2); err != nil {
			t.Fatal(err)
		}
		if want := []float64{1, 0, 2, 2, 11, 12, 3, 22, 7}; !slices.Equal(got, want) {
			t.Errorf("chunks of %d: %v, want %v", rows, got, want)
		}
	}
}

// Rows of text alone are rows.
func TestTextAlone(t *testing.T) {
	d := worded()
	d.Cols, d.Values, d.Samples, d.Rows = 0, nil, nil, nil
	p := standInOf(t, d, "adapter")
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := harness.Answer(t.Context(), &harness.Job{Data: d, Workload: p.workload(), ChunkRows: 2})
	if want := []float64{0, 1, 1, 0, 7, 2, 0, 6, 3}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, want %v; error %v", got, want, err)
	}
}

// What an adapter does wrong is one line, and a kernel's error.
func TestBinaryFaults(t *testing.T) {
	for mode, want := range map[string]string{
		"adapter/load":    "score.py:score cannot be loaded: oops",
		"adapter/garbage": "score.py:score wrote something else than answers to descriptor 4",
		"adapter/raise=2": `score.py:score failed at row 2 ("second"): E: `,
		"adapter/exit=2":  "score.py:score ended with exit code 3 with 1 of 3 rows answered; the next is second: a function must return",
		"adapter/many=3":  "score.py:score wrote something else than answers",
	} {
		err := standInOf(t, worded(), mode).Try(t.Context())
		if !errors.As(err, new(*harness.KernelError)) || !strings.Contains(err.Error(), want) || strings.ContainsAny(err.Error(), "\n\x1b") {
			t.Errorf("%s: error %v, want %q", mode, err, want)
		}
	}
}

// FuzzBinaryAnswers checks that any bytes in the place of an adapter's are refused or read, without
// a panic and without more memory than they may have.
func FuzzBinaryAnswers(f *testing.F) {
	f.Add([]byte{1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{3, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 'x'})
	f.Add([]byte{1, 0, 0, 0, 255, 255, 255, 255})
	f.Add([]byte{4, 0, 0, 0, 1, 0, 0, 0, 'P', 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := rows(2)
		x := &binaryDecoder{r: bufio.NewReader(strings.NewReader(string(raw))), data: d, call: &call{}}
		l, err := x.learn(nil, whole(d))
		if err != nil {
			return
		}
		if len(l.columns) == 0 {
			t.Fatal("an answer of no columns")
		}
		_ = x.decode(make([]float64, 2*len(l.outputs)), whole(d))
	})
}
