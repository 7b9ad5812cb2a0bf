//go:build !race

package pipe

// The race detector sees nothing in an interpreter; the stand-in of the frame runs under it.

import (
	"context"
	"errors"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// compared is a dataset of three rows in two groups, without text: the values of worded, and 1.
func compared() *harness.Dataset {
	return &harness.Dataset{Name: "compared", Cols: 3, Groups: harness.Groups{Names: [2]string{"x", "y"}, Sizes: [2]int{2, 1}},
		Values: []float64{0, 0, 1, 1, 10, 1, 2, 20, 1}}
}

// oddly is a dataset of a row, the names of whose columns are none in Python and R.
func oddly() *harness.Dataset {
	return &harness.Dataset{Name: "oddly", Cols: 3, Samples: []string{"gene name", "class", "2nd"}, RowTexts: true,
		Values: []float64{1, 2, 3}, RowFields: []harness.Field{{Name: "ü", Values: []string{"four"}}}}
}

// found skips a test where the interpreter of a language is not installed.
func (l language) found(t *testing.T) {
	if _, err := exec.LookPath(l.Interpreter); err != nil {
		t.Skipf("%s is not installed here: its adapter is not tried", l.Interpreter)
	}
}

// of returns rows that need not be read.
func of(d *harness.Dataset) spec.Load {
	return func(context.Context) (*harness.Dataset, error) { return d, nil }
}

// answersOfCall returns the columns and the answers of a function of the tests.
func answersOfCall(t *testing.T, w spec.Workload, d *harness.Dataset, args spec.Args) ([]string, []float64, harness.Workload, error) {
	work, err := w.Call(t.Context(), of(d), args, 0)
	if err != nil {
		return nil, nil, work, err
	}
	job := &harness.Job{Data: d, Workload: work, ChunkRows: 2}
	got := make([]float64, job.ResultLen())
	_, err = (&harness.Pool{}).Run(t.Context(), got, job, 1)
	return work.Outputs, got, work, err
}

// A called function has an answer, or a reason why not.
type callCase struct {
	call    string
	data    *harness.Dataset
	columns string
	want    []float64
	wrong   string // in the error; "" = none
}

func (c callCase) check(t *testing.T, w spec.Workload, args spec.Args) {
	args["call"] = []string{"testdata/" + c.call}
	columns, got, _, err := answersOfCall(t, w, c.data, args)
	if c.wrong != "" {
		if err == nil || !strings.Contains(err.Error(), c.wrong) || strings.Contains(err.Error(), "\n") {
			t.Errorf("error %v, want %q on one line", err, c.wrong)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(columns, "|"); s != c.columns || !slices.EqualFunc(got, c.want, same) {
		t.Errorf("%s: %v, want %s: %v", s, got, c.columns, c.want)
	}
}

func TestPythonFunctions(t *testing.T) {
	python.found(t)
	nan := math.NaN()
	for _, c := range []callCase{
		{"score.py:total", compared(), "y", []float64{1, 12, 23}, ""},
		{"score.py:several", compared(), "y1|y2|y3", []float64{0, 1, nan, 1, 2, nan, 2, 3, nan}, ""},
		{"score.py:named", compared(), "power|length", []float64{0, 1, 1, 1, 4, 1}, ""},
		{"score.py:tuples", compared(), "t|df", []float64{0, 3, 2, 3, 4, 3}, ""},
		{"score.py:groups", compared(), "y1|y2|y3", []float64{2, 1, -1, 2, 1, 10, 2, 1, 21}, ""},
		{"score.py:by_name", worded(), "value|length", []float64{0, 0, 11, 5, 22, 5}, ""},
		{"score.py:columns", worded(), "y", []float64{0, 6, 7}, ""},
		{"score.py:sometimes", compared(), "y1|y2", []float64{nan, nan, 1, 2, 2, 2}, ""},
		{"score.py:model.predict", compared(), "y", []float64{0, 1, 2}, ""},
		{"score.py:raises", worded(), "", nil, "score.py:raises failed at row 1 (\"r1\"): KeyError: 0 (score.py, line "},
		{"score.py:raises", compared(), "", nil, "score.py:raises failed at row 3: ValueError: no answer (score.py, line 60): mend it, or let it return None"},
		{"score.py:leaves", compared(), "", nil, "failed at row 1: it called sys.exit('enough')"},
		{"score.py:ends", compared(), "", nil, "ended with exit code 3 with 0 of 3 rows answered; the next is 1: a function must return"},
		{"score.py:text", compared(), "", nil, "returned at row 1 'good', which is no number"},
		{"score.py:changes", compared(), "", nil, "returned at row 2 2 numbers, and before 1 number: return the same columns"},
		{"score.py:rounded", compared(), "", nil, "9007199254740993, which a float64 rounds"},
		{"score.py:three", compared(), "", nil, `--call "testdata/score.py:three": it takes (x, y, z): let it take one parameter, the row`},
		{"score.py:nobody", compared(), "", nil, `score.py has no such function: name one of total, several, named`},
		{"score.py:totl", compared(), "", nil, `score.py has no such function, did you mean total? It has total, several, named`},
		{"score.py:Model.predict", compared(), "", nil, `it is a method, and Model a class: write model = Model() in score.py, and type model.predict for it`},
		{"score.py:spelt", oddly(), `gene name|say "hi", he|ü`, []float64{1, 5, 4}, ""},
		{"score.py:as_named", oddly(), "y", []float64{3}, ""},
		{"score.py:array_of_one", compared(), "x", []float64{2.5, 2.5, 2.5}, ""},
		{"score.py:named_text", compared(), "", nil, "returned at row 1 verdict = 'good', which is no number: name the columns that are numbers with --outputs"},
		{"imports.py:f", compared(), "", nil, "ModuleNotFoundError: No module named 'no_such_module' (imports.py, line 1): install it for "},
		{"nowhere.py:f", compared(), "", nil, `--call "testdata/nowhere.py:f": there is no file`},
	} {
		t.Run(c.call, func(t *testing.T) {
			t.Parallel()
			c.check(t, Python, spec.Args{})
		})
	}
}

func TestRFunctions(t *testing.T) {
	inR.found(t)
	nan := math.NaN()
	for _, c := range []callCase{
		{"score.R:several", compared(), "y1|y2|y3", []float64{0, 1, nan, 2, 2, nan, 4, 3, nan}, ""},
		{"score.R:by_name", worded(), "value|length", []float64{0, 0, 11, 5, 22, 5}, ""},
		{"score.R:spelt", oddly(), `gene name|say "hi", he`, []float64{1, 5}, ""},
		{"score.R:the last", compared(), "", nil, `score.R:the last returned at row 1 estimate = "1 2" of class numeric, which is 2 values: name the columns`},
		{"score.R:the lest", compared(), "", nil, `score.R has no such function, did you mean the last?`},
		{"score.R:varies", compared(), "a|b", []float64{1, 2, 1, 4, 5, 6}, ""},
		{"score.R:empty", compared(), "", nil, "returned at row 1 nothing: return a number"},
		{"score.R:raises", compared(), "", nil, "score.R:raises failed at row 3: no answer at all (score.R, line 12): mend it, or let it return NA"},
		{"score.R:both", compared(), "", nil, "score.R:both returned at row 2 2 numbers, and before 1 number: return the same columns"},
		{"score.R:level", compared(), "y", []float64{3, 3, 3}, ""},
		{"masks.R:masked", compared(), "y", []float64{7, 7, 7}, ""},
	} {
		t.Run(c.call, func(t *testing.T) {
			t.Parallel()
			args := spec.Args{}
			if c.call == "score.R:by_name" {
				args["outputs"] = []string{"value,length"}
			}
			c.check(t, R, args)
		})
	}
}

// What an answer in R holds besides its numbers is let go of when it is handed over, and not with its chunk.
func TestRAnswersAreLetGo(t *testing.T) {
	inR.found(t)
	w, err := R.Call(t.Context(), of(compared()), spec.Args{"call": {"testdata/score.R:lets_go"}, "outputs": {"value"}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	job := &harness.Job{Data: compared(), Workload: w, ChunkRows: 3}
	got := make([]float64, job.ResultLen())
	if _, err := (&harness.Pool{}).Run(t.Context(), got, job, 1); err != nil || !slices.Equal(got, []float64{0, 0, 1}) {
		t.Errorf("%v, error %v", got, err)
	}
}

// An answer in R is what it is whatever the others of its chunk are, which are looked at together.
func TestRAnswersOfAChunk(t *testing.T) {
	inR.found(t)
	nan := math.NaN()
	once := []float64{1, 2, 1, 2, 1, 2, nan, nan, nan, nan, 1, 2, 1, nan, 1, 2, nan, 2}
	rows := 6 * len(once) / 2
	d := &harness.Dataset{Name: "rows", Cols: 1, Values: make([]float64, rows)}
	w, err := R.Call(t.Context(), of(d), spec.Args{"call": {"testdata/score.R:kinds"}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	job := &harness.Job{Data: d, Workload: w, ChunkRows: rows / 2}
	got := make([]float64, job.ResultLen())
	if _, err := (&harness.Pool{}).Run(t.Context(), got, job, 1); err != nil {
		t.Fatal(err)
	}
	if want := slices.Repeat(once, 6); !slices.EqualFunc(got, want, same) {
		t.Errorf("%v, want %v", got, want)
	}
}

// What a function prints, and what its children do, breaks no answer, and is noted.
func TestFunctionsPrint(t *testing.T) {
	for _, l := range []struct {
		language
		spec.Workload
		file string
	}{{python, Python, "score.py"}, {inR, R, "score.R"}} {
		t.Run(l.Workload.Name, func(t *testing.T) {
			l.found(t)
			_, got, work, err := answersOfCall(t, l.Workload, compared(), spec.Args{"call": {"testdata/" + l.file + ":prints"}})
			if err != nil || !same(got[1], 1) || !same(got[2], 1) {
				t.Fatalf("answers %v, error %v", got, err)
			}
			if notes := work.Notes(); len(notes) != 1 || !strings.HasPrefix(notes[0], "testdata/"+l.file+":prints printed: ") {
				t.Errorf("notes %q", notes)
			}
		})
	}
}

// A row is what the user asks for.
func TestRowForms(t *testing.T) {
	python.found(t)
	for form, wrong := range map[string]string{"numbers": "", "columns": "failed at row 1", "both": `--row "both": type one of auto, numbers, columns`} {
		_, got, _, err := answersOfCall(t, Python, worded(), spec.Args{"call": {"testdata/score.py:total"}, "row": {form}})
		if wrong == "" && (err != nil || !slices.Equal(got, []float64{0, 11, 22})) || wrong != "" && (err == nil || !strings.Contains(err.Error(), wrong)) {
			t.Errorf("%s: %v, error %v", form, got, err)
		}
	}
}

// Settings that name no function are refused before any process starts.
func TestBadCalls(t *testing.T) {
	for call, want := range map[string]string{"": "type the file and the function", "score.py": "type the file, a colon", ":f": "type the file, a colon",
		"testdata:f": "testdata is a folder", "testdata/none.py:f": "there is no file"} {
		_, err := Python.Call(t.Context(), of(compared()), spec.Args{"call": {call}, "interpreter": {"no-such-program"}}, 0)
		var flag *harness.FlagError
		if !errors.As(err, &flag) || flag.Flag != "call" || !strings.Contains(flag.Want, want) {
			t.Errorf("%q: error %v", call, err)
		}
	}
	_, err := Python.Call(t.Context(), of(compared()), spec.Args{"call": {"testdata/score.py:total"}, "interpreter": {"no-such-program"}}, 0)
	if !errors.As(err, new(*harness.ProgramError)) {
		t.Errorf("error %v", err)
	}
}

// Where the rows cannot be read no process is left, and the error is that of the rows.
func TestNoRows(t *testing.T) {
	python.found(t)
	wrong := errors.New("no rows")
	args := map[string][]string{"call": {"testdata/score.py:total"}}
	_, err := Python.Call(t.Context(), func(context.Context) (*harness.Dataset, error) { return nil, wrong }, args, 2)
	if err != wrong {
		t.Errorf("error %v", err)
	}
}
