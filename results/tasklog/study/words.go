package study

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/playback"
)

// verdict returns the answer in a sentence or two.
func (s *Study) verdict() string {
	if len(s.Doubts) > 0 {
		return s.cannotTell(s.Doubts[0])
	}
	if p, inflation := s.inflation(); p != nil {
		return s.ofSweep(p, inflation)
	}
	text := fmt.Sprintf("At N = %d, S = %s", s.Slots, s.fraction())
	if s.Fraction.Value > 1 {
		return text + fmt.Sprintf(": the run took longer than the %s that one slot would have needed%s.", number.Duration(s.T1Seconds), s.mostly())
	}
	return text + s.ceiling() + s.mostly() + "."
}

// ceiling says how much faster than one slot any number of slots is. The tasks decide that; by Amdahl's law S at one
// N decides it too, but no S at one N does where the tasks allow more.
func (s *Study) ceiling() string {
	tasks, law := 0.0, 0.0
	if s.CriticalSeconds > 0 {
		tasks = s.T1Seconds / s.CriticalSeconds
	}
	if s.Fraction.Lo > 0 { // the least S that the log allows
		law = 1 / s.Fraction.Lo
	}
	switch {
	case tasks == 0 && law == 0:
		return ""
	case tasks == 0:
		return fmt.Sprintf(": by Amdahl's law no number of slots is more than %s as fast as one", number.Factor(law))
	case law <= tasks:
		return fmt.Sprintf(": with these tasks no number of slots is more than %s as fast as one", number.Factor(tasks))
	}
	return fmt.Sprintf(": by Amdahl's law no number of slots is more than %s as fast as one, and with these tasks none is more than %s", number.Factor(law), number.Factor(tasks))
}

// ofSweep returns the answer of several logs: what no one of them shows is inflation. That tasks take longer is
// said where they do by more than runs at one N differ, and against the fewest slots that a log has: what they
// took longer there than alone is in no log.
func (s *Study) ofSweep(p *SweepRow, inflation float64) string {
	least := s.Sweep.Points[0]
	longer, fewest := 0.0, wording.Grouped(least.Slots)
	if least.BusySeconds > 0 {
		longer = p.BusySeconds/least.BusySeconds - 1
	}
	e, of := *p.SerialFraction, ""
	if len(s.Sweep.Negative) > 0 {
		inflation *= s.Sweep.T1Seconds / s.Sweep.WorkSeconds
		e, of = *p.OfWork, ", measured by the work of one slot, which took longer to start its tasks than others did"
	}
	text := fmt.Sprintf("By %s, S = %s at N = %d%s", wording.Count(len(s.Sweep.Runs), "log"), number.Fixed(e, 3), p.Slots, of)
	switch {
	case longer < -s.Noise():
		text += fmt.Sprintf("; none of it is inflation: tasks take %s less time than at N = %s", number.Percent(-longer), fewest)
	case e <= 0: // it has no parts to name
	case inflation <= 0.1*e || inflation <= 0.005:
		text += fmt.Sprintf("; hardly any of it is inflation: tasks take as long as at N = %s", fewest)
	case longer > s.Noise():
		text += fmt.Sprintf("; %s of it is inflation: tasks take longer than at N = %s, which no single log shows", number.Percent(min(1, inflation/e)), fewest)
	default:
		text += fmt.Sprintf("; %s of it may be inflation: tasks take %s longer than at N = %s, but runs at one N differ by as much", number.Percent(min(1, inflation/e)), number.Percent(longer), fewest)
	}
	return text + "."
}

// fraction writes S with its bounds.
func (s *Study) fraction() string {
	write := func(x float64) string {
		if s.Fraction.Value < 0.001 {
			return number.Significant(x, 2)
		}
		return number.Fixed(x, 3)
	}
	text := write(s.Fraction.Value)
	if low := write(s.Fraction.Lo); low != text {
		text += fmt.Sprintf(" (%s if one slot had lost as much in starting and repeating tasks)", low)
	}
	return text
}

