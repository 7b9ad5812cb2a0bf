package report

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"serialfraction/harness/formats"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/plaintext"
	"serialfraction/results/report/draw"
	"serialfraction/results/reproduce"
)

// ReproduceFormats are the forms that the article held against sweeps can be written in; the first is the
// default.
var ReproduceFormats = formats.Table[Format[*reproduce.Study]]{
	{"table", "for a terminal: claims, map, figure, parameters", writeStudy},
	{"json", "everything, for other programs", writeStudyJSON},
	{"md", "Markdown tables, for a page of docs", writeStudyMarkdown},
}

// writeStudy writes the claims that people read, and what they were made with.
func writeStudy(w io.Writer, st *reproduce.Study, s Style) error {
	t := newTerminal(s)
	t.Lines("A cluster that tested rows off the top of a data frame had S of 0.01 to 0.05", "where paper says 0. Does that hold here?", "")
	if st.Machine != nil {
		t.Fact("machine", machineItems(*st.Machine))
		t.Gap()
	}
	t.Lines(claimTable(st).Lines(t.Width, t.Painter)...)
	t.Gap()
	t.Labelled("a row", draw.Dim, rowWords(st), draw.Plain)
	for _, note := range st.Notes {
		t.Labelled("warning", draw.Yellow, draw.Clean(note), draw.Plain)
	}
	for _, c := range st.Claims {
		t.hanging(c.ID + ": " + claimSentence(c))
	}
	if lines, legend := articleFigure(st).Lines(t.Width, t.Painter); len(st.Sweeps) > 0 {
		t.Gap()
		t.Lines(lines...)
		t.Legend(legend)
	}
	if st.Map != nil {
		t.Gap()
		t.Lines("serial part of the coordinator, by the time of a row and the rows of a chunk")
		t.Lines(mapTable(st.Map).Lines(t.Width, t.Painter)...)
		t.Legend([]string{"▒ from 0.01 to 0.05, as the article has it", draw.Filled + " measured, all others computed"})
		for _, text := range st.Map.Changes() {
			t.Labelled("change", draw.Dim, text, draw.Plain)
		}
	}
	if len(st.Sweeps) > 0 {
		t.Gap()
		t.Lines(sweepTable(st).Lines(t.Width, t.Painter)...)
		t.Legend([]string{"row takes: at least, by a wait", "N to: the largest N that is fitted", "runs: that are fitted"})
		t.Gap()
		for _, z := range st.Sweeps {
			t.Lines(draw.ShellLines(draw.Clean(z.Command), t.Width)...)
		}
	}
	t.verdict(st.Verdict, nil)
	_, err := io.WriteString(w, t.String())
	return err
}

// hanging writes a paragraph whose lines but the first are indented.
func (t *terminal) hanging(text string) {
	for i, line := range draw.Wrap(draw.Clean(text), t.Width-2) {
		if i > 0 {
			line = "  " + line
		}
		t.Lines(line)
	}
}

func writeStudyJSON(w io.Writer, st *reproduce.Study, _ Style) error {
	e := plaintext.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(st); err != nil {
		return fmt.Errorf("article as JSON: %w", err)
	}
	return nil
}

