package results

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
)

// maxLine is the longest line that is read: 100 000 workers fit in it.
const maxLine = 16 << 20

// Read reads the result file at path.
func Read(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("result file: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("result file %s: %w", path, wholefile.ErrFolder)
	}
	r, err := Decode(f)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", path, err)
	}
	return r, nil
}

// Decode reads a result file and checks it. A last line that was cut short when the sweep
// was killed is dropped with a warning, because its run had not finished. Any other fault
// is an error that names the line.
func Decode(r io.Reader) (*File, error) {
	d := decoder{file: &File{}}
	if err := d.read(r); err != nil {
		return nil, err
	}
	return d.file, nil
}

// ReadHeader reads the header of a result file, its first line that is not blank, and nothing
// else.
func ReadHeader(r io.Reader) (*Header, error) {
	d := decoder{file: &File{}}
	br, _ := linesOf(r)
	for !d.header {
		b, whole, err := readLine(br)
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
	d := decoder{file: &File{}}
	br, _ := linesOf(r)
	for {
		b, whole, err := readLine(br)
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

// mark is the byte order mark, which editors and shells of Windows put before a text.
const mark = "\xef\xbb\xbf"

// linesOf returns a reader of the lines of a file, and the bytes of the mark before them, which
// it has passed over.
func linesOf(r io.Reader) (br *bufio.Reader, passed int) {
	br = bufio.NewReaderSize(r, 1<<16)
	if head, _ := br.Peek(len(mark)); string(head) == mark {
		passed, _ = br.Discard(len(mark))
	}
	return br, passed
}

// readLine returns the next line without its newline, and whether it had one.
func readLine(br *bufio.Reader) (b []byte, whole bool, err error) {
	for {
		part, err := br.ReadSlice('\n')
		if b = append(b, part...); len(b) > maxLine {
			return nil, false, fmt.Errorf("longer than %d bytes: not a result file of harness", maxLine)
		}
		switch {
		case err == nil:
			return b[:len(b)-1], true, nil
		case errors.Is(err, io.EOF):
			return b, false, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, err
		}
	}
}

// A decoder holds the part of a file that was read so far.
type decoder struct {
	file   *File
	line   int
	size   int64 // bytes of the lines that were decoded
	header bool
	torn   bool // the last line was cut short
	open   bool // the last line is complete but for its newline
	seen   map[runKey]position

	strays    int   // timelines that contradict their run and are left out
	stray     error // the fault of the first
	strayLine int   // the line of the first
}

// A position is where a run is in a file.
type position struct {
	line int // from 1
	run  int // from 0
}

// A runKey identifies a run of a sweep by its position: no two runs have the same.
type runKey struct {
	session      int // of a warm-up run; 0 for timed runs, whose blocks are numbered across sessions
	warmup       bool
	block, order int
	engine       string
	workers      int
}

// read reads all lines of a file.
func (d *decoder) read(r io.Reader) error {
	br, passed := linesOf(r)
	d.size = int64(passed)
	for {
		b, whole, err := readLine(br)
		if err != nil {
			return fmt.Errorf("line %d: %w", d.line+1, err)
		}
		if !whole && len(bytes.TrimSpace(b)) == 0 {
			d.size += int64(len(b))
			break
		}
		d.line++
		if !whole && !json.Valid(b) {
			d.torn = true
			break
		}
		if err := d.decode(b); err != nil {
			return fmt.Errorf("line %d: %w", d.line, err)
		}
		if d.size += int64(len(b)); whole {
			d.size++
		}
		d.open = !whole
	}
	return d.finish()
}

func (d *decoder) decode(b []byte) error {
	if len(bytes.TrimSpace(b)) == 0 {
		return nil
	}
	var k wireKind
	if err := json.Unmarshal(b, &k); err != nil || (!d.header && k.Kind != "header") {
		if !d.header {
			if other := otherText(b); other != "" {
				return errors.New(other)
			}
			return fmt.Errorf("found %s where the header should be: not a result file of harness; make one with harness sweep", excerpt(b))
		}
		return fmt.Errorf("found %s where a run should be", excerpt(b))
	}
	switch k.Kind {
	case "header":
		return d.decodeHeader(b)
	case "run":
		return d.decodeRun(b)
	case "end":
		return d.decodeEnd(b)
	case "resume":
		return d.decodeResume(b)
	case "store":
		return d.decodeStore(b)
	case "timeline":
		return d.decodeTimeline(b)
	}
	return fmt.Errorf("a line of kind %q, which this harness does not know: update harness", k.Kind)
}

func (d *decoder) decodeHeader(b []byte) error {
	if d.header {
		return errors.New("a second header: two result files were joined; split them again, one sweep a file")
	}
	var v struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("header: %w", err)
	}
	if v.Schema > Schema {
		return fmt.Errorf("written by a newer harness: schema %d, this one reads %d: update harness", v.Schema, Schema)
	}
	if v.Schema < 1 {
		return fmt.Errorf("header has schema %d: not a result file of harness", v.Schema)
	}
	var w wireHeader
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("header: %w", err)
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("header: %w", err)
	}
	d.file.Header, d.header = w.header(), true
	d.file.Header.Variables = d.file.Header.Conceal()
	return nil
}

func (d *decoder) decodeRun(b []byte) error {
	if d.file.End != nil {
		return errors.New("a run after the end of the sweep: two result files were joined; split them again, one sweep a file")
	}
	var w wireRun
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("run: %w", err)
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("run: %w", err)
	}
	kind := harness.EngineKindOf(w.Engine)
	if w.Engine != d.file.Header.Engine && !kind.Control && !(kind.Alternative && d.file.Header.Alternative != nil) {
		return fmt.Errorf("run: engine %q in a sweep of engine %q", w.Engine, d.file.Header.Engine)
	}
	at := runKey{0, w.Warmup, w.Block, w.Order, w.Engine, w.Workers}
	if w.Warmup {
		at.session = len(d.file.Resumes)
	}
	if before, twice := d.seen[at]; twice && w.Lost == 0 {
		return fmt.Errorf("run %d of block %d, N = %d, is in line %d already: the file is damaged; delete this line if the two are the same", w.Order, w.Block, w.Workers, before.line)
	}
	if d.seen == nil {
		d.seen = map[runKey]position{}
	}
	if w.Lost == 0 { // a run that lost a worker is made again
		d.seen[at] = position{d.line, len(d.file.Runs)}
	}
	run := w.run()
	timeline := run.Timeline
	run.Timeline = nil
	d.file.Runs = append(d.file.Runs, run)
	if timeline != nil {
		d.keep(len(d.file.Runs)-1, timeline)
	}
	return nil
}

