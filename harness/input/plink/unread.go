package plink

import (
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wording"
)

// unread counts the samples whose text in a column of a .fam file is none that PLINK reads,
// so that PLINK takes it for missing.
type unread struct {
	samples int
	first   string // the text of the first of them
}

// add counts a sample, unless its text is one of those by which people mean missing.
func (u *unread) add(text string) {
	switch text {
	case ".", "-", "0", "-9":
		return
	}
	if numeral.Missing([]byte(text)) {
		return
	}
	if u.samples == 0 {
		u.first = text
	}
	u.samples++
}

// notes returns a note on what the texts are, what PLINK makes of them, and the cure;
// nothing where no sample was counted.
func (u *unread) notes(are, read string, of int) []string {
	if u.samples == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s, such as %s (%s of %s), %s",
		are, lines.Quote(u.first), wording.Grouped(u.samples), wording.Count(of, "sample"), read)}
}