// writeStudyMarkdown writes the claims as GitHub's Markdown.
func writeStudyMarkdown(w io.Writer, st *reproduce.Study, _ Style) error {
	text := "**" + draw.Escape(st.Verdict) + "**\n\n" + strings.Join(claimTable(st).Markdown(), "\n") + "\n\n"
	text += "- a row: " + draw.Escape(rowWords(st)) + "\n"
	for _, c := range st.Claims {
		text += "- `" + c.ID + "`: " + draw.Escape(draw.Clean(claimSentence(c))) + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}

// claimTable has a row for each claim.
func claimTable(st *reproduce.Study) draw.Table {
	id, says := draw.Column{Head: "claim"}, draw.Column{Head: "the article", Gap: 2, Drop: 1}
	here, out := draw.Column{Head: "measured here (95 %)", Gap: 2}, draw.Column{Head: "outcome", Gap: 2}
	for _, c := range st.Claims {
		id.Cells, says.Cells = append(id.Cells, c.ID), append(says.Cells, c.Article)
		here.Cells, out.Cells = append(here.Cells, claimed(c)), append(out.Cells, string(c.Outcome))
	}
	return draw.Table{Columns: []draw.Column{id, says, here, out}}
}

// claimed writes what was measured of a claim.
func claimed(c reproduce.Claim) string {
	switch i := c.Measured; {
	case i == nil:
		return number.None
	case c.Unit == reproduce.Times:
		return number.Speedup(*i)
	case i.Lo <= 0:
		return number.SerialShort(*i)
	default:
		return strings.TrimPrefix(number.Serial(*i), "= ")
	}
}

// claimSentence says what a claim is judged by, why it cannot be told, and what else was seen.
func claimSentence(c reproduce.Claim) string {
	text := c.Quantity + " is to be " + regionWords(c)
	if len(c.Sweeps) > 0 {
		var names []string
		for _, name := range c.Sweeps {
			names = append(names, string(name))
		}
		text += " [" + strings.Join(names, ", ") + "]"
	}
	if c.Why != "" {
		text += "; cannot tell: " + c.Why
	}
	if c.Note != "" {
		text += "; " + c.Note
	}
	return text + "."
}

// rowWords says what R or Python takes for a row, which the rows of a cluster are paced to.
func rowWords(st *reproduce.Study) string {
	if st.Row == nil {
		return "neither Rscript nor python3 with scipy was here, so that a worker of a cluster takes what is assumed of R's t.test"
	}
	text := number.Duration(st.Row.Value)
	if st.Row.Bounded() {
		text += fmt.Sprintf(" (%s – %s)", number.Duration(st.Row.Lo), number.Duration(st.Row.Hi))
	}
	return "R or Python took " + text + " for a row here, handed the rows as text; how long a worker of a cluster takes is below, with the sweeps"
}

// regionWords writes where the article has the quantity of a claim.
func regionWords(c reproduce.Claim) string {
	end := func(x float64) string {
		if c.Unit == reproduce.Times {
			return number.Factor(x)
		}
		return number.Significant(x, 2)
	}
	switch r := c.Region; {
	case r.Lo == 0 && math.IsInf(r.Hi, 1):
		return "above 0"
	case math.IsInf(r.Hi, 1):
		return "above " + end(r.Lo)
	case r.Lo == 0:
		return "at most " + end(r.Hi)
	default:
		return end(r.Lo) + " to " + end(r.Hi)
	}
}

// mapTable has a row for each row cost.
func mapTable(m *reproduce.Map) draw.Table {
	cost := draw.Column{Head: "rows a chunk:", Align: draw.Right}
	columns := make([]draw.Column, len(m.Rows))
	for j, rows := range m.Rows {
		columns[j] = draw.Column{Head: strconv.Itoa(rows), Align: draw.Right, Gap: 2}
	}
	for i, r := range m.Seconds {
		cost.Cells = append(cost.Cells, number.Nanoseconds(math.Round(1e9*r)))
		for j, cell := range m.Cells[i] {
			text := number.Fixed(cell.Serial, 4)
			switch in := m.In(cell.Serial); {
			case cell.Measured != "" && in:
				text = draw.Filled + "▒" + text
			case cell.Measured != "":
				text = draw.Filled + " " + text
			case in:
				text = "▒" + text
			}
			columns[j].Cells = append(columns[j].Cells, text)
		}
	}
	return draw.Table{Columns: append([]draw.Column{cost}, columns...)}
}

// sweepTable has a row for each sweep, with its parameters.
func sweepTable(st *reproduce.Study) draw.Table {
	heads := []string{"rows", "chunk", "row takes", "N to", "runs", "T(1)", "S"}
	columns := make([]draw.Column, len(heads))
	name := draw.Column{Head: "sweep"}
	for i, head := range heads {
		columns[i] = draw.Column{Head: head, Align: draw.Right, Gap: 2}
	}
	for _, z := range st.Sweeps {
		a := z.Report
		pace, most, runs, serial := number.None, number.None, number.None, number.None
		if a.PaceSeconds > 0 {
			pace = number.Nanoseconds(math.Round(1e9 * a.PaceSeconds))
		}
		if n := len(a.FittedWorkers); n > 0 {
			most, runs = strconv.Itoa(a.FittedWorkers[n-1]), strconv.Itoa(a.Runs)
		}
		if z.Serial != nil && !number.Vague(*z.Serial) {
			serial = strings.TrimPrefix(number.SerialShort(*z.Serial), "= ")
		}
		name.Cells = append(name.Cells, string(z.Name))
		for i, cell := range []string{wording.Grouped(a.Data.Rows), wording.Grouped(a.ChunkRows), pace, most, runs, number.Duration(z.Seconds.Value), serial} {
			columns[i].Cells = append(columns[i].Cells, cell)
		}
	}
	return draw.Table{Columns: append([]draw.Column{name}, columns...)}
}

// articleFigure is the figure of the article, speed-up against N for several S, with what was measured.
func articleFigure(st *reproduce.Study) draw.Family {
	const right = 8 // 256 workers
	var f draw.Family
	for _, s := range []float64{0.01, 0.02, 0.05, 0.1} {
		f.Curves = append(f.Curves, amdahlCurve(s, right))
	}
	signs := map[reproduce.Name][2]rune{reproduce.PlantThreads: {'P', 'p'}, reproduce.Cluster2: {'C', 'c'}, reproduce.ClusterLarge: {'L', 'l'}}
	for _, z := range st.Sweeps {
		sign, drawn := signs[z.Name]
		if !drawn {
			continue
		}
		over := draw.Signed{Name: string(z.Name), Sign: sign[0], Hollow: sign[1]}
		for _, p := range z.Report.Points {
			over.Points = append(over.Points, draw.Mark{N: float64(p.Workers), Speedup: p.Speedup.Value, Fitted: p.Fitted})
		}
		f.Over = append(f.Over, over)
	}
	return f
}
