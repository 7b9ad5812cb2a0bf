package report

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"

	"serialfraction/results"
)

// DoctorFormats are the forms that a diagnosis of a machine can be written in; the
// first is the default. Adding one is a function and a line here.
var DoctorFormats = []DoctorFormat{
	{"table", "for a terminal", writeDoctor},
	{"json", "everything, for other programs", writeDoctorJSON},
	{"md", "a Markdown table", writeDoctorMarkdown},
}

// A DoctorFormat writes a diagnosis in one form. Write keeps nothing of d; its error
// is that of w.
type DoctorFormat struct {
	Name    string
	Summary string
	Write   func(w io.Writer, d *results.Diagnosis, s Style) error
}

// LookupDoctor returns the format of that name. Its error lists the names.
func LookupDoctor(name string) (DoctorFormat, error) {
	names := make([]string, len(DoctorFormats))
	for i, f := range DoctorFormats {
		if f.Name == name {
			return f, nil
		}
		names[i] = f.Name
	}
	return DoctorFormat{}, fmt.Errorf("no format %q: type one of %s", name, strings.Join(names, ", "))
}

// quantity is a number and its unit, which stay on one line.
var quantity = regexp.MustCompile(`(\d) ([nµm]?s|[kMG]?B|%)`)

func writeDoctorJSON(w io.Writer, d *results.Diagnosis, _ Style) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

// writeDoctor writes for each finding what was measured, and under it what it does to
// S and what to do about it.
func writeDoctor(w io.Writer, d *results.Diagnosis, s Style) error {
	t := terminal{width: s.columns(), painter: painter(s.Color)}
	t.fact("machine", machineItems(d.Machine))
	t.gap()
	check, verdict := len("check"), len("verdict")
	for _, f := range d.Findings {
		check = max(check, cells(f.Check))
	}
	margin := check + 2 + verdict + 2
	t.lines(t.paint("check", dim) + strings.Repeat(" ", check-len("check")+2) + t.paint("verdict", dim) + "  " + t.paint("measured; what it does to S; what to do", dim))
	for _, f := range d.Findings {
		mark := plain
		if f.Verdict != results.GradeOK {
			mark = yellow
		}
		head := pad(f.Check, check+2, false) + t.paint(string(f.Verdict), mark) + strings.Repeat(" ", verdict+2-len(f.Verdict))
		for _, p := range []struct {
			text, label string
			ink         ink
		}{{f.Measured, "", plain}, {f.Effect, "S: ", dim}, {whatToDo(f), "do: ", yellow}} {
			if p.text == "" {
				continue
			}
			for i, line := range wrap(quantity.ReplaceAllString(clean(p.text), "$1"+nbsp+"$2"), t.width-margin-len(p.label)) {
				label := strings.Repeat(" ", len(p.label))
				if i == 0 {
					label = p.label
				}
				t.lines(head + t.paint(label+line, p.ink))
				head = strings.Repeat(" ", margin)
			}
		}
	}
	t.gap()
	for _, line := range wrap(clean(d.Verdict), t.width) {
		t.lines(t.paint(line, bold))
	}
	t.command(0, d.Command)
	_, err := io.WriteString(w, t.String())
	return err
}

// whatToDo is the advice of a finding, with the command that follows it.
func whatToDo(f results.Finding) string {
	if f.Command == "" {
		return f.Advice
	}
	return f.Advice + ": " + f.Command
}

func writeDoctorMarkdown(w io.Writer, d *results.Diagnosis, _ Style) error {
	cols := []column{{head: "check"}, {head: "measured"}, {head: "verdict"}, {head: "what it does to S"}, {head: "what to do"}}
	for _, f := range d.Findings {
		for i, text := range []string{f.Check, f.Measured, string(f.Verdict), f.Effect, whatToDo(f)} {
			cols[i].cells = append(cols[i].cells, clean(text))
		}
	}
	text := "**" + escape(clean(d.Verdict)) + "**\n\n- Machine: " + escape(clean(strings.Join(machineItems(d.Machine), ", "))) + "\n"
	if len(d.Findings) > 0 {
		text += "\n" + strings.Join(grid{cols: cols}.markdown(), "\n") + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
