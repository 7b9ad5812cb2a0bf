package remote

import (
	"strings"

	"serialfraction/harness/remote/wire"
)

// A Note is a warning of the workload of a worker process about its runs, see harness.Workload.
type Note struct {
	Process int // see [Member]
	Host    string
	Text    string
}

// What is kept of the notes of a process: a worker of others could send any text.
const (
	mostNotes    = 10
	mostNoteSize = 1 << 10 // bytes
)

// keepNotes keeps the notes of a process on the runs of a job so far, in the place of those before.
func (m *member) keepNotes(job uint64, a *wire.Account) {
	notes := a.Notes[:min(len(a.Notes), mostNotes)]
	if len(notes) == 0 {
		return
	}
	kept := make([]string, len(notes))
	for i, text := range notes {
		kept[i] = strings.Clone(text[:min(len(text), mostNoteSize)]) // without the rest
	}
	m.notes[job] = kept
}

// Notes returns the warnings of the workers about their runs so far, in the order in which the processes
// joined, and of each those of the job that it got first.
func (e *Engine) Notes() (all []Note) {
	e.members.mu.Lock()
	defer e.members.mu.Unlock()
	for _, one := range e.members.all {
		for job := range uint64(len(e.jobs)) {
			for _, text := range one.notes[job+1] {
				all = append(all, Note{Process: one.Process, Host: one.Host, Text: text})
			}
		}
	}
	return all
}