// mostly names the cause that most of S is made of.
func (s *Study) mostly() string {
	c := s.largest()
	if c == nil {
		return ""
	}
	share := *c.SerialFraction / s.Fraction.Value
	return fmt.Sprintf("; %s of S is %s: %s", number.Percent(min(1, share)), c.Name, s.meaning(c))
}

// meaning says what a cause was in this run.
func (s *Study) meaning(c *Cause) string {
	wall := number.Duration(c.WallSeconds)
	switch c.Cause {
	case tasklog.Start:
		return wall + " before the first task"
	case tasklog.Driver:
		return wall + " in which no task ran and none could"
	case tasklog.End:
		return wall + " after the last task"
	case tasklog.Spawn:
		return "tasks waited until slots were there or used for the first time"
	case tasklog.Dispatch:
		return "tasks waited although slots were free"
	case tasklog.Queue:
		return "tasks waited in the queue of a cluster"
	case tasklog.Imbalance:
		if s.byLongest() > 0.5*c.SlotSeconds {
			return fmt.Sprintf("nothing was left to start while the longest task ran, which took %s", number.Duration(s.LongestSeconds))
		}
		return "nothing was left to start while some slots still worked"
	case tasklog.Released:
		return "slots were not there while nothing waited"
	case tasklog.Inflation:
		return "one log cannot tell"
	default:
		return "attempts whose result was not used"
	}
}

// cannotTell says why there is no answer.
func (s *Study) cannotTell(d Doubt) string {
	switch d {
	case SeveralPools:
		return "Cannot tell one S: the log holds several pools of slots that no task can change between, and each has an S of its own."
	case CoarseClock:
		return fmt.Sprintf("Cannot tell S: the clock of the log has steps of %s, which hides how many tasks ran at once, and the log does not say how many slots there were.", number.Duration(s.QuantumSecond))
	case OneSlot:
		if s.SlotsInferred {
			return "Cannot tell S: the log does not say how many slots there were, and no two tasks surely ran at once. What was lost is in the table, and a log with more slots beside this one tells S."
		}
		return "Cannot tell S: the run had one slot. What it lost is in the table, and a log with more slots beside this one tells S."
	case NoWork:
		return "Cannot tell S: no task took any time whose result was used."
	case LostEvents:
		return "Cannot tell S: more than 1 % of the tasks that the log announces are not in it."
	case DispatcherBound:
		return fmt.Sprintf("Cannot tell S: the log does not say how many slots there were, and what starts the tasks may have kept more than the %d that were seen from being used.", s.Slots)
	default:
		return fmt.Sprintf("Cannot tell S: it lies between %s and %s, by how much one slot would have lost too in starting and repeating tasks.",
			number.Significant(s.Fraction.Lo, 2), number.Significant(s.Fraction.Hi, 2))
	}
}

