package wire

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"serialfraction/harness/meter"
)

// MostSlots bounds the workers of one process.
const MostSlots = 4096

// A Hello is what a process tells of itself when it asks to join.
type Hello struct {
	Version int    // see [Version]
	Program string // version of the program
	Host    string
	PID     int
	Slots   int     // workers that it offers
	CPUs    float64 // that it may use
	Public  []byte  // see [Secret]
}

// A Pace is how often the two sides show each other that they live.
type Pace struct {
	// Beat is the time between two signs of life. A worker whose coordinator is silent for
	// CoordinatorBeats of them ends, and one that is silent for WorkerBeats is lost.
	Beat time.Duration

	// AckWait is how long a task may be silent at a worker before another gets it.
	AckWait time.Duration
}

// The silence that is borne, in beats.
const (
	WorkerBeats      = 6
	CoordinatorBeats = 40
)

// UsualPace loses a worker that is silent for 1.5 s, and a coordinator that is for 10 s.
var UsualPace = Pace{Beat: 250 * time.Millisecond, AckWait: 2 * time.Second}

// A Welcome answers a Hello.
type Welcome struct {
	Refused string   // why the process may not join; "" = it may
	Process int      // its number, from 1
	Slots   []uint32 // the numbers of its workers
	Public  []byte   // of the coordinator, see [Secret]
	Pace    Pace
}

// A Kind is what a coordinator asks.
type Kind string

// The kinds.
const (
	Load Kind = "load" // make the work of a job, and its rows; every process answers
	Arm  Kind = "arm"  // wait for a step; every slot of the step answers, as to the next two
	Go   Kind = "go"   // make a worker and take tasks; answered when the worker is made
	End  Kind = "end"  // take no more; answered when the worker has ended, see [Control.Now]
	Tick Kind = "tick" // the coordinator lives
	Bye  Kind = "bye"  // end
)

// A Control is what the coordinator asks of all workers.
type Control struct {
	Kind  Kind
	Job   *Job     `json:",omitempty"` // Load
	Epoch uint64   `json:",omitempty"` // Arm, Go, End
	JobID uint64   `json:",omitempty"` // Arm
	Slots []uint32 `json:",omitempty"` // Arm: those of the step
	Now   bool     `json:",omitempty"` // End: also what is being computed
}

// A Job is what workers must know to compute the rows of a job.
type Job struct {
	ID        uint64
	Work      json.RawMessage // names the workload; the engine does not read it
	Method    string          // of the workload; where it is not that of the work, that of its alternative
	Outputs   int             // columns of an answer
	ChunkRows int
	Header    string // name in the object store of what a dataset has besides its rows, see [Header]
	Rows      string // name in the object store of the rows; "" = they are not there
	Own       *Own   // of rows that each worker reads itself; nil = it does not
	Pace      time.Duration
}

// Resident reports whether workers have the rows beforehand. Each task brings its own else.
func (j *Job) Resident() bool { return j.Rows != "" || j.Own != nil }

// An Own is what a worker must know to read the rows of a job itself.
type Own struct {
	Source json.RawMessage // names the rows; the engine does not read it
	Sum    string          // of the rows that the coordinator has, see [Sum]
}

// A Reply is what a process or a slot answers.
type Reply struct {
	Kind    Kind
	Process int
	Slot    uint32
	Epoch   uint64
	JobID   uint64
	Error   string
	OwnRows bool          // Load: the error is of rows that the worker was to read itself
	Took    time.Duration // Load
	Account *Account      // End
}

// An Account is how a slot spent a step, on its own clock.
type Account struct {
	Sched   *meter.SchedTiming // nil = its system has none
	Process *time.Duration     // CPU time of its process while it took tasks; nil = other slots had the process too, or its system reports none
	Notes   []string           // of the workload
}

// What a worker tells in words, at most: the coordinator keeps no more, and drops replies that are larger.
const (
	MostReason = 16 << 10  // bytes of why a worker failed
	MostReply  = 256 << 10 // bytes of a Reply
	mostNotes  = 10
	mostNote   = 1 << 10 // bytes
)

// Reason returns why a worker failed, cut short where it is too long.
func Reason(err error) string { return cut(err.Error(), MostReason) }

// Few returns the first notes of several, each cut short where it is too long, without the memory of the rest.
func Few(notes []string) (few []string) {
	for _, text := range notes[:min(len(notes), mostNotes)] {
		few = append(few, strings.Clone(cut(text, mostNote)))
	}
	return few
}

// cut returns at most so many bytes of a text, without half a character.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// A Beat shows that a process lives.
type Beat struct {
	Process    int
	Reconnects uint64 // how often its connection was cut and made again
}

// Marshal returns a message in JSON.
func Marshal(message any) []byte {
	text, err := json.Marshal(message)
	if err != nil {
		panic(fmt.Sprintf("a message of the remote engine has no JSON: %v", err))
	}
	return text
}

// Unmarshal reads a message in JSON.
func Unmarshal(text []byte, message any) error {
	if err := json.Unmarshal(text, message); err != nil {
		return ErrMalformed
	}
	return nil
}
