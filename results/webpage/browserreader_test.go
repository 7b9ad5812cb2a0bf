//go:build !race

package webpage

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// testReader looks at pages as a screen reader does: each chart has a name and what its marks are, tables have
// headers, controls have names, and the Tab key goes down the page.
func testReader(t *testing.T, chrome context.Context) {
	for what, page := range map[string]string{"one sweep": written(t, sweepOf(t, "ttest", read(t, "ttest-2cpu"))), "several": several(t)} {
		b := open(t, chrome, page)
		count := map[string]int{}
		for _, n := range b.tree() {
			role, name := said(n.Role), said(n.Name)
			if n.Ignored {
				continue
			}
			count[role]++
			switch role {
			case "button", "combobox", "link", "navigation", "region", "columnheader", "rowheader":
				if name == "" && role != "columnheader" { // one of a bar or a sign says nothing
					t.Errorf("%s: a %s has no name", what, role)
				}
			}
		}
		for _, role := range []string{"button", "link", "navigation", "main", "heading", "table", "columnheader", "rowheader"} {
			if count[role] == 0 {
				t.Errorf("%s: a screen reader finds no %s", what, role)
			}
		}
		b.is(what+", charts without a name", `[...document.querySelectorAll('.plot')].filter(p => !p.getAttribute('aria-label') || p.getAttribute('role') !== 'group').length`, 0)
		b.is(what+", charts of which nothing is said", `[...document.querySelectorAll('.plot[aria-describedby]')].filter(p => !document.getElementById(p.getAttribute('aria-describedby')).textContent.trim()).length`, 0)
		b.is(what+", tables without headers", `[...document.querySelectorAll('table')].filter(t => !t.querySelector('th')).length`, 0)
		b.is(what+", stops of the Tab key out of order", `[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length`, 0)
		b.quiet()
	}
}

// tree is what a screen reader sees.
func (b *tab) tree() (nodes []*accessibility.Node) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		all, err := cdp.Call(ctx, to, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		nodes = all.Nodes
		return err
	}))
	if err != nil {
		b.t.Fatal(err)
	}
	return nodes
}

// said returns a property as text.
func said(v *accessibility.Value) (text string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &text)
	}
	return text
}