// remark words one remark of a reader: what is so, and what it does to the answer.
func remark(m tasklog.Remark, r *tasklog.Run) string {
	records := wording.Count(int(m.Count), "record")
	tasks := wording.Count(int(m.Count), "task")
	of := wording.Grouped(int(m.Of))
	are, lie, count := wording.Verb(int(m.Count), "is", "are"), wording.Verb(int(m.Count), "lies", "lie"), wording.Verb(int(m.Count), "counts", "count")
	they := wording.Verb(int(m.Count), "it is", "they are")
	text := ""
	switch m.Kind {
	case tasklog.Cut:
		text = "the log ends in the middle of a record: what comes after it is not in the account"
	case tasklog.Unread:
		text = fmt.Sprintf("%s of %s cannot be read and %s left out", records, of, are)
	case tasklog.NoEnd:
		text = "the log does not say when the run ended: its last event is taken"
	case tasklog.Unended:
		text = fmt.Sprintf("the log has no end of %s: %s left out, and the slots that %s held count as idle", tasks, they, wording.Verb(int(m.Count), "it", "they"))
	case tasklog.Running:
		text = fmt.Sprintf("the log has no end of %s: %s taken to work until the log ends", tasks, they)
	case tasklog.Lost:
		text = fmt.Sprintf("%s of the %s that the log announces %s not in it: what they took is counted as lost", tasks, of, are)
	case tasklog.Compacted:
		text = "the system that wrote the log has dropped older events: all totals are lower bounds"
	case tasklog.Full:
		text = fmt.Sprintf("the log holds at most %s records and is full: older tasks are not in it", of)
	case tasklog.Hidden:
		text = fmt.Sprintf("%s as long as a task lie in one slot while others worked: attempts that the log does not show look like that, and they are counted as dispatch here", wording.Count(int(m.Count), "gap"))
	case tasklog.Cached:
		text = fmt.Sprintf("%s took the answer of an earlier run and %s left out", tasks, are)
	case tasklog.Unstarted:
		text = fmt.Sprintf("%s never began and %s left out", tasks, are)
	case tasklog.Clipped:
		text = fmt.Sprintf("%s below 0 %s taken as 0", wording.Count(int(m.Count), "time"), are)
	case tasklog.Backwards:
		text = fmt.Sprintf("%s %s earlier than the log's clock allows", records, lie)
	case tasklog.Builds:
		text = fmt.Sprintf("the log holds %s runs: this is number %d", of, m.Count)
	case tasklog.Pools:
		text = fmt.Sprintf("the log holds %s pools of slots: each has an S of its own", of)
	case tasklog.Wide:
		text = fmt.Sprintf("%s took more than one slot and %s as so many", tasks, count)
		if !slices.ContainsFunc(r.Tasks, func(t tasklog.Task) bool { return t.Slots() > 1 }) {
			text = fmt.Sprintf("%s asked for more CPUs than a slot has, and %s as one slot: fewer than N could run at once", tasks, count)
		}
	case tasklog.Inferred:
		text = fmt.Sprintf("%s had tasks although the log does not say that they were there", wording.Count(int(m.Count), "slot"))
	case tasklog.Rounded:
		text = fmt.Sprintf("times are rounded to %s: what is shorter is not told", number.Duration(float64(r.Quantum)/1e9))
	case tasklog.Between:
		text = "tasks hold their slots longer than they work: the time between counts as theirs"
		if m.Count > 0 {
			text = fmt.Sprintf("the log does not say since when %s held their slots, so that their scripts alone are work here: the time between counts as lost, and some of it was theirs", tasks)
		}
	case tasklog.Spans:
		text = "what counts as a task was chosen"
	case tasklog.ClocksChanged:
		text = "times have no zone, and in the log lies a night in which clocks are changed: where these were, what is before that night lies an hour off what is after it"
	case tasklog.ClocksBack:
		text = "times have no zone, and once they go back by about an hour, as where clocks are put back: what is after that lies an hour too early"
	case tasklog.Together:
		text = fmt.Sprintf("%d of %s tasks were long at once and ended at once: the machine seems to have stood still", m.Count, of)
	}
	if m.Text != "" {
		text += " (" + wording.Shown(m.Text) + ")"
	}
	return text
}

