package content

import (
	"fmt"
	"path/filepath"
	"strings"
)

// A foreign is a packed or binary file that no reader of this program unpacks. It is named
// rather than shown as bytes that are no text.
type foreign struct {
	name      string
	extension string // of such a file, "" where it is not a layer above another name
	magic     string // the first bytes, ? for any; "" where only the extension tells
	cure      string // what to type, with %s for the name of the file
}

func foreigns() []foreign {
	return []foreign{
		{"xz", ".xz", "\xfd7zXZ\x00", "xz -dk %s"},
		{"bzip2", ".bz2", "BZh?1AY", "bzip2 -dk %s"},
		{"lz4", ".lz4", "\x04\x22\x4d\x18", "lz4 -dk %s"},
		{"compress", ".Z", "\x1f\x9d", "uncompress %s"},
		{"lzip", ".lz", "LZIP\x01", "lzip -dk %s"},
		{"zip", ".zip", "", "unzip %s"},
		{"7z", ".7z", "7z\xbc\xaf\x27\x1c", "7z x %s"},
		{"rar", ".rar", "Rar!\x1a\x07", "unrar x %s"},
		{"Excel 97", "", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save the sheet as .csv or .tsv, not as %s"},
		{"HDF5", "", "\x89HDF\r\n\x1a\n", "write its matrix as .npy, .parquet or .csv, not as %s"},
		{"PDF", "", "%PDF-", "save its table as .csv or .tsv, not as %s"},
	}
}

// foreignHead is the number of first bytes that tell every foreign file.
const foreignHead = 8

// checkForeign returns an error where data that begin with head are a foreign file. name is
// its name.
func checkForeign(name string, head []byte) error {
	for _, f := range foreigns() {
		if f.begins(head) {
			return fmt.Errorf("%s: this is a file of %s, which cannot be read: %s", name, f.name, fmt.Sprintf(f.cure, filepath.Base(name)))
		}
	}
	return nil
}

// begins reports whether head has the first bytes of such a file.
func (f foreign) begins(head []byte) bool {
	if f.magic == "" || len(head) < len(f.magic) {
		return false
	}
	for i := range len(f.magic) {
		if c := f.magic[i]; c != '?' && c != head[i] {
			return false
		}
	}
	return true
}

// CheckName returns an error where the extension of a path is that of a foreign file.
func CheckName(path string) error {
	for _, f := range foreigns() {
		if f.extension != "" && strings.EqualFold(filepath.Ext(path), f.extension) {
			return fmt.Errorf("%s: a file of %s cannot be read: %s", path, f.name, fmt.Sprintf(f.cure, filepath.Base(path)))
		}
	}
	return nil
}
