package content

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"serialfraction/harness/wording"
)

// A foreign is a file that no reader of this program reads. It is named, with what to type,
// rather than shown as bytes that are no text.
type foreign struct {
	name       string
	extensions string // of such files, in lower case, separated by blanks; "" = none of its own
	magic      string // its bytes from at on, ? for any; "" where only the extension tells
	at         int
	cure       string // what to type; FILE stands for the name of the file
}

func foreigns() []foreign {
	const (
		sheet  = "save the sheet as .csv or .tsv, not as FILE"
		matrix = "write its matrix as .npy, .parquet or .csv, not as FILE"
		table  = "write its table as .csv or .parquet, not as FILE"
		r      = "write its table as .csv, as with write.csv of R"
	)
	return []foreign{
		{"lz4", ".lz4", "\x04\x22\x4d\x18", 0, "lz4 -dk FILE"},
		{"compress", ".z", "\x1f\x9d", 0, "uncompress FILE"},
		{"lzip", ".lz", "LZIP\x01", 0, "lzip -dk FILE"},
		{"7z", ".7z", "7z\xbc\xaf\x27\x1c", 0, "7z x FILE"},
		{"rar", ".rar", "Rar!\x1a\x07", 0, "unrar x FILE"},
		{"tar", ".tar .tgz .txz .tbz2", "\x00ustar", 256, "tar -xf FILE"},
		{"Excel 97", ".xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, sheet},
		{"Excel", ".xlsx .xlsm .xlsb", "", 0, sheet},
		{"OpenDocument", ".ods", "", 0, sheet},
		{"HDF5", ".h5 .hdf5 .h5ad .loom", "\x89HDF\r\n\x1a\n", 0, matrix},
		{"NumPy's savez", ".npz", "", 0, "save one of its arrays as .npy, as with numpy.save"},
		{"MATLAB", ".mat", "MATLAB 5.0 MAT-file", 0, matrix},
		{"R", ".rds", "X\n\x00\x00\x00", 0, r},
		{"R", ".rda .rdata", "RDX?\nX\n", 0, r},
		{"Arrow", ".arrow .feather", "ARROW1", 0, table},
		{"Python's pickle", ".pkl .pickle", "", 0, table},
		{"SPSS", ".sav", "$FL2@(#)", 0, table},
		{"Stata", ".dta", "", 0, table},
		{"SAS", ".sas7bdat .xpt", "", 0, table},
		{"JSON", ".json .jsonl .ndjson", "", 0, "write its table as .csv or .parquet, with a row for each gene or the like"},
		{"GEO's SOFT", ".soft", "^DATABASE", 0, "fetch the series matrix of the series, whose name ends in _series_matrix.txt.gz"},
		{"PDF", ".pdf", "%PDF-", 0, "save its table as .csv or .tsv, not as FILE"},
		{"BGEN", ".bgen", "", 0, "plink2 --bgen FILE ref-first --make-bed"},
		{"PLINK 2", ".pgen .pvar .psam", "", 0, "make a .bed file, as with plink2 --pfile NAME --make-bed"},
		{"tabix", ".tbi .csi", "", 0, "give the file that it is the index of"},
		{"PLINK's text", ".ped .map", "", 0, "make a .bed file, as with plink --file NAME --make-bed"},
		{"PLINK's additive coding", ".raw", "", 0, "give the .bed file that it was made from"},
		{"PLINK's variants or samples", ".bim .fam", "", 0, "give the .bed file beside it"},
	}
}

// foreignHead is the number of first bytes that tell every foreign file.
const foreignHead = 262

// checkForeign returns an error where data that begin with head are a foreign file. name is
// its name.
func checkForeign(name string, head []byte) error {
	for _, f := range foreigns() {
		if f.magic != "" && begins(head, f.magic, f.at) {
			return fmt.Errorf("%s: this is a file of %s, which cannot be read: %s", name, f.name, f.cureOf(name))
		}
	}
	return nil
}

// begins reports whether head has the bytes magic from at on, ? for any.
func begins(head []byte, magic string, at int) bool {
	if len(head) < at+len(magic) {
		return false
	}
	for i := range len(magic) {
		if c := magic[i]; c != '?' && c != head[at+i] {
			return false
		}
	}
	return true
}

// cureOf returns what to type for the file of a name.
func (f foreign) cureOf(name string) string {
	return strings.ReplaceAll(f.cure, "FILE", wording.ShellWord(filepath.Base(name)))
}

// CheckName returns an error where the extension of a path, below that of a compression, is
// that of a foreign file.
func CheckName(path string) error { return checkName(path, foreigns()) }

// CheckBinaryName is CheckName for data that are no text: the names of files of text do not explain
// them.
func CheckBinaryName(path string) error {
	return checkName(path, slices.DeleteFunc(foreigns(), func(f foreign) bool { return f.name == "JSON" || strings.HasPrefix(f.name, "PLINK's ") }))
}

func checkName(path string, among []foreign) error {
	extension := strings.ToLower(filepath.Ext(Bare(path)))
	for _, f := range among {
		if slices.Contains(strings.Fields(f.extensions), extension) {
			return fmt.Errorf("%s: a file of %s cannot be read: %s", path, f.name, f.cureOf(path))
		}
	}
	return nil
}
