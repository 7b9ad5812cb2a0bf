package tasklog

// A turns counts the slots that have had no task yet, and those that will have none any more, where the
// log tells which slot took which task.
type turns struct {
	slot  []turn
	fresh int // slots that have had no task yet, of those that have one
	over  int // slots that will have none any more, or never have one
}

// A turn is how far a slot is.
type turn struct{ tasks, begun, ended int }

// turns returns those of the run before its first task; nil where the log does not tell slots.
func (r *Run) turns(slots int) *turns {
	if !r.BySlot {
		return nil
	}
	t := &turns{}
	for i := range r.Tasks {
		slot := int(r.Tasks[i].Slot)
		for len(t.slot) <= slot {
			t.slot = append(t.slot, turn{})
		}
		if t.slot[slot].tasks++; t.slot[slot].tasks == 1 {
			t.fresh++
		}
	}
	t.over = max(0, slots-t.fresh)
	return t
}

// start and end are told of each task.
func (t *turns) start(slot int32) {
	if s := &t.slot[slot]; s.begun == 0 {
		t.fresh--
	}
	t.slot[slot].begun++
}

func (t *turns) end(slot int32) {
	s := &t.slot[slot]
	if s.ended++; s.ended == s.tasks {
		t.over++
	}
}

// share returns how many of so many idle slots have had no task yet, and how many wait for one, these
// among them.
func (t *turns) share(idle int) (fresh, wait int) {
	fresh = min(idle, t.fresh)
	return fresh, idle - min(idle-fresh, t.over)
}
