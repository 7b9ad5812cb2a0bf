package pipe

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
)

// whole is a dataset as one chunk.
func whole(d *harness.Dataset) harness.Chunk {
	return harness.Chunk{Rows: d.NumRows(), Cols: d.Cols, Values: d.Values}
}

// awkward is a dataset of ids and numbers that are hard to write down.
func awkward() *harness.Dataset {
	return &harness.Dataset{Name: "awkward", Cols: 3, Samples: []string{"a,b", `say "hi"`, "ü"},
		Rows:   []string{"plain", "a,b", `q"q`, "", " x "},
		Values: []float64{0.1, math.NaN(), math.Copysign(0, -1), math.Inf(1), math.Inf(-1), 5e-324, math.MaxFloat64, 1.0 / 3, 1e21, -1e-7, 123456789, 2, 3, 4, 5}}
}

// What is written as CSV is read back by a CSV reader to the same bits.
func TestCSVReadsBack(t *testing.T) {
	for _, numbered := range []bool{false, true} {
		d := awkward()
		if numbered {
			d.Rows, d.Samples = nil, nil
		}
		var text strings.Builder
		e := newCSVEncoder(&text, d)
		for _, c := range []harness.Chunk{{Rows: 2, Cols: 3, Values: d.Values[:6]}, {Row: 2, Rows: 3, Cols: 3, Values: d.Values[6:]}} {
			if err := e.encode(c); err != nil {
				t.Fatal(err)
			}
		}
		records, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
		if err != nil || len(records) != 6 {
			t.Fatalf("%v\n%s", err, &text)
		}
		header := []string{"id", "v1", "v2", "v3"}
		if !numbered {
			header = append([]string{"id"}, d.Samples...)
		}
		if !slices.Equal(records[0], header) {
			t.Errorf("header %q, want %q", records[0], header)
		}
		for i, record := range records[1:] {
			if record[0] != d.ID(i) {
				t.Errorf("id %q, want %q", record[0], d.ID(i))
			}
			for j, field := range record[1:] {
				v, err := strconv.ParseFloat(field, 64)
				if err != nil || math.Float64bits(v) != math.Float64bits(d.Row(i)[j]) && !(math.IsNaN(v) && math.IsNaN(d.Row(i)[j])) {
					t.Errorf("%v is written %q: %v", d.Row(i)[j], field, err)
				}
			}
		}
	}
}

// Every line of ndjson is JSON, with null for NaN and an overflow for infinity.
func TestJSONReadsBack(t *testing.T) {
	d := awkward()
	var text strings.Builder
	if err := newJSONEncoder(&text, d).encode(whole(d)); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(text.String()), "\n") {
		var row struct {
			ID     string
			Values []*json.Number
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if row.ID != d.ID(i) {
			t.Errorf("id %q, want %q", row.ID, d.ID(i))
		}
		for j, v := range row.Values {
			want := d.Row(i)[j]
			if v == nil != math.IsNaN(want) {
				t.Errorf("%v is written %v", want, v)
			} else if v != nil {
				if got, _ := strconv.ParseFloat(v.String(), 64); math.Float64bits(got) != math.Float64bits(want) {
					t.Errorf("%v is written %v", want, v)
				}
			}
		}
	}
}

// Columns of text come between the id and the numbers, to programs that read them; a bare frame has
// no line of names.
func TestTextColumns(t *testing.T) {
	d := worded()
	for name, c := range map[string]struct {
		encoder func(io.Writer, *harness.Dataset) encoder
		reads   bool
		want    string
	}{
		"csv":        {newCSVEncoder, true, "id,note,a,b\nr1,,0,0\nsecond,zwölf,1,10\nr3,\"x,\"\"y\"\"\",2,20\n"},
		"bare":       {newBareCSVEncoder, true, "r1,,0,0\nsecond,zwölf,1,10\nr3,\"x,\"\"y\"\"\",2,20\n"},
		"bare, none": {newBareCSVEncoder, false, "r1,0,0\nsecond,1,10\nr3,2,20\n"},
		"ndjson": {newJSONEncoder, true, `{"id":"r1","texts":{"note":""},"values":[0,0]}` + "\n" + `{"id":"second","texts":{"note":"zwölf"},"values":[1,10]}` + "\n" +
			`{"id":"r3","texts":{"note":"x,\"y\""},"values":[2,20]}` + "\n"},
	} {
		d.RowTexts = c.reads
		var text strings.Builder
		if err := c.encoder(&text, d).encode(whole(d)); err != nil || text.String() != c.want {
			t.Errorf("%s: %q, want %q; error %v", name, &text, c.want, err)
		}
	}
}

