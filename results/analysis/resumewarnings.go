package analysis

import (
	"serialfraction/results"
	"serialfraction/results/advice"
)

// resumed warns of what changed each time the sweep was resumed, of what --force overruled and
// of a lock that could not be had.
func resumed(f *results.File) (w []advice.Fact) {
	for _, text := range f.Header.Forced {
		w = append(w, advice.Overruled{What: text})
	}
	if why := f.Header.Unlocked; why != "" {
		w = append(w, advice.Unlocked{Why: why})
	}
	machine, version := f.Header.Machine, f.Header.Version
	for _, r := range f.Resumes {
		for _, text := range r.Forced {
			w = append(w, advice.Overruled{What: text, Later: true, After: r.After})
		}
		if r.Unlocked != "" {
			w = append(w, advice.Unlocked{Why: r.Unlocked, Later: true, After: r.After})
		}
		c := results.ChangesOf(&results.Header{Version: version, Machine: machine}, &results.Header{Version: r.Version, Machine: r.Machine})
		if len(c.Noted) > 0 {
			w = append(w, advice.Changed{After: r.After, Facts: c.Noted})
		}
		machine, version = r.Machine, r.Version
	}
	return w
}
