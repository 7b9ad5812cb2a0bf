package results

import (
	"fmt"
	"io"
	"os"

	"serialfraction/harness/wholefile"
)

// Read reads the result file at path, which may be packed.
func Read(path string) (*File, error) { return readFile(path, newDecoder(&File{})) }

// ReadSample is like Read, but of a file with very many runs it holds a sample, that of
// [File.Sample]. It needs no more memory for a longer file.
func ReadSample(path string) (*File, error) { return readFile(path, newDecoder(&File{}).sampling()) }

// ReadShare is like ReadSample, of a sample so much smaller that those of so many files together are
// no larger than that of one.
func ReadShare(path string, files int) (*File, error) {
	d := newDecoder(&File{}).sampling()
	d.sample.most = max(1, d.sample.most/files)
	return readFile(path, d)
}

func readFile(path string, d *decoder) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", path, wholefile.Unreadable(path, err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("result file %s: %w", path, wholefile.ErrFolder)
	}
	r, err := decoded(f, d)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", path, err)
	}
	return r, nil
}

// Decode reads a result file and checks it. It may be packed, and its lines may end in CR
// alone. A last line that was cut short when the sweep was killed is dropped with a warning,
// because its run had not finished. Any other fault is an error that names the line.
func Decode(r io.Reader) (*File, error) {
	return decoded(r, newDecoder(&File{}))
}

// DecodeSample is to Decode as ReadSample is to Read.
func DecodeSample(r io.Reader) (*File, error) {
	return decoded(r, newDecoder(&File{}).sampling())
}

func decoded(r io.Reader, d *decoder) (*File, error) {
	if err := d.read(r); err != nil {
		return nil, err
	}
	return d.file, nil
}

// ReadHeader reads the header of a result file, its first line that is not blank, and nothing
// else.
func ReadHeader(r io.Reader) (*Header, error) {
	d := newDecoder(&File{})
	lines, err := newLineReader(r)
	if err != nil {
		return nil, err
	}
	defer lines.close()
	for !d.header {
		b, whole, err := lines.next()
		if err == nil && !whole && len(b) == 0 {
			err = errEmpty
		}
		if err == nil {
			err = d.decode(b)
		}
		if err != nil {
			return nil, err
		}
	}
	return &d.file.Header, nil
}

// NoRuns reports whether a result file has no timed run, because its sweep ended before the
// first or has not reached it. It reads no further than that run. For a file that is
// damaged before it, NoRuns returns false.
func NoRuns(r io.Reader) bool {
	d := newDecoder(&File{})
	lines, err := newLineReader(r)
	if err != nil {
		return false
	}
	defer lines.close()
	for {
		b, whole, err := lines.next()
		switch {
		case err != nil:
			return false
		case !whole:
			return true // the end, or a line that was cut short
		case d.decode(b) != nil:
			return false
		}
		if n := len(d.file.Runs); n > 0 && d.file.Runs[n-1].Counts() {
			return false
		}
	}
}
