package playback

import "math"

// AssumedNoise is how far runs of the same job on the same slots are taken to lie apart where no
// log shows it, as a share of their time.
const AssumedNoise = 0.07

// A Forecast is what a job would take in other slots, in seconds. Between Lo and Hi are the times
// with what starts tasks at its quartiles, the scatter of runs, and what the job is off
// where it is played in the slots of the log. All slots stay to the end in a replay: where some of the
// log's had gone before, Hi is with the same share of the slots missing throughout.
type Forecast struct {
	Slots   int
	Seconds float64
	Lo, Hi  float64
	AtLeast float64 // no order of the tasks is faster
	AtMost  float64 // no order of the tasks is slower; 0 where some task takes several slots
	Beyond  bool    // more slots than the log can tell of
}

// Paces returns the pace of the log, from the fastest that it can be to the slowest. Where it does
// not show what starts tasks apart from what a slot waits for, that may be nothing or all of it.
func (j *Job) Paces() (lo, mid, hi Pace) {
	gap, spacing := j.seen.Gap, j.seen.Spacing
	if !j.seen.Measured() {
		return Pace{}, Pace{Gap: gap.Mid / 2}, Pace{Gap: gap.Hi, Spacing: gap.Hi}
	}
	return Pace{gap.Lo, spacing.Lo}, Pace{gap.Mid, spacing.Mid}, Pace{gap.Hi, spacing.Hi}
}

// Forecast returns what the job would take in so many slots, at least 1, where runs scatter by a
// share noise of their time.
func (j *Job) Forecast(slots int, noise float64) Forecast {
	lo, mid, hi := j.Paces()
	if slots == j.slots {
		mid.Gap = j.seen.Gap.Mid // of this N all of it is measured
	}
	f := Forecast{Slots: slots, Seconds: float64(j.Play(slots, mid).Nanoseconds) / 1e9}
	low, high := f.Seconds, f.Seconds
	if lo != mid {
		low = float64(j.Play(slots, lo).Nanoseconds) / 1e9
	}
	if staying := j.staying(slots); hi != mid || staying != slots {
		high = float64(j.Play(staying, hi).Nanoseconds) / 1e9
	}
	_, off := j.Own()
	f.Lo = min(low, f.Seconds, high) * max(0, 1-noise-max(0, off))
	f.Hi = max(low, f.Seconds, high) * (1 + noise + max(0, -off))
	f.AtLeast, f.AtMost = j.bounds(slots, mid)
	if j.unordered && slots > j.slots { // tasks may have waited for others, or for slots alone
		f.Lo = min(f.Lo, f.AtLeast*max(0, 1-noise-max(0, off)))
	}
	f.Beyond = slots > j.Tells()
	return f
}

// Tells returns the most slots that the log can tell of.
func (j *Job) Tells() int {
	if j.seen.Measured() {
		return 4 * j.slots
	}
	return 2 * j.slots
}

// Tasks returns the most slots that the tasks can take at once, one for each that a task takes.
func (j *Job) Tasks() int {
	total := len(j.length)
	for _, w := range j.weight {
		total += int(w) - 1
	}
	return total
}

// Left returns how many slots of the log had gone when its last task began.
func (j *Job) Left() int { return j.left }

// staying returns how many of so many slots stay to the end if the same share of them goes as of those
// of the log.
func (j *Job) staying(slots int) int {
	if j.left == 0 {
		return slots
	}
	return max(1, int(int64(slots)*int64(j.slots-j.left)/int64(j.slots)))
}

// Own returns what the log's job takes in the slots of the log, in seconds, and by which share of
// the time of the log that is too long. It is the same of a job that is changed.
func (j *Job) Own() (seconds, off float64) {
	seconds = float64(j.own) / 1e9
	if j.wall > 0 {
		off = seconds/(float64(j.wall)/1e9) - 1
	}
	return seconds, off
}

// Knee returns the number of slots from which what starts tasks sets the pace; false where the log
// does not show it, or no task took any time.
func (j *Job) Knee() (float64, bool) {
	if !j.seen.Measured() || j.seen.Spacing.Mid <= 0 || j.busy <= 0 {
		return 0, false
	}
	return j.busy / (float64(len(j.length)) * float64(j.seen.Spacing.Mid)), true
}

// Observed returns what the log shows of what starts its tasks.
func (j *Job) Observed() Observed { return j.seen }

// Unordered reports whether the log does not tell what its tasks waited for. More slots than it had then take at most
// as long as its own, with each task begun when it was, and at least what they take if none waited.
func (j *Job) Unordered() bool { return j.unordered }

// unwaiting returns the job as if no task waited for what the log does not tell.
func (j *Job) unwaiting() *Job {
	if !j.unordered {
		return j
	}
	other := *j
	other.late = nil
	return &other
}

// Critical returns what the job takes where no task waits for a slot or for what starts it, in
// seconds, and the stages that make it so long: of Run.Stages.
func (j *Job) Critical() (seconds float64, path []int32) {
	return float64(j.chain.Nanoseconds) / 1e9, j.chain.Path
}

// Widest returns the most slots that a task takes. In fewer it could not have run as it did: it is played as if it
// took all of them, and no longer.
func (j *Job) Widest() int { return j.widest }

// busyIn returns the time of the tasks in so many slots, ns.
func (j *Job) busyIn(slots int) float64 {
	if slots >= j.widest {
		return j.busy
	}
	busy := 0.0
	for i, length := range j.length {
		busy += float64(length) * float64(min(int(j.weight[i]), slots))
	}
	return busy
}

// bounds returns the least and the most that any order of the tasks takes, in seconds. None is
// shorter than the chain of stages, than all tasks shared evenly by all slots, or than their starts;
// none is longer than Graham's bound (1966), the chain and all tasks shared by all slots.
func (j *Job) bounds(slots int, pace Pace) (least, most float64) {
	starts := float64(len(j.length)) * float64(pace.Spacing)
	share := j.busyIn(slots) / float64(slots)
	first := int64(math.MaxInt64) // no task begins before
	for _, s := range j.stages {
		if s.begins() {
			first = min(first, s.lag)
		}
	}
	outside := float64(first + j.tail)
	least = max(float64(j.chain.Nanoseconds), outside+share, outside+starts-float64(pace.Spacing))
	most = float64(j.chain.Nanoseconds) + share + starts + float64(pace.Gap)*math.Ceil(float64(len(j.length))/float64(slots))
	if j.weight != nil {
		most = 0
	}
	return least / 1e9, most / 1e9
}
