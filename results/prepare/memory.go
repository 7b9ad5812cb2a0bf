package prepare

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/scratch"
	"serialfraction/results"
	"serialfraction/workloads/spec"
)

// The parts of what a job needs. Those of a workload have names of their own.
const (
	rowsPart    = "rows"
	answersPart = "answers"
	copiesPart  = "the copies of the control"
	handedPart  = "rows handed over"
	decodedPart = "decoded rows"
	threadsPart = "threads"
	timesPart   = "times of chunks"
)

// What a limit of address space is charged for a thread of a worker, most of which it never uses:
// its stack, and for the first of them an arena of the C library's. Both were measured.
const (
	threadSpace = 10 << 20
	arenaSpace  = 64 << 20
	mostArenas  = 8
)

// ThreadSpace returns the address space of the threads of n workers.
func ThreadSpace(n int64) int64 { return n*threadSpace + min(n, mostArenas)*arenaSpace }

// threadsIn returns the most workers whose threads have room in so much address space.
func threadsIn(space int64) int64 {
	if space < ThreadSpace(mostArenas) {
		return max(0, space) / ThreadSpace(1)
	}
	return (space - mostArenas*arenaSpace) / threadSpace
}

// A MemoryError is the error of a job for which there is too little memory, and of which no one
// setting of the request decides how much it takes. One of what has room is set, or none.
type MemoryError struct {
	*machine.RoomError
	Fits    string // a source of rows that the request does not name
	Workers int    // the largest N of a sweep whose rows grow with N
	Rows    int    // of rows that are read
}

// A demand is a job as far as its memory follows from it. It is known before there are rows.
type demand struct {
	request results.Request
	spec    spec.Workload
	workers []int // the N of the sweep
	once    bool  // the job is done once: it has no reference, no control and no alternative

	sizes   []int // the numbers of rows of --rows, the last of which is meant; nil = one that has no list
	each    int   // rows that are repeated, by tile or for each worker, and lie beside them for a moment; 0 = none are
	outputs int   // values of the answer of a row, where the workload does not declare them

	held holding // the answers of an earlier run
}

// takes returns what the workload declares.
func (d demand) takes(size input.Size) spec.Memory {
	if d.spec.Takes == nil {
		return spec.Memory{Outputs: d.outputs}
	}
	return d.spec.Takes(d.request.Settings, spec.Rows{Count: size.Rows, Cols: size.Cols, Groups: size.Groups})
}

// need returns what the job takes in memory with rows of that size.
func (d demand) need(size input.Size) machine.Need {
	mem := d.takes(size)
	values, decoded := 8*int64(size.Cols), size.Decoded || size.Packed && !mem.Packed // of a row, as a kernel gets it
	if size.Packed && mem.Packed {
		values = int64(size.Cols+3) / 4
	}
	answer, n, sum := 8*int64(mem.Outputs), int64(1), int64(1)
	for _, w := range d.workers {
		n, sum = max(n, int64(w)), sum+int64(w)
	}
	methods := int64(max(1, mem.Methods))
	answers := 2 * methods * answer // the reference, and that of the run
	switch {
	case d.once:
		answers, methods = answer, 1
	case d.request.Weak: // of each N, with its share of the rows
		answers = 2 * answer * sum / n
	}
	need := machine.Need{{What: rowsPart, Fixed: int64(d.each) * size.Row, Row: size.Row}, {What: answersPart, Row: answers}}
	if d.request.Control && !d.once {
		copied := machine.Part{What: copiesPart, Row: answer}
		if !decoded {
			copied.Row += values
		}
		need = append(need, copied)
	}
	if s, err := harness.ScheduleByName(d.request.Schedule); err == nil && s.Coordinated() {
		slots := d.chunks(handedPart, 2*n, values, size.Rows, n)
		slots.Fixed, slots.Row = methods*slots.Fixed, methods*(slots.Row+answer)
		need = append(need, slots)
	} else if decoded {
		need = append(need, d.chunks(decodedPart, n, values, size.Rows, n))
	}
	need = append(need, mem.Rest...)
	need = append(need, d.held.need()...)
	return append(need, d.times(size, need)...)
}

