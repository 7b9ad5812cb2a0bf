package input

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/made"
	"serialfraction/harness/input/text"
	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
)

// A Source describes where rows come from, as in the flags of the command line.
type Source struct {
	Data       string // "golub", "synth:rows=…", or a path
	Groups     string // file of sample,group, or of sample and many columns; "-" = the standard input; "" = none
	GroupBy    string // regexp on sample names, or on the values of GroupField; "" = none
	GroupField string // a Field of the dataset, or a column of Groups, that holds the groups; "" = none
	Contrast   string // "A,B"; "" = the two groups found, alphabetically
	Tile       int    // repeat the rows this many times; 0 or 1 = once

	Phenotype01 bool     // in a .fam file, 0 is a control and 1 a case
	NoHeader    bool     // the first line of a table is a row of data
	IDs         string   // "first": the first column of a table holds the ids; "none": it holds values; any other: the column of that name; "" = first, but a note may doubt it
	TextColumns int      // number of columns of text between the ids and the values of a table
	Columns     string   // regexp on the names of the columns of a table that hold values; "" = those that hold numbers
	NA          []string // what stands for a missing value in a text, beside the usual words

	Texts bool // the workload reads columns of text: a table may have no others

	Room  *machine.Room `json:"-"` // for the rows; nil = what memory this process may take now
	Aside string        `json:"-"` // a folder on a disk for rows that are decoded and have no room in memory; "" = they are refused
	Once  bool          // the rows are used once, in their order: those that are made need no memory

	KeepOrder bool // do not group by a field of the file that names two groups to compare
}

// A builtin is a data set that needs no file.
type builtin struct {
	name string // a file of the same name is opened as ./name
	help string // the value of --data, with its parameters

	// load returns the data set and the group of each of its samples. params is the
	// text after "name:"; hasParams reports whether the colon is there.
	// There must be room for it, unless its rows are made as they are used.
	load func(ctx context.Context, params string, hasParams bool, room machine.Room) (*harness.Dataset, []string, error)
	used func(params string, room machine.Room) (*harness.Dataset, []string, error) // of rows that are made as they are used; nil = load
}

func builtins() []builtin {
	list := []builtin{{name: "golub", help: "golub", load: loadGolub}}
	for _, set := range made.Sets() {
		list = append(list, builtin{set.Name, set.Name + ":" + set.Defaults,
			func(ctx context.Context, params string, _ bool, room machine.Room) (*harness.Dataset, []string, error) {
				return set.Load(ctx, params, room)
			}, set.Used})
	}
	return list
}

// Generated reports whether a source's rows are made rather than read, so that
// loading them is no part of a job.
func Generated(data string) bool {
	name, _, _ := strings.Cut(data, ":")
	return slices.ContainsFunc(made.Sets(), func(s made.Set) bool { return s.Name == name })
}

// WithRows returns the source of generated rows with another number of rows; ok is false for
// rows that are read.
func WithRows(data string, rows int) (source string, ok bool) {
	name, params, _ := strings.Cut(data, ":")
	i := slices.IndexFunc(made.Sets(), func(s made.Set) bool { return s.Name == name })
	if i < 0 {
		return "", false
	}
	count := made.Sets()[i].Count + "="
	parts := []string{count + strconv.Itoa(rows)}
	for part := range strings.SplitSeq(params, ",") {
		if part != "" && !strings.HasPrefix(part, count) {
			parts = append(parts, part)
		}
	}
	return name + ":" + strings.Join(parts, ","), true
}

// A Size describes rows: how many, and what each takes in memory.
type Size = made.Size

// SizeOf returns the size of the rows that a source makes, before they are made; ok is false for
// rows that are read, and for a source that Load refuses.
func SizeOf(data string) (size Size, ok bool) {
	name, params, _ := strings.Cut(data, ":")
	i := slices.IndexFunc(made.Sets(), func(s made.Set) bool { return s.Name == name })
	if i < 0 {
		return Size{}, false
	}
	size, err := made.Sets()[i].Size(params)
	return size, err == nil
}

// SizeOfRows returns the size of the rows of d as they are, which take no memory where they are
// read in their file.
func SizeOfRows(d *harness.Dataset) Size {
	s := Size{Rows: d.NumRows(), Cols: d.Cols, Row: RowBytes(d), Packed: d.Store != nil && d.Store.Packed != nil,
		Decoded: d.Store != nil && d.Values == nil && d.Store.Packed == nil, Groups: d.Groups.Sizes}
	if d.Store != nil && d.Store.Close != nil {
		s.Row = 0
	}
	return s
}