func TestLineBreaksAreRefused(t *testing.T) {
	d := rows(3)
	d.Rows[1] = "a\nb"
	p := programOf(t, d, "good")
	if err := p.Try(t.Context()); err == nil || !strings.Contains(err.Error(), "--frame ndjson or arrow") {
		t.Errorf("error %v", err)
	}
}

// frames of lines, by name.
var lineFrames = map[string]func(*bufio.Reader, *harness.Dataset, layout) decoder{"csv": newCSVDecoder, "ndjson": newJSONDecoder}

// answersOf reads the answers to the rows of d from a text.
func answersOf(frame, text string, d *harness.Dataset, wanted []string) (layout, []float64, error) {
	x := lineFrames[frame](bufio.NewReaderSize(strings.NewReader(text), answerBuffer), d, layout{})
	l, err := x.learn(wanted, whole(d))
	if err != nil {
		return l, nil, err
	}
	dst := make([]float64, d.NumRows()*len(l.outputs))
	if err := x.decode(dst, whole(d)); err != nil {
		return l, nil, err
	}
	if x.surplus() {
		return l, dst, errSurplus
	}
	return l, dst, nil
}

func TestAnswerLines(t *testing.T) {
	nan := math.NaN()
	two := rows(2)
	for _, c := range []struct {
		frame, text string
		wanted      []string
		outputs     string
		want        []float64
		wrong       string // in the error; "" = none
	}{
		{"csv", "1\n2\n", nil, "y", []float64{1, 2}, ""},
		{"csv", "1\r\n2", nil, "y", []float64{1, 2}, ""},
		{"csv", "1,2\n3,4\n", nil, "y1 y2", []float64{1, 2, 3, 4}, ""},
		{"csv", "1\t2 \n 3  4\n", nil, "y1 y2", []float64{1, 2, 3, 4}, ""},
		{"csv", "1 , 2\n3 ,4\n", nil, "y1 y2", []float64{1, 2, 3, 4}, ""},
		{"csv", "NA,\n,-nan\n", nil, "y1 y2", []float64{nan, nan, nan, nan}, ""},
		{"csv", "inf\n-Inf\n", nil, "y", []float64{math.Inf(1), math.Inf(-1)}, ""},
		{"csv", "t,p\n1,2\n3,4\n", nil, "t p", []float64{1, 2, 3, 4}, ""},
		{"csv", "\"t\",\"p\"\n1,2\n3,4\n", []string{"p"}, "p", []float64{2, 4}, ""},
		{"csv", "id,t\nr1,1\n\"r2\",3\n", nil, "t", []float64{1, 3}, ""},
		{"csv", "id,t,note\nr1,1,good\nr2,3,\"a, b\"\n", []string{"t"}, "t", []float64{1, 3}, ""},
		{"csv", "id,t\nr2,1\nr1,3\n", nil, "", nil, "rows are answered in order"},
		{"csv", "id\nr1\nr2\n", nil, "", nil, "no column but id"},
		{"csv", "t,t\n", nil, "", nil, "two of its columns"},
		{"csv", "t,p!\n", nil, "", nil, `names a column "p!"`},
		{"csv", "t,p\n1,2\n3\n", nil, "", nil, "that has 1 column, and its first line names 2"},
		{"csv", "1\n1e999\n", nil, "", nil, "beyond the range"},
		{"csv", "1\n0x\n", nil, "", nil, "is not a number"},
		{"csv", "id,t,note\nr1,1,good\n", nil, "", nil, "if column note is text, name the columns that are numbers with --outputs"},
		{"csv", "1,2\n", []string{"a"}, "", nil, "answers 2 numbers in a row, and --outputs names 1"},
		{"csv", "1\n2\n3\n", nil, "y", nil, "more answers than it had rows"},
		{"csv", "1\n", nil, "", nil, "EOF"},
		{"ndjson", "1\nnull\n", nil, "y", []float64{1, nan}, ""},
		{"ndjson", "[1,2]\n[\"NaN\", 4]\n", nil, "y1 y2", []float64{1, 2, nan, 4}, ""},
		{"ndjson", `{"t":1,"p":2}` + "\n" + `{ "p" : 4, "t" : 3 }` + "\n", nil, "t p", []float64{1, 2, 3, 4}, ""},
		{"ndjson", `{"id":"r1","t":1}` + "\n" + `{"id":"r2","t":3}` + "\n", nil, "t", []float64{1, 3}, ""},
		{"ndjson", `{"note":"a","\u0074":1}` + "\n" + `{"note":"}","t":3}` + "\n", []string{"t"}, "t", []float64{1, 3}, ""},
		{"ndjson", `{"id":"r2","t":1}` + "\n", nil, "", nil, "rows are answered in order"},
		{"ndjson", `{"t":1}` + "\n" + `{"p":1}` + "\n", nil, "", nil, "other columns"},
		{"ndjson", `{"t":1,"p":2}` + "\n" + `{"t":1,"t":2}` + "\n", nil, "", nil, "other columns"},
		{"ndjson", `{"t":1}` + "\n" + `[1]` + "\n", nil, "", nil, "another form"},
		{"ndjson", `{"t":true}` + "\n", nil, "", nil, "is a logical value"},
		{"ndjson", `{"t":{"a":1}}` + "\n", nil, "", nil, "not JSON"},
		{"ndjson", `[]` + "\n", nil, "", nil, "has no values"},
		{"ndjson", "[1] 2\n", nil, "", nil, "not JSON"},
		{"ndjson", "hello\n", nil, "", nil, "is not a number"},
	} {
		t.Run(c.frame+" "+c.text, func(t *testing.T) {
			l, got, err := answersOf(c.frame, c.text, two, c.wanted)
			if c.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), c.wrong) {
					t.Errorf("error %v, want %q", err, c.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if s := strings.Join(l.outputs, " "); s != c.outputs || !slices.EqualFunc(got, c.want, same) {
				t.Errorf("%s: %v, want %s: %v", s, got, c.outputs, c.want)
			}
		})
	}
}

