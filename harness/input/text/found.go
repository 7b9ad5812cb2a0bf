package text

import (
	"slices"
	"strings"

	"serialfraction/harness/input/dataset"
)

// sampledRows is the number of rows that show which columns hold text.
const sampledRows = 20

// counters are the columns that programs which count reads write between the ids and the
// values: featureCounts, Salmon, kallisto and RSEM, of genes and of transcripts.
var counters = []string{
	"geneid chr start end strand length",
	"name length effectivelength",
	"target_id length eff_length",
	"gene_id transcript_id(s) length effective_length",
	"transcript_id gene_id length effective_length",
}

// textsAmong returns the indices of the columns that describe the rows, as annotations of genes
// do: those that a counter of reads writes, those that hold words and no number in the given rows,
// and those beside such that have names of facts about rows. id is the index of the column of ids. There are none where no other column would be
// left, or where as many as half are words under names that facts about rows do not have: such
// a table is one of words, which nothing reads.
func textsAmong(names []string, id int, rows [][]string, m missing) (texts []int) {
	written := 0 // by a counter
	lower := strings.ToLower(strings.Join(names[:min(len(names), 8)], " ")) + " "
	for _, c := range counters {
		if strings.HasPrefix(lower, c+" ") {
			written = len(strings.Fields(c))
		}
	}
	if id >= 0 {
		written = max(written, factsFirst(names, id, rows, m))
	}
	unknown, values := 0, 0
	for i, name := range names {
		if i == id {
			continue
		}
		words, others := holds(rows, i, m)
		switch {
		case i < written, i < id && isCorner(name):
			texts = append(texts, i)
		case words > 0 && others == 0 && dataset.IsRowFact(name):
			texts = append(texts, i)
		case words > 1 && others == 0:
			texts = append(texts, i)
			unknown++
		default:
			values++
		}
	}
	if values == 0 || unknown > values {
		return nil
	}
	return texts
}

// factsFirst returns the index behind the first columns, which are the ids and those that have names
// of facts about rows, such as Chr, Start and Length, where one beside the first holds words; 0 where
// none does. It is the same whichever of them has the ids.
func factsFirst(names []string, id int, rows [][]string, m missing) int {
	end, found := 0, false
	for ; end < len(names) && (end == id || dataset.IsRowFact(names[end]) || end == 0 && isCorner(names[0])); end++ {
		words, others := holds(rows, end, m)
		found = found || end > 0 && words > 0 && others == 0
	}
	if !found {
		return 0
	}
	return end
}

// isWordy reports whether a row has something in a column that is no number and not missing, which
// makes the column one of text for a workload that reads texts.
func isWordy(rows [][]string, column int, m missing) bool {
	return slices.ContainsFunc(rows, func(row []string) bool {
		_, err := m.number([]byte(row[column]))
		return err != nil
	})
}

// unmeasured are words, in lower case, that stand where a value is missing rather than describe a
// row. Only the user knows that they do, so that they are no missing values here, but a column
// of them is no text either.
var unmeasured = []string{"nd", "n.d.", "nq", "lod", "loq", "bdl", "bql", "missing", "undetermined", "undetected", "undef", "undefined", "fail", "failed", "absent", "nil", "void", "error"}

// holds counts the rows that have a word in a column, and those that have a number or another
// thing. Missing values count as neither.
func holds(rows [][]string, column int, m missing) (words, others int) {
	for _, row := range rows {
		switch v, err := m.number([]byte(row[column])); {
		case err == nil && v != v:
		case err != nil && isWord(row[column]) && !slices.Contains(unmeasured, strings.ToLower(row[column])):
			words++
		default:
			others++
		}
	}
	return words, others
}
