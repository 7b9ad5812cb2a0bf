package input

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"serialfraction/harness/input/content"
)

// textExtension is the extension of several formats, which their beginnings tell apart.
const textExtension = ".txt"

// plainTable is the format of a text whose beginning shows no other.
const plainTable = "table"

// nameless reports whether a path has no name that shows its format: it is the standard input,
// or a pipe that a shell made of a command.
func nameless(path string, r io.Reader) bool {
	f, ok := r.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return path == Stdin || err == nil && !info.Mode().IsRegular()
}

// formatOfContent returns the format of unpacked content that begins with head. Blank lines and
// a byte order mark above it do not count.
func formatOfContent(head []byte) Format {
	text := string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\r\n"))
	var table Format
	for _, f := range Formats() {
		for _, beginning := range f.Begins {
			if strings.HasPrefix(text, beginning) {
				return f
			}
		}
		if f.Name == plainTable {
			table = f
		}
	}
	return table
}

// misnamed returns an error where data that begin with head are read as a table by their name,
// and are of a format that is none.
func (f Format) misnamed(name string, head []byte) error {
	if found := formatOfContent(head); f.ReadTable != nil && found.Read != nil {
		return fmt.Errorf("%s: it begins as a file of %s does: give it the extension %s", name, found.Name, found.Extensions[0])
	}
	return nil
}

// recognize returns the format of a file whose content r has, and the content to be read: by
// the extension of its path, or by its beginning where the path leaves that open. name stands for
// it in messages. Where the content is a *content.Stream, the caller closes it.
func recognize(path, name string, r io.Reader) (Format, io.Reader, error) {
	f, known := byExtension(path)
	several := known && f.Extensions[0] == textExtension
	packed := !known && content.Named(path) != nil && content.CheckName(path) == nil
	if !several && !packed && (known || !nameless(path, r)) {
		f, err := formatOf(path)
		return f, r, err
	}
	s, err := content.NewStream(name, r)
	if err != nil {
		return f, nil, err
	}
	return formatOfContent(s.Head()), s, nil
}