// The names of a line of CSV may be any text where they are in quotes, and words elsewhere.
func TestNamesInQuotes(t *testing.T) {
	l, got, err := answersOf("csv", "\"gene name\",\"say \"\"hi\"\", he\",t\n1,2,3\n4,5,6\n", rows(2), nil)
	if want := []string{"gene name", `say "hi", he`, "t"}; err != nil || !slices.Equal(l.outputs, want) || !slices.Equal(got, []float64{1, 2, 3, 4, 5, 6}) {
		t.Errorf("%q: %v, error %v", l.outputs, got, err)
	}
	for _, head := range []string{"Error: none", "\"\"", "\"a\x1b\"", "\" \",t", "a,\"a\""} {
		if _, _, err := answersOf("csv", head+"\n1,2\n3,4\n", rows(2), nil); err == nil {
			t.Errorf("%q is a line of names", head)
		}
	}
}

func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// FuzzAnswers checks that any output of a program is refused or else read, without a panic and
// with the outputs that were wanted.
func FuzzAnswers(f *testing.F) {
	for _, text := range []string{"1\n2\n", "t,p\n1,2\n3,4\n", "id,t\nr1,1\nr2,2\n", "\"a\"\"b\",1\n", "{\"t\":1}\n{\"t\":null}\n", "[1,\"NaN\"]\n[2,3]\n", "{\"\\u0074\":\"1\"}\n", "\"", "{\"", ",,,\n"} {
		f.Add(text, "")
		f.Add(text, "t")
	}
	f.Fuzz(func(t *testing.T, text, wanted string) {
		var names []string
		if wanted != "" && isName(wanted) {
			names = []string{wanted}
		}
		for frame := range lineFrames {
			l, got, err := answersOf(frame, text, rows(2), names)
			if err != nil {
				if !errors.Is(err, errSurplus) {
					continue
				}
			}
			if len(l.outputs) == 0 || len(got) != 2*len(l.outputs) {
				t.Errorf("%s: outputs %q, %d values", frame, l.outputs, len(got))
			}
			if names != nil && !slices.Equal(l.outputs, names) {
				t.Errorf("%s: outputs %q, want %q", frame, l.outputs, names)
			}
		}
	})
}
