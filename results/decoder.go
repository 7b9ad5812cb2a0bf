package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/wording"
)

// A decoder holds the part of a file that was read so far.
type decoder struct {
	file   *File
	line   int
	size   int64 // bytes of the lines that were decoded
	total  int64 // bytes of the file; 0 = unknown
	briefs bool  // of runs that the sample does not hold, the file has the briefs
	plain  bool  // a file that is packed, or whose lines do not end in LF, is refused
	header bool
	torn   bool // the last line was cut short
	open   bool // the last line is complete but for its newline
	runs   int  // so far, those that are left out too
	seen   map[runKey]position
	sample *sampler                    // nil = all runs are held
	late   map[runKey]harness.Timeline // of a scan, which holds no run: the timelines behind the runs; nil = runs are held

	engines []string // whose runs were read, by number

	timelines int   // bytes of those of runs that are not held, where the file has their briefs
	strays    int   // timelines that contradict their run and are left out
	stray     error // the fault of the first
	strayLine int   // the line of the first
}

func newDecoder(f *File) *decoder { return &decoder{file: f, seen: map[runKey]position{}} }

// sampling has the decoder hold a sample of the runs.
func (d *decoder) sampling() *decoder {
	d.sample = newSampler()
	return d
}

// A position is where a run is in a file.
type position struct {
	line int32 // from 1
	run  int32 // from 0, of those that are held; leftOut = not held
}

const leftOut = -1

// A runKey identifies a run of a sweep by its position: no two runs have the same. There is one
// for each run, so it is small.
type runKey struct {
	block, order int
	workers      int32
	session      int32 // of a warm-up run; 0 for timed runs, whose blocks are numbered across sessions
	engine       int16 // its number in decoder.engines
	warmup       bool
}

// keyOf returns the key of a timed run; false where the file has no run of that engine yet.
func (d *decoder) keyOf(engine string, block, order, workers int) (runKey, bool) {
	k := slices.Index(d.engines, engine)
	return runKey{block: block, order: order, workers: int32(workers), engine: int16(k)}, k >= 0
}

// read reads all lines of a file.
func (d *decoder) read(r io.Reader) error {
	lines, err := newLineReader(r)
	if err != nil {
		return err
	}
	defer lines.close()
	if d.plain {
		if err := lines.checkPlain(); err != nil {
			return err
		}
	}
	d.size, d.total = int64(lines.passed), lines.size()
	for {
		b, whole, err := lines.next()
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
		return fmt.Errorf("header: %w", unfit(err))
	}
	if v.Schema > Schema {
		return fmt.Errorf("written by a newer harness: schema %d, this one reads %d: update harness", v.Schema, Schema)
	}
	if v.Schema < 1 {
		return fmt.Errorf("header has schema %d: not a result file of harness", v.Schema)
	}
	var w wireHeader
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("header: %w", unfit(err))
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
		return fmt.Errorf("run: %w", unfit(err))
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("run: %w", err)
	}
	kind := harness.EngineKindOf(w.Engine)
	if w.Engine != d.file.Header.Engine && !kind.Control && !(kind.Alternative && d.file.Header.Alternative != nil) {
		return fmt.Errorf("run: engine %q in a sweep of engine %q", w.Engine, d.file.Header.Engine)
	}
	if !slices.Contains(d.engines, w.Engine) { // which are three at most
		d.engines = append(d.engines, w.Engine)
	}
	at, _ := d.keyOf(w.Engine, w.Block, w.Order, w.Workers)
	if at.warmup = w.Warmup; w.Warmup {
		at.session = int32(len(d.file.Resumes))
	}
	if before, twice := d.seen[at]; twice && w.Lost == 0 {
		return fmt.Errorf("run %d of block %d, N = %d, is in line %d already: the file is damaged; delete this line if the two are the same", w.Order, w.Block, w.Workers, before.line)
	}
	d.runs++
	if d.late != nil {
		if w.Lost == 0 {
			d.seen[at] = position{int32(d.line), leftOut}
		}
		return nil
	}
	counts := !w.Warmup && w.Lost == 0
	if counts && !d.sample.holds(w.Block) {
		d.seen[at] = position{int32(d.line), leftOut}
		d.leave(harness.Run{Engine: d.engines[at.engine], Block: w.Block, Order: w.Order, Workers: w.Workers, Start: w.Start,
			Timing: harness.Timing{Wall: time.Duration(w.Wall)}, Timeline: harness.NewTimelineOf(w.Timeline, w.TimelineDelays)}, d.runs-1)
		return nil
	}
	if w.Lost == 0 { // a run that lost a worker is made again
		d.seen[at] = position{int32(d.line), int32(len(d.file.Runs))}
	}
	d.room()
	run := w.run()
	run.Engine = d.engines[at.engine] // one text for all runs, as that of the answer
	if n := len(d.file.Runs); n > 0 && d.file.Runs[n-1].Answer == run.Answer {
		run.Answer = d.file.Runs[n-1].Answer
	}
	timeline := run.Timeline
	run.Timeline = nil
	d.file.Runs = append(d.file.Runs, run)
	if timeline != nil {
		d.keep(len(d.file.Runs)-1, timeline)
	}
	if counts && d.sample.add(w.Block) {
		d.thin()
	}
	return nil
}

// room makes room for another run. How many there will be follows from the bytes of those before,
// so that a long file is not held twice while the list of its runs grows.
func (d *decoder) room() {
	n := len(d.file.Runs)
	if n < cap(d.file.Runs) || n < 1000 || d.total <= d.size {
		return
	}
	more := int(1.02*float64(n)*float64(d.total-d.size)/float64(d.size)) + 16
	if d.sample != nil {
		more = min(more, max(1, d.sample.most+1-n))
	}
	d.file.Runs = slices.Grow(d.file.Runs, more)
}

func (d *decoder) decodeEnd(b []byte) error {
	if d.file.End != nil {
		return errors.New("a second end: two result files were joined; split them again, one sweep a file")
	}
	var w wireEnd
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("end: %w", unfit(err))
	}
	d.file.End = &End{w.Stopped, w.Interrupted, d.file.Header.hide(w.Failed)}
	return nil
}

func (d *decoder) decodeStore(b []byte) error {
	var w wireStore
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("store: %w", unfit(err))
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	d.file.Store = w.stored()
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
	if !d.briefs { // else whoever samples the file, with further runs
		d.file.tellLeft()
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
