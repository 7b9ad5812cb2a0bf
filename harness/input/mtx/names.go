package mtx

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
)

// names are those of the rows and the samples of a matrix, from the files beside it.
type names struct {
	rows    []string        // nil = none
	samples []string        // nil = none
	fields  []harness.Field // of the rows

	transposed bool // the rows of the file are samples
	notes      []string
}

// The ends of the names of the files beside a matrix, as 10x and kallisto write them. The
// columns of the first are id, symbol and type of a gene.
var (
	featureFiles = []string{"features.tsv", "genes.tsv", "genes.txt"}
	barcodeFiles = []string{"barcodes.tsv", "barcodes.txt"}
)

// findNames reads the files beside the matrix at a path, which has so many rows and columns.
func findNames(path string, rows, cols int, room machine.Room) (n names, err error) {
	for _, prefix := range prefixes(path) {
		features, err := openFirst(prefix, featureFiles, room)
		if err != nil {
			return n, err
		}
		barcodes, err := openFirst(prefix, barcodeFiles, room)
		if err != nil {
			return n, err
		}
		if features == nil && barcodes == nil {
			continue
		}
		return joined(features, barcodes, rows, cols)
	}
	return n, nil
}

// prefixes returns the beginnings of the paths of the files beside a matrix, the likeliest
// first: those of GSM1_matrix.mtx begin with GSM1_, those of matrix.mtx with nothing, and
// those of cells_x_genes.mtx with cells_x_genes and a point.
func prefixes(path string) (list []string) {
	folder, file := filepath.Split(content.Bare(path))
	stem := strings.TrimSuffix(file, filepath.Ext(file))
	list = append(list, folder+stem+".", folder+stem+"_")
	if i := strings.LastIndexAny(stem, "._-"); i >= 0 {
		list = append(list, folder+stem[:i+1])
	}
	if stem == "matrix" {
		list = append(list, folder)
	}
	return list
}

// A nameFile has the lines of a file of names, cut at tabs.
type nameFile struct {
	path string
	rows [][]string
}

// openFirst reads the first file that there is, which may be compressed; nil where there is
// none.
func openFirst(prefix string, ends []string, room machine.Room) (*nameFile, error) {
	for _, end := range ends {
		m, err := content.MapAny(prefix+end, room)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		f := &nameFile{path: m.Name}
		err = f.read(m.Bytes)
		return f, errors.Join(err, m.Close())
	}
	return nil, nil
}

// read reads the lines. It copies the text.
func (f *nameFile) read(text []byte) error {
	all := strings.TrimSuffix(string(lines.Unix(append([]byte(nil), text...))), "\n")
	for line := range strings.SplitSeq(all, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if !lines.IsText([]byte(line)) {
			return fmt.Errorf("%s:%d: %w", f.path, len(f.rows)+1, lines.Refuse("the line", []byte(line)))
		}
		f.rows = append(f.rows, strings.Split(line, "\t"))
	}
	return nil
}

// column returns a column, nil where a line has no such column.
func (f *nameFile) column(i int) []string {
	values := make([]string, 0, len(f.rows))
	for _, row := range f.rows {
		if len(row) <= i {
			return nil
		}
		values = append(values, strings.Trim(row[i], `" `))
	}
	return values
}

// joined returns the names from the two files, of which one may be nil.
func joined(features, barcodes *nameFile, rows, cols int) (n names, err error) {
	n.transposed = fits(features, cols) && fits(barcodes, rows) && !(fits(features, rows) && fits(barcodes, cols))
	ofRows, ofCols := "rows", "columns"
	if n.transposed {
		rows, cols, ofRows, ofCols = cols, rows, ofCols, ofRows
		n.notes = append(n.notes, fmt.Sprintf("its rows are cells, as %s and %s show: genes are the rows here", filepath.Base(features.path), filepath.Base(barcodes.path)))
	}
	if err := features.check(rows, ofRows); err != nil {
		return n, err
	}
	if err := barcodes.check(cols, ofCols); err != nil {
		return n, err
	}
	if barcodes != nil {
		n.samples = barcodes.column(0)
		if err := barcodes.checkUnique(n.samples); err != nil {
			return n, err
		}
	} else {
		n.notes = append(n.notes, "no barcodes.tsv beside it: its columns are numbered")
	}
	if features == nil {
		n.notes = append(n.notes, "no features.tsv or genes.tsv beside it: its rows are numbered")
		return n, nil
	}
	n.rows = features.column(0)
	for i, name := range []string{"symbol", "type"} {
		if values := features.column(1 + i); values != nil {
			n.fields = append(n.fields, harness.Field{Name: name, Values: values})
		}
	}
	return n, nil
}

// fits reports whether there is a file with so many names.
func fits(f *nameFile, n int) bool { return f != nil && len(f.rows) == n }

// check checks the number of names of a file, which may be nil.
func (f *nameFile) check(n int, of string) error {
	if f == nil || len(f.rows) == n {
		return nil
	}
	cure := "do the two belong together?"
	if len(f.rows) == n+1 {
		cure = "is its first line a header? Remove it"
	}
	return fmt.Errorf("%s: %s, but the matrix has %d %s: %s", f.path, wording.Count(len(f.rows), "name"), n, of, cure)
}

// checkUnique checks that no sample has the name of another.
func (f *nameFile) checkUnique(samples []string) error {
	seen := make(map[string]int, len(samples))
	for i, name := range samples {
		if first, twice := seen[name]; twice {
			return fmt.Errorf("%s:%d: %s is already on line %d: rename one", f.path, i+1, lines.Quote(name), first)
		}
		if name == "" {
			return fmt.Errorf("%s:%d: the name is empty", f.path, i+1)
		}
		seen[name] = i + 1
	}
	return nil
}
