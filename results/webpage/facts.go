package webpage

import (
	"fmt"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report"
)

// A fact is a line about the machine, the job or the method.
type fact struct{ Name, Value string }

// factsOf returns the facts of a sweep: those of the terminal's report, and what only the file has.
func factsOf(f *results.File, a *analysis.Report) []fact {
	var all []fact
	add := func(name, value string) {
		if value != "" {
			all = append(all, fact{name, value})
		}
	}
	for _, l := range report.Lines(a) {
		add(capital(l.Label), sentence(shown(strings.Join(l.Items, ", "))))
	}
	h, m := &f.Header, a.Machine
	add("Host", wording.Brief(shown(m.Hostname)))
	if m.MemoryBytes > 0 {
		add("Memory", number.Bytes(m.MemoryBytes))
	}
	add("Clock", clockWords(h))
	if len(m.Load) > 0 {
		add("Load before", loadWords(m.Load))
	}
	if !h.Time.IsZero() {
		add("Begun", h.Time.UTC().Format("2006-01-02 15:04 UTC"))
	}
	add("Settings", settingsWords(a.Settings))
	add("Data", shown(a.Data.SHA256))
	add("Answer", shown(h.Answer))
	add("Order", fmt.Sprintf("blocks of every N, seed %d", h.Seed))
	add("Program", "harness "+shown(h.Version))
	return all
}

func clockWords(h *results.Header) string {
	c := h.Machine.Clock
	var words []string
	if c.Governor != "" {
		words = append(words, "governor "+shown(c.Governor))
	}
	if c.NowHz > 0 {
		words = append(words, number.Significant(float64(c.NowHz)/1e9, 3)+" GHz before the first run")
	}
	if c.Boost != nil {
		words = append(words, map[bool]string{true: "boost allowed", false: "no boost"}[*c.Boost])
	}
	return strings.Join(words, ", ")
}

func loadWords(load []float64) string {
	var words []string
	for _, l := range load {
		words = append(words, number.Fixed(l, 2))
	}
	return strings.Join(words, ", ") + " (averages of 1, 5 and 15 minutes)"
}

// settingsWords names the settings that have a value.
func settingsWords(settings map[string]string) string {
	var words []string
	for _, name := range sortedKeys(settings) {
		if settings[name] == "" {
			continue
		}
		words = append(words, wording.Brief(shown(name+" "+settings[name])))
	}
	return strings.Join(words, ", ")
}

// commandOf is the command line that made a file, in words of a shell; "" where the file has none.
func commandOf(f *results.File) string {
	var words []string
	for _, w := range f.Header.Command {
		words = append(words, wording.ShellWord(w))
	}
	return shown(strings.Join(words, " "))
}
