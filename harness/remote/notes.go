package remote

import (
	"serialfraction/harness/remote/wire"
)

// A Note is a warning of the workload of a worker process about its runs, see harness.Workload.
type Note struct {
	Process int // see [Member]
	Host    string
	Text    string
}

// keepNotes keeps the notes of a process on the runs of a job so far, in the place of those before.
func (m *member) keepNotes(job uint64, a *wire.Account) {
	if notes := wire.Few(a.Notes); len(notes) > 0 { // a worker of others could send any
		m.notes[job] = notes
	}
}

// Notes returns the warnings of the workers about their runs so far, in the order in which the processes
// joined, and of each those of the job that it got first.
func (e *Engine) Notes() (all []Note) {
	e.members.mu.Lock()
	defer e.members.mu.Unlock()
	for _, one := range e.members.all {
		for job := range e.lastJob {
			for _, text := range one.notes[job+1] {
				all = append(all, Note{Process: one.Process, Host: one.Host, Text: text})
			}
		}
	}
	return all
}