func (d *decoder) decodeEnd(b []byte) error {
	if d.file.End != nil {
		return errors.New("a second end: two result files were joined; split them again, one sweep a file")
	}
	var w wireEnd
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("end: %w", err)
	}
	d.file.End = &End{w.Stopped, w.Interrupted, d.file.Header.hide(w.Failed)}
	return nil
}

func (d *decoder) decodeStore(b []byte) error {
	var w wireStore
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	d.file.Store = &Stored{time.Duration(w.Store), duration(w.Sync), w.Unanswered}
	return nil
}

func (d *decoder) finish() error {
	switch {
	case !d.header && !d.torn:
		return errEmpty
	case !d.header:
		return fmt.Errorf("line %d: cut short where the header should be: the sweep was killed before its first run, or this is no result file of harness; run harness sweep again", d.line)
	case d.torn:
		d.file.Warnings = append(d.file.Warnings,
			fmt.Sprintf("line %d was cut short when the sweep was killed: its run had not finished and is left out", d.line))
	}
	if d.strays > 0 {
		d.file.Warnings = append(d.file.Warnings, fmt.Sprintf("%s left out, the first of line %d: %v; the times of the runs are not affected",
			wording.Count(d.strays, "timeline"), d.strayLine, d.stray))
	}
	return nil
}

// errEmpty is the error of a file without a header.
var errEmpty = errors.New("empty: the sweep was killed before it began; run harness sweep again")

// otherText returns what a first line shows of a text that may hold the records of a result file,
// but not one a line in UTF-8, and how to get that; "" if it shows none.
func otherText(line []byte) string {
	switch first := bytes.TrimSpace(line); {
	case bytes.HasPrefix(line, []byte("\xff\xfe")), bytes.HasPrefix(line, []byte("\xfe\xff")):
		return "this is UTF-16 text: save it as UTF-8, or type iconv -f UTF-16 -t UTF-8 FILE >NEW"
	case string(first) == "{":
		return "JSON with a record on several lines, where a result file has one a line: type jq -c . FILE >NEW"
	case bytes.HasPrefix(first, []byte("[")):
		return "JSON with all records in one list, where a result file has one a line: type jq -c '.[]' FILE >NEW"
	}
	return ""
}

// excerpt quotes the start of a line.
func excerpt(b []byte) string {
	const most = 40
	if len(b) > most {
		return fmt.Sprintf("%q…", b[:most])
	}
	return fmt.Sprintf("%q", b)
}
