package report

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// A task is one thing to do after a sweep.
type task struct {
	label string // "use", "without", …
	text  string
}

// tasks returns what to do: how many workers to use, and what the removal of each cause of
// S would gain, or why that cannot be told.
func tasks(a *analysis.Report) []task {
	var list []task
	if text := useSentence(a); text != "" {
		list = append(list, task{"use", text})
	}
	for i, r := range a.Without {
		if i == mostRemovals {
			break
		}
		text := removalText(a, i, r)
		if how := CureWords(r.Cure); how != "" {
			text += "; for that, " + how
		}
		list = append(list, task{"without", text})
	}
	why := gains[a.WithoutUnknown]
	if o := a.OtherWork; o != nil && a.WithoutUnknown == analysis.OtherWork {
		why = fmt.Sprintf("cannot be told: %s; %s", o.Sentence(), o.Cure())
	}
	if why != "" {
		list = append(list, task{"gains", why})
	}
	return list
}

// mostRemovals is how many removals people are shown.
const mostRemovals = 4

// useSentence names the N to use; "" where fewer than two N were timed.
func useSentence(a *analysis.Report) string {
	r, ok := a.Recommended()
	if !ok {
		return ""
	}
	if r.Busy != nil {
		return fmt.Sprintf("N = %d, by the CPUs: this sweep cannot show the best N, because %s", r.Workers, r.Busy.Sentence())
	}
	at := a.Points[slices.IndexFunc(a.Points, func(p analysis.Point) bool { return p.Workers == r.Workers })]
	use := fmt.Sprintf("N = %d (%s)", r.Workers, number.Factor(at.Speedup.Value))
	largest := a.Points[len(a.Points)-1].Workers
	fastest, beyond := r.FastestWords()
	switch {
	case r.Workers == 1 && r.Fastest == 1 && r.Beyond == 0:
		return "N = 1: no other N was faster"
	case r.Workers < r.Fastest:
		return fmt.Sprintf("%s: N = %d, %s, was at most %.0f %% faster%s", use, r.Fastest, fastest, 100*analysis.Near, beyond)
	case r.Workers == largest:
		return use + ": it was the fastest, and no larger N was timed"
	}
	return use + ": it was " + fastest + beyond
}

// removalText is the ceiling without a cause, or the speed-up at the largest N where the law
// is in doubt. The first one has that with the cause for comparison.
func removalText(a *analysis.Report, i int, r analysis.Removal) string {
	cause := r.Cause
	if r.Part != "" {
		cause += " (" + r.Part + ")"
	}
	cause = draw.Clean(cause) + ": "
	if r.MaxSpeedup == nil {
		text := cause + draw.Together(number.Speedup(r.Speedup)) + draw.Together(fmt.Sprintf(" at N = %d", r.Workers))
		if at := slices.IndexFunc(a.Points, func(p analysis.Point) bool { return p.Workers == r.Workers }); i == 0 && at >= 0 {
			text += " instead of " + number.Factor(a.Points[at].Speedup.Value)
		}
		return text
	}
	text := cause + draw.Together("ceiling "+number.Ceiling(*r.MaxSpeedup))
	if a.AssumedLaw != nil {
		text += " by " + a.AssumedLaw.Law()
	}
	if i > 0 || a.MaxSpeedup == nil {
		return text
	}
	return text + " instead of " + number.Factor(max(1, a.MaxSpeedup.Value))
}

// CureWords returns what makes a cause less, as a sentence says it after "for that,"; "" where it is not known.
func CureWords(c analysis.Cure) string { return cures[c] }

// cures are those words.
var cures = map[analysis.Cure]string{
	analysis.SelfService:   "let the workers take the chunks themselves, as schedule dynamic does, instead of having them handed out",
	analysis.LargerChunks:  "hand out more rows at a time",
	analysis.SmallerChunks: "hand out fewer rows at a time",
	analysis.ShrinkingOnes: "hand out fewer rows at a time towards the end, as schedule guided does, or begin with the rows that take longest",
	analysis.LongRowsFirst: "begin with the rows that take longest",
	analysis.LocalRows:     "let the workers hold the rows or read them themselves, or hand out more at a time",
	analysis.FewerSteps:    "move work from the serial first step into the rows",
	analysis.LongerRuns:    "give each start of the workers more rows, or keep the workers from job to job",
	analysis.PartialMerge:  "let each worker finish its own rows, so that only what needs all of them comes last",
	analysis.LessMemory:    "read and write less memory for each row, or use fewer workers for each memory channel",
	analysis.LessGarbage:   "let the kernel reuse its memory",
	analysis.AlikeCPUs:     "use CPUs that are alike, or smaller chunks",
	analysis.FasterFiles:   "use a mapped or packed format, or fewer columns",
}

// gains explains why no gain is named, or no ceiling.
var gains = map[analysis.Unpromised]string{
	analysis.NoLaw:      "beyond these N cannot be told: the runs do not follow Amdahl's law for sure",
	analysis.NoSerial:   "none for sure: S may be 0, so there may be no cause to remove",
	analysis.OtherWork:  "cannot be told: S is mostly waits for a CPU, which other work has or, where there are more workers than CPUs, another worker; sweep again on a quiet machine, or on more CPUs",
	analysis.NoLargest:  "none from a single cause: no cause is both a twentieth of S and more than its noise",
	analysis.NoInterior: "cannot be told: nothing was measured inside the program",
}

// tasks draws what to do.
func (t *terminal) tasks(a *analysis.Report) {
	list := tasks(a)
	if len(list) == 0 {
		return
	}
	t.Gap()
	t.Lines(t.Paint("what to do", draw.Bold))
	for _, task := range list {
		t.Labelled(task.label, draw.Dim, task.text, draw.Plain)
	}
}

// tasksMarkdown lists what to do.
func tasksMarkdown(b *strings.Builder, a *analysis.Report) {
	for i, task := range tasks(a) {
		if i == 0 {
			b.WriteString("\nWhat to do:\n\n")
		}
		b.WriteString("- " + task.label + " " + draw.Escape(draw.Apart(task.text)) + "\n")
	}
}