// chunks returns what so many chunks take of rows of so many bytes, for up to n workers.
func (d demand) chunks(what string, count, row int64, rows int, n int64) machine.Part {
	if of := d.request.ChunkRows; of > 0 {
		return machine.Part{What: what, Fixed: count * row * int64(min(of, rows))}
	}
	return machine.Part{What: what, Row: row * count / (harness.ChunksPerWorker * n)} // of a job that takes long
}

// check returns an error where a job with rows of that size has no room. It is a
// *harness.FlagError of what to change, or a *MemoryError.
func (d demand) check(size input.Size, room machine.Room) error {
	need := d.need(size)
	n := int64(slices.Max(append([]int{0}, d.workers...))) // 0 = not known yet
	if room.Limit == machine.AddressSpace && !EngineOf(d.request).Remote {
		// Workers that are processes have spaces of their own.
		need = append(need, machine.Part{What: threadsPart, Fixed: ThreadSpace(n)})
	}
	if need.Has(size.Rows, room) {
		return nil
	}
	if d.aside(size, room) {
		return nil
	}
	r, mem := d.request, d.takes(size)
	why := need.Check(fmt.Sprintf("%d rows of %d values", size.Rows, size.Cols), size.Rows, room)
	wrong := func(flag, value, cure string) error {
		return &harness.FlagError{Flag: flag, Value: value, Want: why.Error() + ", or " + cure}
	}
	if need.Without(copiesPart).Has(size.Rows, room) {
		return wrong("control", "", "leave it out")
	}
	anew := d
	anew.held = holding{}
	if d.held.path != "" && (need.Without(heldPart).Without(readingPart).Has(size.Rows, room) || anew.aside(size, room)) {
		return wrong("resume", d.held.path, "leave it out, so that all rows are computed")
	}
	if need.Without(handedPart).Has(size.Rows, room) {
		return wrong("schedule", r.Schedule, "type "+harness.Schedules[0].Name)
	}
	if others := need.Without(timesPart); others.Has(size.Rows, room) {
		if of := d.chunkWithin(size, others, room.Bytes-others.Bytes(size.Rows)); of > 0 {
			return wrong("chunk", strconv.Itoa(r.ChunkRows), fmt.Sprintf("type %d at least", of))
		}
	}
	others, rows := need.Without(threadsPart), size.Rows
	if !others.Has(rows, room) {
		rows = 0 // fewer workers are not enough, and fewer rows neither where the threads alone have no room
	}
	if !need.Has(rows, room) {
		if fewer := threadsIn(room.Bytes - others.Bytes(rows)); fewer > 0 && fewer < n {
			return wrong(d.flagOfWorkers(), "", fmt.Sprintf("type %d at most", fewer))
		}
	}
	if rest := mem.Rest.Bytes(size.Rows); mem.Setting != "" && rest > room.Bytes/4 {
		if most := mem.Within(room.Bytes - (need.Bytes(size.Rows) - rest)); most != "" {
			return wrong(mem.Setting, Args(r)[mem.Setting], "type at most "+most)
		}
	}
	most := need.Rows(room, max(1, d.each))
	if most == 0 && rows == 0 && !need.Has(0, room) {
		return &MemoryError{RoomError: why}
	}
	fewer, _ := input.WithRows(r.Source.Data, max(1, most))
	switch {
	case d.sizes != nil:
		return wrong("rows", typed(d.sizes), fmt.Sprintf("type at most %d", max(1, most)))
	case r.Weak:
		return &MemoryError{RoomError: why, Workers: max(1, most/d.each)}
	case d.each > 0:
		return wrong("tile", strconv.Itoa(r.Source.Tile), fmt.Sprintf("type at most %d", max(1, most/d.each)))
	case r.Source.Data == DefaultData(r):
		return &MemoryError{RoomError: why, Fits: fewer}
	case fewer != "":
		return wrong("data", r.Source.Data, "type "+fewer)
	}
	return &MemoryError{RoomError: why, Rows: most}
}

