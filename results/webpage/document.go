package webpage

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
)

//go:embed document.html
var documentMarkup string

//go:embed style.css
var styleSheet string

//go:embed script.js
var script string

// A document is a page for a browser: what all pages have around what each shows.
type document struct {
	Policy   string
	Style    template.CSS
	Script   template.JS
	Title    string
	About    string // where and how; "" = no line
	Sections []link
	Main     any    // what the markup of the page shows
	Source   string // the files that it was made from, in words
}

// A link leads to a section of the page.
type link struct{ ID, Name string }

// write writes the document. markup defines the template "main".
func (d *document) write(w io.Writer, markup string) error {
	style := seriesStyle() + colourStyle() + styleSheet
	d.Policy, d.Style, d.Script = policy(style, script), template.CSS(style), template.JS(script)
	page, err := template.New("document").Funcs(newLinker().funcs()).Parse(documentMarkup)
	if err == nil {
		_, err = page.Parse(markup)
	}
	var b bytes.Buffer // nothing is written of a page that fails
	if err == nil {
		err = page.Execute(&b, d)
	}
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// policy is the Content-Security-Policy of a page: its own style and script, and nothing from anywhere.
func policy(style, script string) string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style) + "; base-uri 'none'; form-action 'none'"
}
