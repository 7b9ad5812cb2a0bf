package tasklog

// A Bin is a part of a run: what the N slots did in it, as numbers of slots in its mean, which add
// up to N. While nothing runs and nothing waits all N are Serial.
type Bin struct {
	From, To int64 // ns from the begin of the run
	Busy     float64
	Rework   float64
	Serial   float64
	Waiting  float64 // tasks waited for a slot: spawn, dispatch and queue
	Idle     float64 // imbalance: nothing was left to start
	Released float64 // the slot was not there, and nothing waited for it
}

// Course returns what N slots did in the course of the run, in at most so many bins of the same
// length.
func (r *Run) Course(slots, bins int) []Bin {
	from, to := r.Span()
	if bins < 1 || to == from {
		return nil
	}
	bins = int(min(int64(bins), to-from))
	each, rest := (to-from)/int64(bins), (to-from)%int64(bins)
	all := make([]Bin, bins)
	for i := range all {
		all[i].To = each*int64(i+1) + rest*int64(i+1)/int64(bins)
		if i > 0 {
			all[i].From = all[i-1].To
		}
	}
	now := 0
	w := walk{run: r, slots: slots, span: func(m moment) {
		for at := m.from - from; at < m.to-from; {
			for all[now].To <= at {
				now++
			}
			until := min(m.to-from, all[now].To)
			all[now].add(m, slots, float64(until-at)/float64(all[now].To-all[now].From))
			at = until
		}
	}}
	w.do()
	return all
}

// add counts a moment that takes a share of the bin.
func (b *Bin) add(m moment, slots int, share float64) {
	if m.serial {
		b.Serial += float64(slots) * share
		return
	}
	b.Busy += float64(m.good) * share
	b.Rework += float64(m.lost[Rework]) * share
	b.Waiting += float64(m.lost[Spawn]+m.lost[Dispatch]+m.lost[Queue]) * share
	b.Idle += float64(m.lost[Imbalance]) * share
	b.Released += float64(m.lost[Released]) * share
}
