//go:build !race

package webpage

import (
	"context"
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The part of an A4 page within the margins of the style sheet, in pixels of 1/96 inch.
const (
	printWidth  = 688  // 182 mm
	printHeight = 1031 // 273 mm
)

// mostPages is how many pages of paper a report of a sweep may have.
const mostPages = 5

// testPrint prints pages of sweeps: few pages of paper, no bitmap, and no chart that a page ends in. A browser keeps
// together what a style tells it to, if it fits on a page.
func testPrint(t *testing.T, chrome context.Context) {
	names := []string{"golub-queue-paced", "tutorial"}
	if wanted() {
		names = append(recorded, "tutorial", "pipe-r")
	}
	for _, name := range names {
		b := open(t, chrome, written(t, sweepOf(t, name, read(t, name))), send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}),
			chromedp.EmulateViewport(printWidth, printHeight))
		b.is(name+", what a page of paper may end in, or is higher than one", cut, "")
		pdf := b.pdf()
		if pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); pages < 2 || pages > mostPages {
			t.Errorf("%s is printed on %d pages", name, pages)
		}
		if regexp.MustCompile(`/Subtype\s*/Image\b`).Match(pdf) {
			t.Errorf("%s: the PDF has a bitmap", name)
		}
		b.quiet()
	}
}

// cut names what must stay in one piece and does not, with its height.
var cut = fmt.Sprintf(`[...document.querySelectorAll('figure, .tile, tr, .keep, #lanes')].filter(e => e.offsetHeight > 0 && (getComputedStyle(e).breakInside !== 'avoid' || e.offsetHeight > %d)).map(e => e.tagName + '#' + e.id + '.' + e.className + ' ' + e.offsetHeight).slice(0, 4).join()`, printHeight)

// pdf prints the page on A4.
func (b *tab) pdf() []byte {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	var pdf []byte
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		printed, err := cdp.Call(ctx, to, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
		pdf = printed.Data
		return err
	}))
	if err != nil {
		b.t.Fatal(err)
	}
	return pdf
}
