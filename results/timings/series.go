package timings

import (
	"bufio"
	"io"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/results/analysis"
)

// A Quantity is what a source measured.
type Quantity string

// The quantities.
const (
	Time       Quantity = "time"
	Throughput Quantity = "throughput"
	Speedup    Quantity = "speedup"
)

// quantities are the values of Options.YIs.
var quantities = []Quantity{Time, Throughput, Speedup}

// A Series is one scaling curve: one benchmark, one set of parameters.
type Series struct {
	Format   string        // name of the Format that it was read as
	Name     string        // of the benchmark or its label; else of the file, without its extension
	Readings []fit.Reading // in the order of the source; repeats are readings at the same load
	Quantity Quantity      // the quantity of the source
	Unit     string        // as the source writes it: ns, ms, s/op, txn/s; "" = none is named
	Weak     bool          // the readings are whole runs whose work grew with N
	CPUs     float64       // number that the runs could use, by the source; 0 = unknown
	Warnings []string      // each names what is wrong and what to type next

	// Sure is true where the quantity is no guess from a name: the caller gave it, or the
	// format has no other.
	Sure bool

	// Grows is the column that is N times a constant, as the work of weak scaling is; ""
	// where there is none.
	Grows string

	// Sweep describes the runs of a result file; its Runs are the Readings. Sweep, not
	// CPUs, then decides which N are fitted. It is nil for any other source.
	Sweep *analysis.Series
}

// Options give what a source leaves open. With the zero value its content decides.
type Options struct {
	From string // name of a Format

	// X names what counts the workers: a column by name or number from 1, a parameter, or
	// the key of a sub-benchmark.
	X string

	// Y names what was measured: a column, several columns of repeats with commas between
	// them, or a metric.
	Y string

	column int // number of the column that was measured, where each is a curve; 0 = all that are known

	// YIs is the quantity of Y. The unit of a time is that in its name, else seconds.
	YIs string
}

// Read reads all series of r, which may be packed by gzip or zstd. name is the file's, for
// messages and for a series that has none of its own.
//
// An option that is wrong in itself is a *harness.FlagError for "from", "x", "y" or
// "y-is". Any other error is one line: where, what was found, what to type. A series
// has one reading at least, each with a load and a time above 0 and finite.
func Read(name string, r io.Reader, o Options) ([]Series, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	unpacked, err := content.NewStream(name, r)
	if err != nil {
		return nil, err
	}
	defer unpacked.Close()
	br := bufio.NewReaderSize(unpacked, headBytes)
	if (o.From == "" || o.From == resultFormat) && beginResults(br) {
		return readResultLines(source{name: name}, br, o)
	}
	s, err := sourceOf(name, br, maxSource)
	if err != nil {
		return nil, err
	}
	if err := s.checkLines(); err != nil {
		return nil, err
	}
	f, err := formatOf(s, o.From)
	if err != nil {
		return nil, err
	}
	all, err := f.read(s, o)
	for i := range all {
		all[i].Format = f.Name
		all[i].Sure = f.Name != tableFormat && f.Name != recordsFormat || o.YIs != ""
	}
	return all, err
}

func (o Options) check() error {
	if o.YIs != "" {
		if _, ok := quantityNamed(o.YIs); !ok {
			return &harness.FlagError{Flag: "y-is", Value: o.YIs, Want: "type one of time, throughput, speedup"}
		}
	}
	if o.From != "" {
		_, err := formatNamed(o.From)
		return err
	}
	return nil
}

// timesOnly returns an error for options that choose a quantity, which a format with times
// only does not have.
func (o Options) timesOnly(format string) error {
	if o.Y != "" {
		return &harness.FlagError{Flag: "y", Value: o.Y, Want: "a file of " + format + " has its times only: leave it out"}
	}
	if o.YIs != "" && o.YIs != string(Time) {
		return &harness.FlagError{Flag: "y-is", Value: o.YIs, Want: "a file of " + format + " has times: leave it out"}
	}
	return nil
}

func quantityNamed(name string) (Quantity, bool) {
	for _, q := range quantities {
		if strings.EqualFold(name, string(q)) {
			return q, true
		}
	}
	return "", false
}

// A Choice is a question that an option decides.
type Choice int

// The choices, named by the option that decides them.
const (
	ByFrom Choice = iota // which format a file has
	ByX                  // what counts the workers
	ByY                  // what was measured
	ByYIs                // which quantity that is
)

// An Unclear is the error of a file that may be read in several ways, or in no known way,
// until an option decides.
type Unclear struct {
	What    string // the error in words, with the source and the alternatives
	Choices []Choice
	Example []string // for each choice, a value that may be right; nil = What lists them
}

func (u *Unclear) Error() string { return u.What }

// unclear returns an [Unclear] that one option decides.
func (s source) unclear(by Choice, format string, args ...any) error {
	return &Unclear{What: s.errorf(format, args...).Error(), Choices: []Choice{by}}
}

// A gathering collects series in the order in which their names first appear.
type gathering struct {
	series []Series
	index  map[string]int
}

// at returns the series of a name. A new one is a copy of proto.
func (g *gathering) at(name string, proto Series) *Series {
	i, ok := g.index[name]
	if !ok {
		if g.index == nil {
			g.index = map[string]int{}
		}
		i = len(g.series)
		g.index[name] = i
		proto.Name = name
		g.series = append(g.series, proto)
	}
	return &g.series[i]
}
