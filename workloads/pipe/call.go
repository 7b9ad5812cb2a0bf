package pipe

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"io"
	"os"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/wording"
	"serialfraction/workloads/spec"
)

// A language is one in which a script has a function that is called for each row. Its adapter is a
// program in that language, which loads the script, reads the binary frame and calls the function.
type language struct {
	Name        string // of the workload
	Interpreter string // where the user names none
	Run         string // what the interpreter runs: the adapter, from a variable of its environment
	Flag        string // of the interpreter, before Run
	Adapter     string
	Example     string // of FILE:FUNCTION
	Definition  string // how a script defines a function of the name %s
	Nothing     string // what the function returns where a row has no answer
}

//go:embed adapter.py
var pythonAdapter string

//go:embed adapter.R
var rAdapter string

// adapterVariable is the variable that holds the adapter. The adapter removes it.
const adapterVariable = "HARNESS_ADAPTER"

var (
	python = language{Name: "python", Interpreter: "python3", Flag: "-c", Run: `import os;exec(os.environ.pop("` + adapterVariable + `"))`,
		Adapter: pythonAdapter, Example: "score.py:score", Definition: "def %s(row)", Nothing: "None or NaN"}
	inR = language{Name: "r", Interpreter: "Rscript", Flag: "-e", Run: `eval(parse(text=Sys.getenv("` + adapterVariable + `")))`,
		Adapter: rAdapter, Example: "score.R:score", Definition: "%s <- function(row)", Nothing: "NA or NULL"}
)

// Python and R are the entries of the workloads in the table.
var (
	Python = python.spec("a Python function of yours, called for each row; what it returns is the answer")
	R      = inR.spec("an R function of yours, called for each row; what it returns is the answer")
)

func (l language) spec(summary string) spec.Workload {
	params := []spec.Param{
		{Name: "call", Usage: "call this `FUNCTION` for each row, such as score.py:score: a file and the name of a function in it"},
		{Name: "row", Default: rowForms[0], Usage: "the function gets a row as `FORM`: numbers (a list or vector), columns (a dict or list by name), or auto (columns where the rows have columns of text)"},
		{Name: "interpreter", Default: l.Interpreter, Usage: "run the script with this `PROGRAM`"},
		outputsParam, timeoutParam,
	}
	return spec.Workload{
		Name:    l.Name,
		Summary: summary,
		Bound:   "the function",
		Data:    Spec.Data,
		Params:  params,
		Example: "--call " + l.Example,
		Texts:   func(spec.Args) bool { return true },
		File: func(args spec.Args) string {
			file, _, _ := cutCall(spec.Read(params, args).Text("call"))
			return file
		},
		Call: func(ctx context.Context, rows spec.Load, args spec.Args, once int) (harness.Workload, error) {
			s := spec.Read(params, args)
			c := &call{Language: l, As: rowForms[s.Choice("row", rowForms...)]}
			c.readName(s)
			outputs := outputNames(s, "outputs")
			p := &program{Argv: c.argv(s.Text("interpreter"), outputs), Call: c, Frame: c.frame(), Probe: true, Once: once,
				Timeout: s.Duration("timeout"), Outputs: outputs}
			c.adapt(p)
			if s.Err() != nil {
				return harness.Workload{}, s.Err()
			}
			p.begin(ctx)
			var err error
			if p.Data, err = rows(ctx); err != nil {
				p.spares.drop()
				return harness.Workload{}, err
			}
			if err := p.Try(ctx); err != nil {
				return harness.Workload{}, c.ofFlag(err)
			}
			w := p.workload()
			w.Summary = summary
			w.Script = &harness.Script{SHA256: c.script.sum, Interpreter: wording.Bare(c.interpreter)}
			return w, nil
		},
	}
}

// rowForms are the forms in which a function may get a row.
var rowForms = []string{"auto", "numbers", "columns"}

// A call is the function of a script that processes call for each row.
type call struct {
	Language       language
	File, Function string
	As             string // one of rowForms

	script      script // as it was when the function was chosen
	interpreter string // with its version, once the function was tried; "" = it did not tell
}

// cutCall cuts FILE:FUNCTION, and reports whether it is that. A file may have colons in its name.
func cutCall(text string) (file, function string, ok bool) {
	at := strings.LastIndexByte(text, ':')
	if at <= 0 || at == len(text)-1 {
		return "", "", false
	}
	return text[:at], text[at+1:], true
}

// name returns the function as it is typed.
func (c *call) name() string { return c.File + ":" + c.Function }

// readName reads which function is to be called. It must be in a file that can be read.
func (c *call) readName(s *spec.Settings) {
	text := s.Text("call")
	if text == "" {
		s.Fail("call", text, "type the file and the function in it, such as --call "+c.Language.Example)
		return
	}
	var ok bool
	if c.File, c.Function, ok = cutCall(text); !ok {
		s.Fail("call", text, "type the file, a colon and the function in it, such as "+c.Language.Example)
		return
	}
	info, err := os.Stat(c.File)
	switch {
	case errors.Is(err, os.ErrNotExist):
		s.Fail("call", text, "there is no file "+c.File+": type its path")
	case err != nil:
		s.Fail("call", text, err.Error())
	case info.IsDir():
		s.Fail("call", text, c.File+" is a folder: type the path of the file that has the function")
	case !info.Mode().IsRegular():
		s.Fail("call", text, c.File+" is no plain file, which every worker can read: type the path of one that has the function")
	default:
		if c.script, err = newScript(c.File, info); err != nil {
			s.Fail("call", text, err.Error())
		}
	}
}

// argv returns the command line of a process, in which each of the outputs is a line.
func (c *call) argv(interpreter string, outputs []string) []string {
	return []string{interpreter, c.Language.Flag, c.Language.Run, c.File, c.Function, c.As, strings.Join(outputs, "\n")}
}

// frame returns the frame that adapters speak.
func (c *call) frame() frame {
	return frame{Name: "binary", check: anyRows, decoder: func(r *bufio.Reader, d *harness.Dataset, l layout) decoder {
		return &binaryDecoder{r: r, data: d, layout: l, call: c}
	}}
}

// adapt makes the encoder of p tell its processes the columns of an answer, once p knows them.
func (c *call) adapt(p *program) {
	p.Frame.encoder = func(w io.Writer, d *harness.Dataset) encoder {
		return &binaryEncoder{littleWriter: littleWriter{w: w}, data: d, answer: &p.layout}
	}
}

// environ appends what an adapter and its libraries find in their environment. Libraries that have
// threads of their own get one in each process, for there are as many processes as workers, and
// sets of texts have one order in all of them. R gets room for a million cells, 56 MB, before it looks for garbage:
// its own 350,000 are nearly all in use from the start, so that it looks twice as often. The user may say otherwise.
func (c *call) environ(env []string) []string {
	for _, v := range []struct{ name, value string }{{"OMP_NUM_THREADS", "1"}, {"OPENBLAS_NUM_THREADS", "1"}, {"MKL_NUM_THREADS", "1"},
		{"VECLIB_MAXIMUM_THREADS", "1"}, {"NUMEXPR_NUM_THREADS", "1"}, {"PYTHONHASHSEED", "0"}, {"R_NSIZE", "1000000"}} {
		if _, set := os.LookupEnv(v.name); !set {
			env = append(env, v.name+"="+v.value)
		}
	}
	return append(env, adapterVariable+"="+c.Language.Adapter)
}
