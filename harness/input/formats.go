package input

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/formats"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/mtx"
	"serialfraction/harness/input/npy"
	"serialfraction/harness/input/parquet"
	"serialfraction/harness/input/plink"
	"serialfraction/harness/input/text"
	"serialfraction/harness/input/vcf"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
)

// A Format is a file format of matrices: its names, its reader and its writer.
type Format struct {
	Name       string
	Extensions []string // in lower case, with the dot, without that of a compression

	// Read reads a whole dataset: all columns in the order of the file, sample
	// names, zero Groups. Errors are one line that begins with the stream's name.
	Read func(ctx context.Context, s *content.Stream) (*harness.Dataset, error)

	// Begins are the beginnings of its files, where these show what they are.
	Begins []string

	// ReadTable replaces Read in a format that is text. Names have their places where Fixed is
	// true; elsewhere the layout has where they are.
	ReadTable func(ctx context.Context, s *content.Stream, l text.Layout) (*harness.Dataset, error)
	Fixed     bool

	// Open replaces Read in a format whose reader needs the whole file. The dataset
	// may keep f.Bytes in its Store, with f.Close as its Close; otherwise Open closes f.
	Open func(ctx context.Context, f *content.Mapping) (*harness.Dataset, error)

	// OpenColumns replaces Open where names tells which columns hold values, in a format whose
	// columns may be others than samples; nil = all of them are.
	OpenColumns func(ctx context.Context, f *content.Mapping, names *regexp.Regexp) (*harness.Dataset, error)

	// Open01 replaces Open where 0 is a control and 1 a case; nil = the format has no
	// phenotypes.
	Open01 func(ctx context.Context, f *content.Mapping) (*harness.Dataset, error)

	// Write writes a dataset so that it can be read back, and calls progress with the
	// share of the rows written; nil = not supported. Errors do not name the file.
	Write func(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(done float64)) error

	// Unread is what files of the format have and Read leaves out, as the subject of a sentence;
	// "" = nothing.
	Unread string

	// Nameless is true where the format has no place for the names of rows and samples.
	// KeepsField and KeepsRowField report whether it has one for a field of the samples,
	// and of the rows; nil = for none.
	Nameless                  bool
	KeepsField, KeepsRowField func(f harness.Field) bool

	// MadeUp returns what a file of the format must hold and the dataset does not tell, one
	// phrase each; nil = nothing.
	MadeUp func(d *harness.Dataset) []string

	// Beside returns the other files of a format that has several, for the file at
	// path; nil = one file.
	Beside func(path string, d *harness.Dataset) []wholefile.File
}

// samplesOnly reports whether all columns of the format are samples, but for those that have
// their places in it.
func (f Format) samplesOnly() bool { return f.OpenColumns == nil && (f.ReadTable == nil || f.Fixed) }

// Title returns the name of the format; it has no summary.
func (f Format) Title() (name, summary string) { return f.Name, "" }

// Formats returns the table of formats. To add one, write its file and its line.
func Formats() formats.Table[Format] {
	return formats.Table[Format]{
		{Name: "csv", Extensions: []string{".csv"}, ReadTable: text.ReadCSV, Write: text.WriteCSV},
		{Name: "tsv", Extensions: []string{".tsv", ".tab"}, ReadTable: text.ReadTSV, Write: text.WriteTSV},
		{Name: "npy", Extensions: []string{".npy"}, Begins: []string{"\x93NUMPY"}, Open: npy.Open, Write: npy.Write, Nameless: true},
		{Name: "parquet", Extensions: []string{".parquet", ".parq", ".pq"}, Begins: []string{"PAR1"}, Open: parquet.Open, OpenColumns: parquet.OpenColumns, Write: parquet.Write},
		{Name: "plink", Extensions: []string{".bed"}, Begins: []string{"\x6c\x1b\x01"}, Open: plink.Open, Open01: plink.Open01, Write: plink.Write, Beside: plink.Beside,
			KeepsField: plink.KeepsField, KeepsRowField: plink.KeepsRowField, MadeUp: plink.MadeUp},
		{Name: "gct", Extensions: []string{".gct"}, Begins: []string{"#1.2", "#1.3"}, ReadTable: text.ReadGCT, Fixed: true, Write: text.WriteGCT, KeepsField: anyField, KeepsRowField: anyField},
		{Name: "vcf", Extensions: []string{".vcf"}, Begins: []string{"##fileformat=VCF"}, Read: vcf.Read, Unread: vcf.Unread},
		{Name: "bcf", Extensions: []string{".bcf"}, Begins: []string{"BCF\x02"}, Read: vcf.Read, Unread: vcf.Unread},
		{Name: "mtx", Extensions: []string{".mtx"}, Begins: []string{"%%MatrixMarket"}, Read: mtx.Read},
		{Name: "geo", Extensions: []string{textExtension}, Begins: []string{"!Series_", "!Sample_", "!series_"}, ReadTable: text.ReadGEO, Fixed: true},
		{Name: plainTable, Extensions: []string{".counts", ".sf", ".results"}, ReadTable: text.ReadTSV},
	}
}

// FormatName returns the name of the format that the extension of a path belongs to, "" where
// it belongs to none.
func FormatName(path string) string {
	f, _ := byExtension(path)
	return f.Name
}

// anyField is the KeepsField of a format that has a place for every field.
func anyField(harness.Field) bool { return true }

// formatNamed returns the format of the given name.
func formatNamed(name string) (Format, error) {
	f, ok := Formats().Find(name)
	if !ok {
		return f, fmt.Errorf("format %q is not known: choose one of %s", name, Formats().Names())
	}
	return f, nil
}

// formatOf returns the format in which a file is read, by its extension.
func formatOf(name string) (Format, error) {
	f, ok := byExtension(name)
	if ok {
		return f, nil
	}
	if err := content.CheckName(name); err != nil {
		return f, err
	}
	return f, fmt.Errorf("%s: %s: rename it if it is one of %s", name, noFormat(name), extensions(false))
}

// byExtension returns the format of a file by its extension, and whether there is one.
func byExtension(name string) (Format, bool) {
	for _, f := range Formats() {
		if slices.Contains(f.Extensions, extensionOf(name)) {
			return f, true
		}
	}
	return Format{}, false
}

// extensionOf returns the extension of a path, in lower case and without that of a
// compression.
func extensionOf(path string) string {
	return filepath.Ext(content.Bare(strings.ToLower(filepath.Base(path))))
}

// noFormat is the fault of a name that belongs to no format.
func noFormat(name string) string {
	if ext := extensionOf(name); ext != "" {
		return fmt.Sprintf("no format has the extension %q", ext)
	}
	return "the name has no extension, which tells the format"
}

// extensions lists the extensions of all formats, or of those that can be written, and those
// of the compressions that go with them.
func extensions(written bool) string {
	var known []string
	for _, f := range Formats() {
		if !written || f.Write != nil {
			known = append(known, f.Extensions...)
		}
	}
	return fmt.Sprintf("%s, each also with %s", strings.Join(known, " "), wording.Or(Packings(written)...))
}

// Packings returns the extensions of the compressions of files that are read, or written.
func Packings(written bool) (all []string) {
	for _, c := range content.Compressions() {
		if !written || c.Pack != nil {
			all = append(all, c.Extension)
		}
	}
	return all
}
