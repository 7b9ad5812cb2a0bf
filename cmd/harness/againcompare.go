package main

import (
	"fmt"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// longer returns the commands that make sweeps again, with more repeats and into new files,
// or several times, for a comparison in the scope.
func longer(sweeps []compare.Longer, scope analysis.Scope) []string {
	list := []string{}
	for _, s := range sweeps {
		if s.Sweeps > 0 {
			return byTurns(sweeps, scope)
		}
		fresh := unused(s.Name+"-more", ".jsonl", 1)
		r, err := another(s.Header, advice.Need{Repeats: s.Repeats}, scope)
		if err != nil {
			list = append(list, fmt.Sprintf("harness sweep … --repeats %d -o %s, with what else %s was made with", s.Repeats, wording.ShellWord(fresh), s.Name))
			continue
		}
		list = append(list, sweepCommand(r, scope, fresh))
	}
	return list
}

// byTurns returns the commands that make more sweeps of each side: one of each after the other
// where one machine makes them, else those of each side.
func byTurns(sides []compare.Longer, scope analysis.Scope) []string {
	var loops []string
	most, oneMachine := 0, true
	for _, s := range sides {
		if s.Header.Simulated() { // such sweeps are all the same but for their seed
			return []string{}
		}
		most = max(most, s.Sweeps)
		oneMachine = oneMachine && s.Header.Machine.Same(&sides[0].Header.Machine)
		loops = append(loops, oneOf(s, scope))
	}
	if oneMachine {
		loops = []string{strings.Join(loops, "; ")}
	}
	for i, body := range loops {
		loops[i] = fmt.Sprintf("for i in $(seq %d); do %s; done", most, body)
	}
	return loops
}

// oneOf returns the command of one more sweep of a side, the number of which is in $i.
func oneOf(s compare.Longer, scope analysis.Scope) string {
	const ending = "-1.jsonl"
	first := unused(fileStem(s.Name)+"-more", ending, 1)
	numbered := `"` + strings.TrimSuffix(first, ending) + `-$i.jsonl"`
	r, err := another(s.Header, advice.Need{}, scope)
	if err != nil {
		return "harness sweep … -o " + numbered
	}
	words := sweepWords(r, scope, first)
	for i, word := range words {
		if words[i] = wording.ShellWord(word); word == first {
			words[i] = numbered
		}
	}
	return strings.Join(words, " ")
}

// fileStem returns the beginning of the name of a side as far as it may stand in the name of a file
// without quotes.
func fileStem(name string) string {
	end := strings.IndexFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.' || r == '/')
	})
	if end >= 0 {
		name = name[:end]
	}
	if name = strings.TrimRight(name, "-_./"); name == "" {
		return "sweep"
	}
	return name
}
