package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/formats"
	"serialfraction/harness/machine"
	"serialfraction/results/analysis"
	"serialfraction/results/export"
	"serialfraction/results/glossary"
	"serialfraction/results/prepare"
	"serialfraction/results/report"
	"serialfraction/results/store"
	"serialfraction/results/tasklog/logs"
	"serialfraction/results/timings"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// A candidate is a word that may be typed where a command line ends, and what it means, which may
// be "".
type candidate struct{ word, means string }

// A completion is what may follow a command line: words that harness knows, and whether the
// names of files may too, which the shell knows.
type completion struct {
	candidates []candidate
	files      bool
}

// knownValues has, by the name of a flag, the values that it takes where these are few and known. A
// name with verbs before it is of that verb alone.
var knownValues = map[string]func() []candidate{
	"workload": func() []candidate {
		return ofTable(workloads.All, func(w spec.Workload) (string, string) { return w.Name, w.Summary })
	},
	"engine": func() []candidate { return ofTable(prepare.Engines, engineWords) },
	"schedule": func() []candidate {
		return ofTable(harness.Schedules, func(s harness.Schedule) (string, string) { return s.Name, s.Summary })
	},
	"pin": func() []candidate {
		return ofTable(machine.Pins, func(p machine.PinKind) (string, string) { return string(p.Pin), p.Summary })
	},
	"ship": func() []candidate {
		return ofTable(prepare.Ships, func(s prepare.Ship) (string, string) { return s.Name, s.Summary })
	},
	"scope": func() []candidate {
		return ofTable(analysis.Scopes, func(s analysis.Scope) (string, string) { return string(s), "" })
	},
	"model": func() []candidate {
		return append([]candidate{{automatic, "the one that the data prefer"}}, ofTable(fit.Models, func(m fit.Model) (string, string) { return m.Name, "" })...)
	},
	"loss": func() []candidate {
		return ofTable(fit.Losses, func(l fit.Loss) (string, string) { return l.Name, "" })
	},
	"estimator": func() []candidate {
		return ofTable(fit.Estimators, func(e fit.Estimator) (string, string) { return e.Name, "" })
	},
	"results export to":   func() []candidate { return ofFormats(export.Formats()) },
	"fit from":            func() []candidate { return ofFormats(timings.Formats()) },
	"log from":            func() []candidate { return ofFormats(logs.Formats()) },
	"log format":          func() []candidate { return ofFormats(report.LogFormats) },
	"format":              func() []candidate { return ofFormats(report.Formats) },
	"compare format":      func() []candidate { return ofFormats(report.CompareFormats) },
	"fit format":          func() []candidate { return ofFormats(report.CurveFormats) },
	"plan format":         func() []candidate { return ofFormats(report.PlanFormats) },
	"predict format":      func() []candidate { return ofFormats(report.PredictFormats) },
	"reproduce format":    func() []candidate { return ofFormats(report.ReproduceFormats) },
	"doctor format":       func() []candidate { return ofFormats(report.DoctorFormats) },
	"manual format":       func() []candidate { return ofFormats(bindings) },
	"data inspect format": func() []candidate { return []candidate{{word: "table"}, {word: "json"}} },
	"plan from":           resultNames,
	"results list format": func() []candidate { return ofFormats(report.ListingFormats) },
}

// operandsOf returns what the arguments of a verb may be beside files. typed is what there is of one.
func operandsOf(path, typed string) []candidate {
	switch path {
	case "report", "compare", "predict", "results show", "results path", "results rm", "results export":
		return resultNames()
	case "help":
		return helpTopics(typed)
	case "completion":
		return ofFormats(shells)
	}
	return nil
}

// withoutFiles are the verbs whose arguments are not files.
var withoutFiles = []string{"results path", "results rm", "help", "completion"}

