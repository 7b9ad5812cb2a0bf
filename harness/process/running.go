package process

import (
	"encoding/binary"
	"os"
	"slices"
	"sync"
)

// running are the processes that have been started and not yet waited for, each in a slot of its
// own. Where there is a guard, a file that it reads has the number of each group in the place of its
// slot, because only a file outlives a process that is killed.
type running struct {
	mu    sync.Mutex
	slots []*Process // nil = free
	table *os.File   // nil = nobody reads it
	haste bool       // see Hurry
}

var living running

// slotBytes is the size of a place in the table.
const slotBytes = 8

// add adds a process that was started.
func (r *running) add(p *Process) {
	r.mu.Lock()
	defer r.mu.Unlock()
	slot := slices.Index(r.slots, nil)
	if slot < 0 {
		slot = len(r.slots)
		r.slots = append(r.slots, nil)
	}
	r.slots[slot] = p
	r.write(slot, p.ID())
}

// remove removes a process whose group has ended, or is no longer its own.
func (r *running) remove(p *Process) {
	r.mu.Lock()
	defer r.mu.Unlock()
	slot := slices.Index(r.slots, p)
	r.slots[slot] = nil
	r.write(slot, 0)
}

// write writes the number of a group to its place in the table, 0 for none. Where that fails, the
// guard knows the group by its mark alone.
func (r *running) write(slot, group int) {
	if r.table != nil {
		_, _ = r.table.WriteAt(binary.NativeEndian.AppendUint64(nil, uint64(group)), int64(slot)*slotBytes)
	}
}

// groups returns the numbers of the groups in a table.
func groups(table []byte) (all []int) {
	for ; len(table) >= slotBytes; table = table[slotBytes:] {
		if group := int(binary.NativeEndian.Uint64(table)); group > 1 { // kill(2) takes -1 for every process
			all = append(all, group)
		}
	}
	return all
}

// hurried reports whether Hurry has been called.
func (r *running) hurried() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.haste
}

// Hurry takes back the grace of all processes: it sends SIGKILL to each group that has been asked to
// end, and from then on to each that is asked. It does not disturb the others, such as a program
// that cleans up after them.
func Hurry() {
	living.mu.Lock()
	living.haste = true
	all := slices.Clone(living.slots)
	living.mu.Unlock()
	for _, p := range all {
		if p != nil && p.isAsked() {
			p.Kill()
		}
	}
}

// Running returns the number of processes that have been started and not yet waited for.
func Running() (n int) {
	living.mu.Lock()
	defer living.mu.Unlock()
	for _, p := range living.slots {
		if p != nil {
			n++
		}
	}
	return n
}