// SizeOfRepeated returns the size of the rows of d repeated k times, which lie in memory.
func SizeOfRepeated(d *harness.Dataset, k int) Size {
	s := SizeOfRows(d)
	s.Rows, s.Row, s.Decoded = k*s.Rows, RowBytes(d), false
	return s
}

// RowBytes returns the memory of a row of d in bytes, of rows that are made or repeated.
func RowBytes(d *harness.Dataset) int64 { return int64(made.RowBytes(d)) }

// Repeat returns d with its rows repeated k times, as Load does for a source with a Tile. d must
// not be used afterwards.
func Repeat(d *harness.Dataset, k int) (*harness.Dataset, error) {
	return made.Tile(d, k, machine.MemoryRoom())
}

// Load reads or generates the rows of a source, arranges their columns by group and
// repeats them. Nothing is cached: the dataset belongs to the caller.
//
// A file without Groups, GroupBy and GroupField has zero Groups and all columns in the
// order of the file, unless one of its fields names two groups to compare; samples in
// neither of them are left out with a note. The workload
// decides whether it needs groups. There are always two groups. With Contrast, only its
// two groups are kept and all other samples are dropped; without it every sample must be
// in one of two groups.
//
// Errors are one line. A *harness.FlagError reports a fault of the source itself; any
// other reports a fault of a file, and names file, line and column.
func Load(ctx context.Context, s Source) (*harness.Dataset, error) {
	if s.Tile < 0 {
		return nil, &harness.FlagError{Flag: "tile", Value: fmt.Sprint(s.Tile), Want: "type 1 or more"}
	}
	pair, err := parseContrast(s.Contrast)
	if err != nil {
		return nil, err
	}
	if s.Data == Stdin && s.Groups == Stdin {
		return nil, &harness.FlagError{Flag: "groups", Value: s.Groups, Want: "--data reads the standard input already: give one of the two as a file"}
	}
	var t *harness.Dataset
	if s.Room == nil {
		defer machine.Within(machine.MemoryRoom())()
	}
	err = crash.CatchUntil(ctx, func() error { // a pipe may have no writer, and a disk no answer
		label, err := s.labeler()
		if err != nil {
			return err
		}
		d, groups, err := s.open(ctx)
		if err != nil {
			return err
		}
		if d.RowTexts = s.Texts; d.RowTexts {
			d.RowFields = d.WholeRowFields()
		}
		shaped, err := s.shape(d, groups, label, pair)
		if err != nil {
			d.Close() // unmaps the file
			return err
		}
		t = shaped
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// shape arranges the columns of d by group and repeats its rows. groups holds the groups
// of a built-in data set, nil for any other.
func (s Source) shape(d *harness.Dataset, groups []string, label labeler, pair *[2]string) (*harness.Dataset, error) {
	if label != nil {
		var err error
		if groups, err = label(d); err != nil {
			return nil, err
		}
	} else if groups == nil && (pair != nil || !s.KeepOrder) {
		groups, pair = compared(d, pair)
	}
	switch {
	case groups != nil:
		if err := arrange(d, groups, pair); err != nil {
			return nil, fmt.Errorf("%s: %w", d.Name, err)
		}
	case pair != nil:
		return nil, &harness.FlagError{Flag: "contrast", Value: s.Contrast,
			Want: "there are no groups to pick from: type --groups FILE or --group-by REGEXP"}
	}
	return made.Tile(d, s.Tile, s.room())
}

// Read reads one dataset from r, which may be compressed: all columns in the order of
// the source, zero Groups. name stands in messages and in the dataset. format is the
// Name of one of [Formats], or "" for the format of the name's extension. The caller
// closes r.
func Read(ctx context.Context, name string, r io.Reader, format string) (*harness.Dataset, error) {
	var f Format
	var err error
	if format == "" {
		f, r, err = recognize(name, name, r)
	} else {
		f, err = formatNamed(format)
	}
	if err != nil {
		return nil, err
	}
	if s, ok := r.(*content.Stream); ok {
		defer s.Close()
	}
	return f.read(ctx, name, r, text.Layout{}, machine.MemoryRoom(), "")
}

// read reads one dataset from r in the format f; aside is as in a Source.
func (f Format) read(ctx context.Context, name string, r io.Reader, l text.Layout, room machine.Room, aside string) (*harness.Dataset, error) {
	if f.Open != nil {
		m, err := content.Map(name, r, room)
		if err != nil {
			return nil, err
		}
		if len(m.Bytes) == 0 {
			return nil, fmt.Errorf("%s: the file is empty: fetch or write it again", name)
		}
		m.Aside = aside
		return f.Open(ctx, m)
	}
	s, unpacked := r.(*content.Stream)
	if !unpacked {
		var err error
		if s, err = content.NewStream(name, r); err != nil {
			return nil, err
		}
		defer s.Close()
	}
	if err := f.misnamed(name, s.Head()); err != nil {
		return nil, err
	}
	s.Room = room
	if f.ReadTable != nil {
		return f.ReadTable(ctx, s, l)
	}
	return f.Read(ctx, s)
}

// room returns the room for the rows.
func (s Source) room() machine.Room {
	if s.Room == nil {
		return machine.MemoryRoom()
	}
	return *s.Room
}

// aside returns the folder for rows that have no room: those that are repeated lie in memory anyway.
func (s Source) aside() string {
	if s.Tile > 1 {
		return ""
	}
	return s.Aside
}

// open returns the dataset with its columns in the order of the source, and the group of
// each column of a built-in data set; no groups (nil) for any other.
func (s Source) open(ctx context.Context) (*harness.Dataset, []string, error) {
	if s.Data == "" {
		return nil, nil, &harness.FlagError{Flag: "data", Value: s.Data, Want: "type a file, or one of " + builtinHelp()}
	}
	l, err := s.layout()
	if err != nil {
		return nil, nil, err
	}
	builtin, params, hasParams := strings.Cut(s.Data, ":")
	for _, b := range builtins() {
		if b.name == builtin {
			if s.Phenotype01 {
				return nil, nil, errNoFam(builtin)
			}
			if flag := s.tableFlag(Format{}); flag != nil {
				return nil, nil, flag
			}
			if s.Once && s.Tile <= 1 && b.used != nil {
				return b.used(params, s.room())
			}
			return b.load(ctx, params, hasParams, s.room())
		}
	}
	file, name, err := openFile(s.Data)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w%s; built in are %s", err, meant(builtin), builtinHelp())
	}
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	f, r, err := recognize(s.Data, name, file)
	if err != nil {
		return nil, nil, err
	}
	if s, ok := r.(*content.Stream); ok {
		defer s.Close()
	}
	if f, err = s.coded(f); err != nil {
		return nil, nil, err
	}
	if l.Columns != nil && f.OpenColumns != nil {
		f.Open = func(ctx context.Context, m *content.Mapping) (*harness.Dataset, error) {
			return f.OpenColumns(ctx, m, l.Columns)
		}
	}
	d, err := f.read(ctx, name, r, l, s.room(), s.aside())
	if err != nil {
		return nil, nil, err
	}
	d.Format = f.Name
	if l.Columns != nil && f.samplesOnly() {
		if err := chooseColumns(d, l.Columns); err != nil {
			d.Close()
			return nil, nil, err
		}
	}
	return d, nil, nil
}

// meant returns the question whether a misspelt name is one of a built-in data set, "" where it
// resembles none.
func meant(name string) string {
	var names []string
	for _, b := range builtins() {
		names = append(names, b.name)
	}
	if like := wording.Alike(name, names); len(like) > 0 {
		return ", did you mean " + wording.Or(like...) + "?"
	}
	return ""
}

// coded returns a format with the reader that takes phenotypes as s has them coded. The error
// is that of a flag which does nothing in this format.
func (s Source) coded(f Format) (Format, error) {
	if flag := s.tableFlag(f); flag != nil {
		return f, flag
	}
	if !s.Phenotype01 {
		return f, nil
	}
	if f.Open01 == nil {
		return f, errNoFam(s.Data)
	}
	f.Open = f.Open01
	return f, nil
}

// errNoFam is the error of data that have no phenotypes to be coded.
func errNoFam(data string) error {
	return &harness.FlagError{Flag: "phenotype-01", Value: "true", Want: data + " has no .fam file: leave the flag out"}
}

// builtinHelp lists the built-in data sets.
func builtinHelp() string {
	var names []string
	for _, b := range builtins() {
		names = append(names, b.help)
	}
	return wording.And(names...)
}
