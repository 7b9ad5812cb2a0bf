package figure

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"

	"serialfraction/harness/pattern"
)

// A Format is a form in which a figure is written.
type Format struct {
	Ending  string // of the name of the file
	begin   func(width, height vg.Length) sheet
	mend    func(written []byte) []byte
	letters *strings.Replacer // puts characters that the format cannot show into ones that it can
}

// A sheet is a canvas that can be written.
type sheet interface {
	vg.CanvasSizer
	io.WriterTo
}

// dotsPerInch is the resolution of a PNG: that which journals ask of line art.
const dotsPerInch = 600

// The formats. The text of an SVG stays text, in a sans-serif font that the reader has. A PDF has its fonts in
// it, and its text only characters of ASCII, for gonum/plot writes others wrong. No file has the time at
// which it was made.
var (
	SVG = Format{".svg", func(w, h vg.Length) sheet { return vgsvg.NewWith(vgsvg.UseWH(w, h), vgsvg.EmbedFonts(false)) }, anySans, strings.NewReplacer()}
	PDF = Format{".pdf", func(w, h vg.Length) sheet { return vgpdf.New(w, h) }, undated, strings.NewReplacer("−", "-", "–", "-", "×", "x", "≥", ">=", "≤", "<=")}
	PNG = Format{".png", func(w, h vg.Length) sheet {
		return vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(dotsPerInch))}
	}, unchanged, strings.NewReplacer()}
)

// Formats lists the formats.
var Formats = []Format{SVG, PDF, PNG}

// anySans names, behind the font whose widths the distances are made for, others of the same widths.
func anySans(written []byte) []byte {
	return bytes.ReplaceAll(written, []byte("font-family:Liberation Sans;"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif;"))
}

var dated = pattern.Of(`/(CreationDate|ModDate) \(D:\d{14}`)

// undated puts one date in place of that of the moment. It has as many digits, since a PDF counts its bytes.
func undated(written []byte) []byte {
	return []byte(dated.ReplaceAllString(string(written), "/$1 (D:20000101000000"))
}

func unchanged(written []byte) []byte { return written }

// ColumnWidth is the width of a figure in one column of most journals, in millimetres.
const ColumnWidth = 85

// A Figure is what is drawn, on a page of any width.
type Figure struct {
	tall float64 // height over width
	draw func(p *pen, on draw.Canvas)
}

// Write writes the figure with a width in millimetres; its height follows. The error is that of w, or
// the library's.
func (f Figure) Write(w io.Writer, to Format, millimetres float64) error {
	width := vg.Length(millimetres) * vg.Millimeter
	canvas := to.begin(width, width*vg.Length(f.tall))
	f.draw(&pen{to.letters}, draw.New(canvas))
	var written bytes.Buffer
	if _, err := canvas.WriteTo(&written); err != nil {
		return fmt.Errorf("figure: %w", err)
	}
	_, err := w.Write(to.mend(written.Bytes()))
	return err
}