// completionsOf returns what may be typed where a command line, without the name of the program, ends.
// Its last word, which may be "", is being typed: all candidates begin with it. A line that is wrong
// already has none.
func completionsOf(root *cli.Command, words []string) completion {
	verb, path, value := root, "", "" // value is the flag whose value comes next
	for _, word := range words[:len(words)-1] {
		switch {
		case value != "":
			value = ""
		case word == "--":
			return completion{files: true}
		case len(word) > 1 && word[0] == '-':
			if g := newGiven(word); !g.hasValue && valuedFlags(verb)[g.name] {
				value = g.name
			}
		case len(verb.Subcommands) > 0:
			if verb = verb.Command(word); verb == nil {
				return completion{}
			}
			path = strings.TrimSpace(path + " " + word)
		}
	}
	typed := words[len(words)-1]
	name, part, inOne := strings.Cut(typed, "=")
	switch {
	case value != "":
		return valuesOf(verb, path, value).beginning("", typed)
	case strings.HasPrefix(typed, "-") && inOne:
		return valuesOf(verb, path, newGiven(name).name).beginning(name+"=", part)
	case strings.HasPrefix(typed, "-"):
		return completion{candidates: flagCandidates(verb)}.beginning("", typed)
	case len(verb.Subcommands) > 0:
		return completion{candidates: verbCandidates(verb)}.beginning("", typed)
	}
	return completion{operandsOf(path, typed), verb.Args && !slices.Contains(withoutFiles, path)}.beginning("", typed)
}

// beginning returns the candidates that begin with what was typed, each with what stands before it
// in the same word.
func (c completion) beginning(before, typed string) completion {
	var kept []candidate
	for _, one := range c.candidates {
		if strings.HasPrefix(one.word, typed) {
			kept = append(kept, candidate{before + one.word, one.means})
		}
	}
	return completion{kept, c.files}
}

// valuesOf returns what the value of a flag of a verb may be.
func valuesOf(verb *cli.Command, path, flag string) completion {
	at := slices.IndexFunc(verb.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), flag) })
	if at < 0 {
		return completion{}
	}
	flag = verb.Flags[at].Names()[0]
	for _, key := range []string{path + " " + flag, flag} {
		if known := knownValues[key]; known != nil {
			return completion{candidates: known(), files: slices.Contains(orFile, key)}
		}
	}
	_, value, _ := described(verb.Flags[at])
	return completion{files: slices.Contains(fileValues, value)}
}

// fileValues are the names of values that are files or folders.
var fileValues = []string{"FILE", "FOLDER", "DIR", "SOURCE"}

// orFile are the flags of [knownValues] that take a file besides.
var orFile = []string{"plan from"}

// flagCandidates returns the flags of a verb in full, those of help last.
func flagCandidates(verb *cli.Command) (all []candidate) {
	for _, f := range verb.Flags {
		_, _, words := described(f)
		all = append(all, candidate{"--" + f.Names()[0], firstClause(words)})
	}
	return all
}

// firstClause returns the beginning of an explanation, for a list that is narrow.
func firstClause(words string) string {
	for _, end := range []string{": ", "; ", " ("} {
		words, _, _ = strings.Cut(words, end)
	}
	return words
}

// verbCandidates returns the verbs below a verb.
func verbCandidates(verb *cli.Command) []candidate {
	return ofTable(shownVerbs(verb), func(v *cli.Command) (string, string) { return v.Name, v.Usage })
}

// helpTopics returns the topics of help: verbs, workloads and, once a letter of one is typed, the words of
// the reports, which are too many to list before. Words of several, which a shell would cut, are left out.
func helpTopics(typed string) []candidate {
	all := append(verbCandidates(newRoot()), knownValues["workload"]()...)
	all = append(all, candidate{allWords, "what the words of the reports mean"})
	if typed == "" {
		return all
	}
	for _, s := range glossary.Subjects {
		for _, w := range s.Words {
			for _, form := range w.Forms() {
				if !strings.ContainsAny(form, " #") && !slices.ContainsFunc(all, func(c candidate) bool { return c.word == form }) {
					all = append(all, candidate{form, firstClause(w.Means)})
				}
			}
		}
	}
	return all
}

// resultNames returns the names of the results that are kept, the newest first. A folder that cannot be
// read has none: a shell that completes a line shows no errors.
func resultNames() []candidate {
	all := []candidate{{store.Latest, "the newest with a timed run"}}
	folder, err := resultStore()
	if err != nil {
		return all
	}
	kept, err := folder.Names()
	if err != nil {
		return all
	}
	for _, name := range slices.Backward(kept) {
		all = append(all, candidate{word: name})
	}
	return all
}

// ofTable returns the entries of a table as candidates.
func ofTable[T any](table []T, entry func(T) (name, summary string)) (all []candidate) {
	for _, t := range table {
		word, means := entry(t)
		all = append(all, candidate{word, means})
	}
	return all
}

// ofFormats returns the formats of a table as candidates.
func ofFormats[F formats.Format](table formats.Table[F]) []candidate { return ofTable(table, F.Title) }