// aside reports whether a job with rows of that size has room if its answers lie in a file instead, and those
// of an earlier run too unless they are in memory already. The answers of a job that is timed are read and
// written in every run, and stay in memory. A file takes as much address space as memory does.
func (d demand) aside(size input.Size, room machine.Room) bool {
	need := d.need(size)
	rest := need.Without(answersPart)
	if d.held.taken == 0 {
		rest = rest.Without(heldPart)
	}
	return d.once && scratch.Here && room.Limit != machine.AddressSpace && !need.Has(size.Rows, room) && rest.Has(size.Rows, room)
}

// load reads, makes or repeats the rows of the request.
func (d demand) load(ctx context.Context) (*harness.Dataset, error) {
	if err := d.checkMade(machine.MemoryRoom()); err != nil {
		return nil, err
	}
	from := source(d.request)
	if d.once {
		from.Aside = aside(d.request)
	}
	if input.Generated(from.Data) {
		return input.Load(ctx, from)
	}
	times := from.Tile
	if times > 1 {
		from.Tile = 0
	}
	data, err := input.Load(ctx, from)
	if err != nil {
		return nil, err
	}
	if times > 1 {
		return d.repeated(data, times)
	}
	if err := d.checkRead(data); err != nil {
		return nil, errors.Join(err, data.Close())
	}
	return data, nil
}

// aside returns the folder for what has no room in memory: that of the results or, where these are in none,
// that for temporary files.
func aside(r results.Request) string {
	if info, err := os.Stat(r.Results); err != nil || info.Mode().IsRegular() {
		return filepath.Dir(r.Results)
	}
	return os.TempDir()
}

// repeated returns rows so many times over, which replace them.
func (d demand) repeated(once *harness.Dataset, times int) (*harness.Dataset, error) {
	d.each = once.NumRows()
	if err := d.check(input.SizeOfRepeated(once, times), machine.MemoryRoom()); err != nil {
		return nil, errors.Join(err, once.Close())
	}
	return input.Repeat(once, times)
}

// checkMade checks the rows that a request makes, before they are made.
func (d demand) checkMade(room machine.Room) error {
	size, ok := input.SizeOf(d.request.Source.Data)
	if !ok {
		return nil
	}
	if d.request.Weak {
		d.each = size.Rows
		size.Rows *= slices.Max(d.workers)
	}
	if tile := d.request.Source.Tile; tile > 1 {
		d.each = size.Rows
		size.Rows *= tile
	}
	return d.check(size, room)
}

// checkRead checks rows that are there.
func (d demand) checkRead(data *harness.Dataset) error {
	size := input.SizeOfRows(data)
	err := d.check(size, d.room(size))
	if err != nil {
		debug.FreeOSMemory() // what reading has left may be enough
		err = d.check(size, d.room(size))
	}
	return err
}

// checkAnswers checks a job whose answers are known now that it is made.
func (d demand) checkAnswers(j *harness.Job) error {
	if d.spec.Takes != nil || d.request.Weak {
		return nil
	}
	return d.checkJob(j)
}

// checkJob checks a job that is made.
func (d demand) checkJob(j *harness.Job) error {
	d.outputs = len(j.Workload.Outputs)
	return d.checkRead(j.Data)
}

// room returns the room for a job that has its rows, and what it has of an earlier run.
func (d demand) room(size input.Size) machine.Room {
	room := machine.MemoryRoom()
	if room != (machine.Room{}) {
		room.Bytes += int64(size.Rows)*size.Row + d.held.taken
	}
	return room
}
