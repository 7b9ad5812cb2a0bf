//go:build !race

package webpage

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"serialfraction/results/glossary"
)

// Each word of the first screen that the glossary has leads to its entry, and whatever a page leads to is in it, once.
func TestWordsAreLinked(t *testing.T) {
	pages := map[string]string{"several": several(t)}
	for _, name := range recorded {
		pages[name] = written(t, sweepOf(t, name, read(t, name)))
	}
	for name, c := range contents(t) {
		pages[name] = writtenContent(t, c)
	}
	terms := 0
	for name, page := range pages {
		first := "<h1" + between(page, "<h1", "</section>")
		text := regexp.MustCompile(`(?s)<(pre|svg)\b.*?</(pre|svg)>`).ReplaceAllString(first, "")
		text = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(regexp.MustCompile(`</?a\b[^>]*>`).ReplaceAllString(text, ""), "\n"))
		for _, p := range glossary.Split(text) {
			if !p.Term {
				continue
			}
			terms++
			if !strings.Contains(first, `href="#`+p.Word.Anchor()+`"`) {
				t.Errorf("%s: %q of the first screen leads nowhere", name, p.Text)
			}
		}
		for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if n := strings.Count(page, ` id="`+m[1]+`"`); n != 1 {
				t.Errorf("%s: #%s is in the page %d times", name, m[1], n)
			}
		}
	}
	if terms < 100 {
		t.Errorf("only %d terms on the first screens", terms)
	}
}