// warnings words what the account and the replay found.
func (s *Study) warnings(r *tasklog.Run, a *tasklog.Account, q Question) []string {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if s.SlotsInferred && s.Slots > 1 {
		add("the log does not say how many slots there were: N = %d ran tasks at once, so it is N or more, and with more S is another", s.Slots)
	}
	if s.OverlapSeconds > 0.001*s.BusySeconds {
		why := "the clocks of the log overlap"
		if r.Slots == nil { // N was seen, or a person said it
			why += ", or there were more slots"
		}
		add("%s: %s of tasks lie beyond %s and count neither as work nor as lost", why, number.Duration(s.OverlapSeconds), wording.Count(s.Slots, "slot"))
	}
	if s.SlotsMean < nearlyAllSlots*float64(s.Slots) {
		add("%s slots were there in the mean: S is of %d slots that were hardly ever there at once", number.Significant(s.SlotsMean, 2), s.Slots)
	}
	if used := a.Tasks - a.Unused; used > 0 && taken(r) < a.Slots {
		add("%s for %s: the others cannot have had any", wording.Count(used, "task"), wording.Count(a.Slots, "slot"))
	}
	for _, c := range s.Causes {
		if c.Cause == tasklog.Driver && a.Slots > 1 && c.WallSeconds > 0.5*s.WallSeconds {
			add("no task ran and none could for %s of the run: where a person typed what came next, that is their time and not the job's", number.Percent(c.WallSeconds/s.WallSeconds))
		}
		if c.Cause == tasklog.Queue && c.SerialFraction != nil {
			add("without the time in the cluster's queue, which others' jobs make, S would be %s", number.Fixed(s.Fraction.Value-*c.SerialFraction, 3))
		}
	}
	if s.dispatcherBound() {
		add("from %s slots on what starts the tasks sets the pace: more slots do not help, longer tasks do", number.Significant(*s.Knee, 2))
	}
	if off := math.Abs(s.OwnError); off > playback.AssumedNoise {
		add("played in the slots that it had, the run takes %s, and it took %s: what makes the difference is not in the log, and the other times may be off as much", number.Duration(s.OwnSeconds), number.Duration(s.WallSeconds))
	}
	if s.CPUs != nil && *s.CPUs > 0 {
		add("the tasks used %s CPUs in the mean: where there are no more, more slots cannot help", number.Significant(*s.CPUs, 2))
	}
	if s.Sweep != nil && len(s.Sweep.Negative) > 0 {
		add("with one slot, starting tasks took longer than it did at N = %s: S by T(1) is too small there, and S of the work is the better one", numbers(s.Sweep.Negative))
	}
	if s.Sweep != nil && !s.Sweep.T1Measured {
		add("no log has one slot: T1 is the work of those with the fewest, and inflation below that many is not seen")
	}
	if said := q.Wall.Seconds(); said > 0 && s.WallSeconds > said+s.QuantumSecond {
		add("the log spans %s, longer than the %s that the job is said to have taken: the log is believed", number.Duration(s.WallSeconds), number.Duration(said))
	}
	if spansOnlyTasks(r) && q.Wall == 0 {
		add("the log spans from its first task to its last: what the job took before and after is not in it")
	}
	return all
}

// taken returns how many slots the tasks whose result was used would take if all ran at once.
func taken(r *tasklog.Run) (slots int) {
	for i := range r.Tasks {
		if t := &r.Tasks[i]; !t.Unused {
			slots += t.Slots()
		}
	}
	return slots
}

// spansOnlyTasks reports whether the log begins with its first task and ends with its last, so that
// what the job did before and after is not in it.
func spansOnlyTasks(r *tasklog.Run) bool {
	first, last := r.To, r.From
	for i := range r.Tasks {
		first, last = min(first, r.Tasks[i].Start), max(last, r.Tasks[i].End)
	}
	return first <= r.From && last >= r.To
}

// numbers writes numbers of slots for a sentence.
func numbers(all []int) string {
	texts := make([]string, len(all))
	for i, n := range all {
		texts[i] = wording.Grouped(n)
	}
	return wording.And(texts...)
}

// forecastDoubts are the words for why a forecast is not to be relied on.
var forecastDoubts = map[Doubt]string{
	BeyondLog:       "beyond what the log can tell",
	NoOrder:         "what tasks waited for is not known",
	TooNarrow:       "a task took more slots than that",
	DispatcherBound: "what starts tasks sets the pace",
	HiddenAttempts:  "attempts may be hidden",
	ReplayOff:       "the log's own time does not come out",
}

// Words says in a few words why a forecast is not to be relied on; "" for doubts of anything else.
func (d Doubt) Words() string { return forecastDoubts[d] }
