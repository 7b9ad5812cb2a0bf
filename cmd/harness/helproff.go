package main

import (
	"fmt"
	"strings"
)

// A roff is the sheet of a man page, in the macros of man(7).
type roff struct {
	strings.Builder
	version string
}

// manName returns the name of the man page of a verb as it is called: harness-results-list.
func manName(called string) string { return strings.ReplaceAll(called, " ", "-") }

func (r *roff) title(called, summary string) {
	fmt.Fprintf(r, ".TH %s 1 \"\" %s %s\n", strings.ToUpper(manName(called)), quotedMacro("harness "+r.version), quotedMacro("harness manual"))
	fmt.Fprintf(r, ".nh\n.SH NAME\n%s \\- %s\n", inRoff(manName(called)), inRoff(summary))
}

func (r *roff) usage(forms []string) {
	fmt.Fprint(r, ".SH SYNOPSIS\n.nf\n")
	for _, form := range forms {
		fmt.Fprintln(r, inRoff(form))
	}
	fmt.Fprint(r, ".fi\n.SH DESCRIPTION\n")
}

func (r *roff) prose(text string, examples []example) {
	if text != "" {
		fmt.Fprintf(r, ".PP\n%s\n", inRoff(text))
	}
	for _, e := range examples {
		fmt.Fprintf(r, ".PP\n.RS 4\n.nf\n\\fB%s\\fR\n.fi\n.RE\n", inRoff(e.typed))
		if e.does != "" {
			fmt.Fprintf(r, ".RS 8\n%s\n.RE\n", inRoff(e.does))
		}
	}
}

func (r *roff) heading(text string) { fmt.Fprintf(r, ".SH %s\n", inRoff(strings.ToUpper(text))) }

func (r *roff) entry(name, value, words string) {
	head := "\\fB" + inRoff(name) + "\\fR"
	if value != "" {
		head += " \\fI" + inRoff(value) + "\\fR"
	}
	fmt.Fprintf(r, ".TP\n%s\n%s\n", head, inRoff(words))
}

// An ellipsis is three dots: roff has no such character in a terminal of ASCII alone, and warns.
var roffSpecials = strings.NewReplacer(`\`, `\e`, "-", `\-`, "…", "...")

// inRoff returns text that is no macro and no escape of roff: a line of it may begin with "." or "'".
func inRoff(text string) string {
	text = roffSpecials.Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}

// quotedMacro returns text as one argument of a macro.
func quotedMacro(text string) string { return `"` + strings.ReplaceAll(inRoff(text), `"`, `""`) + `"` }
