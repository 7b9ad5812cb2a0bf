//go:build !race

package webpage

import (
	"context"
	"fmt"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// testSeveral opens pages of sweeps side by side: wide and narrow, dark, on paper, with names that are markup.
func testSeveral(t *testing.T, chrome context.Context) {
	four := several(t)
	bad := writtenSeveral(t, []Sweep{sweepOf(t, nasty, hostile(t)), sweepOf(t, nasty, hostile(t))})
	for what, page := range map[string]string{"four sweeps": four, "hostile names": bad} {
		for _, width := range []int64{1280, 390} {
			b := open(t, chrome, page, chromedp.EmulateViewport(width, 900))
			b.is(fmt.Sprintf("%s, %d wide, what is wider than the page", what, width), wider, "")
			b.is(fmt.Sprintf("%s, %d wide, labels upon each other", what, width), overlaps, "")
			b.is(what+", images", `document.images.length`, 0)
			b.is(what+", scripts", `document.scripts.length`, 1)
			b.is(what+", nothing steers", `document.body.textContent.includes('\u001b') || document.body.textContent.includes('\u202e')`, false)
			b.quiet()
		}
	}

	b := open(t, chrome, four)
	b.is("charts of causes", `document.querySelectorAll('.stacks figure').length`, 4)
	b.click(`button[data-axes=plain]`)
	b.is("plain axes", `['speedup', 'speedup-plain'].map(id => document.getElementById(id).offsetHeight > 0).join()`, "false,true")
	b.press(`#speedup-plain .plot`, kb.Home)
	b.is("a key says a mark", `document.getElementById('tip').textContent.slice(0, 10)`, "● N = 1: 1")
	b.do(chromedp.KeyEvent(kb.ArrowUp))
	b.is("another says one of another sweep", `document.getElementById('tip').textContent.slice(0, 1)`, "■")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.is("Esc closes", `document.getElementById('tip').hidden`, true)
	b.quiet()

	dark := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
	b = open(t, chrome, four, send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: dark}))
	b.is("the page is dark", `getComputedStyle(document.body).backgroundColor`, "rgb(20, 23, 28)")
	b.is("the first sweep", `getComputedStyle(document.querySelector('.m-one')).fill`, "rgb(108, 178, 240)")
	b.quiet()

	b = open(t, chrome, four, send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: dark}), chromedp.EmulateViewport(printWidth, printHeight))
	b.is("print is light", `getComputedStyle(document.body).backgroundColor`, "rgb(255, 255, 255)")
	b.is("what a page of paper may end in, or is higher than one", cut, "")
	if pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(b.pdf(), -1)); pages < 2 || pages > mostPages {
		t.Errorf("four sweeps are printed on %d pages", pages)
	}
	b.quiet()
}
