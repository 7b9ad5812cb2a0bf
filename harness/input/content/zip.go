package content

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
)

// openZip opens the only file of a zip archive. The list of files is at the end of an archive:
// a regular file is read where its parts lie, anything else is read into memory.
func openZip(data, source io.Reader) (io.ReadCloser, error) {
	at, size, err := whole(data, source, machine.MemoryRoom())
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(at, size)
	if errors.Is(err, zip.ErrFormat) {
		err = io.ErrUnexpectedEOF // it begins as an archive does, but has no list of its files
	}
	if err != nil {
		return nil, err
	}
	member, err := onlyFile(archive.File)
	if err != nil {
		return nil, err
	}
	r, err := member.Open()
	switch {
	case member.Flags&1 != 0:
		return nil, refusal("the archive has a password: unzip it first")
	case err != nil:
		return nil, err
	}
	return &zipMember{r}, nil
}

// A zipMember reads a file of an archive.
type zipMember struct{ io.ReadCloser }

// Read reads as the archive does, whose own errors do not tell where it is cut.
func (m *zipMember) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	if errors.Is(err, zip.ErrFormat) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// whole returns all of source, and its size. data reads source from its beginning. Where source is
// no regular file, it must have room twice.
func whole(data, source io.Reader, room machine.Room) (io.ReaderAt, int64, error) {
	if f, ok := source.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, info.Size(), nil
		}
	}
	most := room.Half()
	all, err := ReadAll(data, most)
	if err == ErrMore {
		err = refusal(fmt.Sprintf("longer than %d MB, and %s; or name the archive as a file, which is read where it lies", most/1e6, room.Left()))
	}
	return bytes.NewReader(all), int64(len(all)), err
}

// onlyFile returns the file of an archive that has one. Folders, and what macOS and Windows add
// to an archive, are no files.
func onlyFile(files []*zip.File) (*zip.File, error) {
	var names []string
	var only *zip.File
	for _, f := range files {
		base := path.Base(f.Name)
		switch {
		case f.Name == "[Content_Types].xml":
			return nil, refusal("this is a file of Excel or Word: save the table as .csv or .tsv")
		case strings.HasSuffix(f.Name, "/"), strings.HasPrefix(f.Name, "__MACOSX/"), base == ".DS_Store", base == "Thumbs.db":
		default:
			names = append(names, f.Name)
			only = f
		}
	}
	switch len(names) {
	case 0:
		return nil, refusal("the archive holds no file: fetch or pack it again")
	case 1:
		return only, nil
	}
	if strings.HasSuffix(names[0], ".npy") {
		return nil, refusal(fmt.Sprintf("this is an .npz archive of %s: save one with numpy.save as .npy", wording.Count(len(names), "array")))
	}
	return nil, refusal(fmt.Sprintf("the archive holds %s: unzip it and name one, such as %s", wording.Count(len(names), "file"), wording.ShellWord(names[0])))
}
