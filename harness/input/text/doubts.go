package text

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
)

// isCorner reports whether a text is the name of a column of ids in a table. R and pandas
// leave it empty, or write X.
func isCorner(name string) bool {
	return name == "" || strings.EqualFold(name, "x") || dataset.IsIDName(name)
}

// doubts returns notes on a table whose header may be a row, whose ids may be values, whose
// samples may be facts about the rows, or whose rows may be sums of others.
func doubts(d *harness.Dataset, h *header, l Layout) (notes []string) {
	named := !l.NoHeader && isCorner(h.corner)
	if !l.NoHeader && !named && numbers(h.samples) {
		notes = append(notes, fmt.Sprintf("%s:%d: all names of samples are numbers, %s: if this line is a row of data, type --no-header",
			d.Name, h.line, lines.Some(h.samples)))
	}
	if h.passed > 0 {
		notes = append(notes, fmt.Sprintf("%s:%d: this line is read as a comment, and line %d as the header: if it names the columns, remove its #",
			d.Name, h.passed, h.line))
	}
	if h.found != nil {
		notes = append(notes, fmt.Sprintf("%s:%d: %s", d.Name, h.line, foundNote(h.found)))
	}
	if l.IDs == IDsLikely && !named && numbers(d.Rows) {
		notes = append(notes, fmt.Sprintf("%s: all ids in the first column are numbers, %s: if they are values of a sample, type --ids none, else --ids first",
			d.Name, lines.Some(d.Rows)))
	}
	if empty := dataset.WithoutID(d.Rows); empty != "" && l.IDs == IDsLikely {
		notes = append(notes, fmt.Sprintf("%s: %s: remove lines of separators alone, or type --ids first to keep them", d.Name, empty))
	}
	if note := factsNote(h, l); note != "" {
		notes = append(notes, fmt.Sprintf("%s:%d: %s", d.Name, h.line, note))
	}
	if note := sumsNote(d.Rows); note != "" {
		notes = append(notes, fmt.Sprintf("%s: %s", d.Name, note))
	}
	if note := datesNote(d.Rows); note != "" {
		notes = append(notes, fmt.Sprintf("%s: %s", d.Name, note))
	}
	if isTestResult(h.samples) {
		notes = append(notes, fmt.Sprintf("%s:%d: these are results of a test, not values of samples: give the table that the test was of", d.Name, h.line))
	}
	return notes
}

// isTestResult reports whether columns are those that DESeq2, edgeR and limma write of a test: a
// difference and its p-value.
func isTestResult(samples []string) bool {
	difference, p := false, false
	for _, name := range samples {
		switch strings.ToLower(name) {
		case "log2foldchange", "logfc":
			difference = true
		case "pvalue", "p.value":
			p = true
		}
	}
	return difference && p
}

// dateID is what a spreadsheet makes of names of genes such as MARCH2 and SEPT1.
var dateID = pattern.Of(`(?i)^([0-9]{1,2}-(mar|sep|dec|oct|feb|apr|nov)|(mar|sep|dec|oct|feb|apr|nov)-[0-9]{1,2})$`)

// datesNote counts the ids that are dates; "" where there are none.
func datesNote(ids []string) string {
	n, at := 0, 0
	for i, id := range ids {
		if len(id) < len("1-Mar") || len(id) > len("10-Sep") || !dateID.MatchString(id) {
			continue
		}
		if n++; n == 1 {
			at = i
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s seem to be dates that a spreadsheet made of names of genes, the first is row %d, %s: export the table again without the spreadsheet",
		wording.Count(n, "row id"), at+1, lines.Quote(ids[at]))
}

// factsNote names the samples that have the name of a fact about the row, such as Length; ""
// where there is none, or where nothing else would be left. Those behind the ids can be read as
// text.
func factsNote(h *header, l Layout) string {
	if l.NoHeader || l.Columns != nil || l.Wordy {
		return ""
	}
	var facts []string
	first := 0 // facts in a row behind the ids
	for i, name := range h.samples {
		if dataset.IsRowFact(name) {
			facts = append(facts, name)
			if first == i {
				first++
			}
		}
	}
	if len(facts) == 0 || len(facts) == len(h.samples) {
		return ""
	}
	cure := "choose the samples with --columns REGEXP, which matches their names"
	if len(facts) == first && len(h.texts) == len(h.kinds)-1-len(h.samples) && h.kinds[0] == idColumn {
		cure = fmt.Sprintf("type --text-columns %d", len(h.texts)+first)
	}
	return fmt.Sprintf("%s: if they describe the rows, %s", dataset.ReadAsSamples(facts), cure)
}

// sumsNote counts the rows in which counters of reads, HTSeq and STAR, write the reads that
// they gave to no row; "" where there are none.
func sumsNote(ids []string) string {
	isSum := func(id string) bool {
		switch id {
		case "N_unmapped", "N_multimapping", "N_noFeature", "N_ambiguous":
			return true
		}
		return strings.HasPrefix(id, "__")
	}
	n := 0
	for _, id := range ids {
		if isSum(id) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	at := slices.IndexFunc(ids, isSum)
	return fmt.Sprintf("%s of reads that belong to no row, the first is row %d, %s: remove these lines",
		wording.Count(n, "count"), at+1, lines.Quote(ids[at]))
}

// foundNote names columns that were found to hold text about the rows.
func foundNote(names []string) string {
	if len(names) == 1 {
		return fmt.Sprintf("%s describes the rows and is kept beside them, not read as a sample; --columns REGEXP chooses the samples", lines.Some(names))
	}
	return fmt.Sprintf("%s describe the rows and are kept beside them, not read as samples; --columns REGEXP chooses the samples", lines.Some(names))
}
