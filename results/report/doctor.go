package report

import (
	"io"
	"strings"

	"serialfraction/harness/formats"
	"serialfraction/harness/pattern"
	"serialfraction/results/doctor"
	"serialfraction/results/report/draw"
)

// DoctorFormats are the forms that a diagnosis of a machine can be written in; the
// first is the default. Adding one is a function and a line here.
var DoctorFormats = formats.Table[Format[*doctor.Diagnosis]]{
	{"table", "for a terminal", writeDoctor},
	{"json", "everything, for other programs", writeJSON[*doctor.Diagnosis]},
	{"md", "a Markdown table", writeDoctorMarkdown},
}

// quantity is a number and its unit, which stay on one line.
var quantity = pattern.Of(`\d ([nµm]?s|[kMG]?B|%)`)

// writeDoctor writes for each finding what was measured, and under it what it does to
// S and what to do about it.
func writeDoctor(w io.Writer, d *doctor.Diagnosis, s Style) error {
	t := newTerminal(s)
	t.Fact("machine", machineItems(d.Machine))
	t.Gap()
	check, verdict := len("check"), len("verdict")
	for _, f := range d.Findings {
		check = max(check, draw.Width(f.Check))
	}
	margin := check + 2 + verdict + 2
	t.Lines(t.Paint("check", draw.Dim) + strings.Repeat(" ", check-len("check")+2) + t.Paint("verdict", draw.Dim) + "  " + t.Paint("measured; what it does to S; what to do", draw.Dim))
	for _, f := range d.Findings {
		mark := draw.Plain
		if f.Verdict != doctor.GradeOK {
			mark = draw.Yellow
		}
		head := draw.Pad(f.Check, check+2, false) + t.Paint(string(f.Verdict), mark) + strings.Repeat(" ", verdict+2-len(f.Verdict))
		for _, p := range []struct {
			text, label string
			ink         draw.Ink
		}{{f.Measured, "", draw.Plain}, {f.Effect, "S: ", draw.Dim}, {whatToDo(f), "do: ", draw.Yellow}} {
			if p.text == "" {
				continue
			}
			for i, line := range draw.Wrap(quantity.ReplaceAllStringFunc(draw.Clean(p.text), draw.Together), t.Width-margin-len(p.label)) {
				label := strings.Repeat(" ", len(p.label))
				if i == 0 {
					label = p.label
				}
				t.Lines(head + t.Paint(label+line, p.ink))
				head = strings.Repeat(" ", margin)
			}
		}
	}
	t.Gap()
	for _, line := range draw.Wrap(draw.Clean(d.Verdict), t.Width) {
		t.Lines(t.Paint(line, draw.Bold))
	}
	t.Command(0, d.Command)
	_, err := io.WriteString(w, t.String())
	return err
}

// whatToDo is the advice of a finding, with the command that follows it.
func whatToDo(f doctor.Finding) string {
	if f.Command == "" {
		return f.Advice
	}
	return f.Advice + ": " + f.Command
}

func writeDoctorMarkdown(w io.Writer, d *doctor.Diagnosis, _ Style) error {
	cols := []draw.Column{{Head: "check"}, {Head: "measured"}, {Head: "verdict"}, {Head: "what it does to S"}, {Head: "what to do"}}
	for _, f := range d.Findings {
		for i, text := range []string{f.Check, f.Measured, string(f.Verdict), f.Effect, whatToDo(f)} {
			cols[i].Cells = append(cols[i].Cells, draw.Clean(text))
		}
	}
	text := "**" + draw.Escape(draw.Clean(d.Verdict)) + "**\n\n- Machine: " + draw.Escape(draw.Clean(strings.Join(machineItems(d.Machine), ", "))) + "\n"
	if len(d.Findings) > 0 {
		text += "\n" + strings.Join(draw.Table{Columns: cols}.Markdown(), "\n") + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
