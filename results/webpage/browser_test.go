//go:build !race

package webpage

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// seenMarks counts the marks of the charts that can be seen.
const seenMarks = `[...document.querySelectorAll('[data-s]')].filter(m => m.getClientRects().length > 0).length`

// TestBrowser opens pages in a browser, as a reader does.
func TestBrowser(t *testing.T) {
	chrome := browser(t)
	golub := written(t, sweepOf(t, "golub", read(t, "golub-queue-paced")))
	two := written(t, sweepOf(t, "ttest", read(t, "ttest-2cpu")))

	t.Run("controls", func(t *testing.T) {
		b := open(t, chrome, golub)
		b.is("switches are shown", `[...document.querySelectorAll('.switches')].every(s => !s.hidden)`, true)
		b.is("one scope", `[...document.querySelectorAll('.face')].filter(f => f.offsetHeight > 0).map(f => f.dataset.face).join()`, "pipeline")
		before := b.value(`document.querySelector('.face:not([hidden]) .value').textContent`)
		b.click(`button[data-scope=steady]`)
		b.is("another scope", `[...document.querySelectorAll('.face')].filter(f => f.offsetHeight > 0).map(f => f.dataset.face).join()`, "steady")
		b.is("it is pressed", `document.querySelector('button[data-scope=steady]').getAttribute('aria-pressed') + document.querySelector('button[data-scope=pipeline]').getAttribute('aria-pressed')`, "truefalse")
		if after := b.value(`document.querySelector('.face:not([hidden]) .value').textContent`); after == before {
			t.Errorf("S is %s in both scopes", after)
		}
		b.click(`button[data-scope=pipeline]`)
		b.click(`.face:not([hidden]) button[data-axes=plain]`)
		b.is("plain axes", `['pipeline-speedup', 'pipeline-speedup-plain'].map(id => document.getElementById(id).offsetHeight > 0).join()`, "false,true")
		b.click(`.face:not([hidden]) button[data-axes=doubling]`)
		b.is("doubling axes", `['pipeline-speedup', 'pipeline-speedup-plain'].map(id => document.getElementById(id).offsetHeight > 0).join()`, "true,false")
		laws := `[...document.querySelectorAll('#pipeline-speedup g[data-law]')].filter(g => g.getClientRects().length > 0 && g.getBoundingClientRect().width > 0).map(g => g.dataset.law).filter((l, i, all) => all.indexOf(l) === i).join()`
		b.is("one law", laws, "amdahl")
		b.click(`.face:not([hidden]) button[data-choose=usl]`)
		b.is("another law", laws, "usl")
		b.is("its note", `document.querySelector('.face:not([hidden]) .law-note:not([hidden])').dataset.law`, "usl")
		b.quiet()
	})

	t.Run("one run", func(t *testing.T) {
		b := open(t, chrome, golub)
		work := `document.querySelector('.rows path[data-state=kernel]').getAttribute('d')`
		title, path := b.value(`document.getElementById('run-title').textContent`), b.value(work)
		b.is("the largest N first", `document.getElementById('pick-n').value`, 64)
		b.choose("pick-n", "4")
		if b.value(`document.getElementById('run-title').textContent`) == title || b.value(work) == path {
			t.Error("another N has the same run")
		}
		b.is("its workers", `[...document.querySelectorAll('[data-labels] text')].map(t => t.textContent).join()`, "coord,1,2,3,4")
		first := b.value(work)
		last := b.value(`document.getElementById('pick-run').lastElementChild.value`)
		b.choose("pick-run", last)
		if b.value(work) == first {
			t.Error("another run is drawn the same")
		}
		whole := b.value(`document.querySelector('.rows').getAttribute('viewBox')`)
		ticks := b.value(`document.querySelector('[data-ticks]').textContent`)
		for _, how := range []string{"start", "end", "in", "out"} {
			old := b.value(`document.querySelector('.rows').getAttribute('viewBox')`)
			b.click(`button[data-zoom=` + how + `]`)
			if now := b.value(`document.querySelector('.rows').getAttribute('viewBox')`); now == old {
				t.Errorf("%s: the view is still %s", how, now)
			}
			if how == "end" && b.value(`document.querySelector('[data-ticks]').textContent`) == ticks {
				t.Error("the end has the times of the whole")
			}
			b.is("times are named", `document.querySelectorAll('[data-ticks] text').length > 1`, true)
		}
		b.click(`button[data-zoom=whole]`)
		b.is("the whole again", `document.querySelector('.rows').getAttribute('viewBox')`, whole)
		b.press(`#lanes-chart .plot`, "+", "]")
		b.is("keys move the view", `document.querySelector('button[data-zoom=end]').getAttribute('aria-pressed')`, true)
		b.quiet()
	})

	t.Run("keys", func(t *testing.T) {
		b := open(t, chrome, golub)
		shown := `document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent`
		b.press(`#pipeline-speedup .plot`, kb.Home)
		first := b.value(shown)
		if !strings.HasPrefix(first, "N = 1: ") {
			t.Errorf("the first mark says %q", first)
		}
		for range 3 {
			b.do(chromedp.KeyEvent(kb.ArrowRight))
		}
		if got := b.value(shown); !strings.HasPrefix(got, "N = 8: 7.93× faster") {
			t.Errorf("three marks on it says %q", got)
		}
		b.do(chromedp.KeyEvent(kb.End))
		if got := b.value(shown); !strings.HasPrefix(got, "N = 64: ") {
			t.Errorf("the last mark says %q", got)
		}
		b.is("it is said aloud", `new Promise(done => { const wait = () => document.getElementById('live').textContent.startsWith('N = 64: ') ? done(true) : setTimeout(wait, 10); wait() })`, true)
		b.do(chromedp.KeyEvent(kb.Escape))
		b.is("Esc closes", shown, "")
		b.press(`#pipeline-stack .plot`, kb.End, kb.ArrowUp, kb.Enter)
		if got := b.value(shown); !strings.Contains(got, "at N = 64: ") || !strings.Contains(got, " of each worker’s ") {
			t.Errorf("a cause says %q", got)
		}
		b.is("Enter opens the cause", `document.querySelectorAll('tr.told details[open]').length`, 1)
		b.quiet()
	})

	t.Run("pointer", func(t *testing.T) {
		b := open(t, chrome, golub)
		b.run(`document.querySelector('#pipeline-stack [data-cause="program-imbalance"]').dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}))`)
		if got := b.value(`document.getElementById('tip').textContent`); !strings.Contains(got, "waiting for the last one (imbalance) at N = 2: ") || !strings.Contains(got, "To lower it:") {
			t.Errorf("it says %q", got)
		}
		b.run(`document.querySelector('#pipeline-stack [data-cause="program-imbalance"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))`)
		b.is("a click opens the row", `document.querySelector('tr.told').id`, "pipeline-program-imbalance")
		b.is("and nothing is titled twice", `document.querySelectorAll('[data-s] title').length`, 0)
		b.quiet()
	})

	t.Run("without script", func(t *testing.T) {
		b := open(t, chrome, two, send(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
		text, err := chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS(`main`)))
		if err != nil {
			t.Fatal(err)
		}
		for _, must := range []string{"By itself, the program becomes at most 53 times faster", "Where the lost time goes", "The monotonic clock"} {
			if !strings.Contains(text, must) {
				t.Errorf("the text lacks %q", must)
			}
		}
		if strings.Contains(text, "Doubling axes") {
			t.Error("there are switches that do nothing")
		}
		b.quiet()
	})

	t.Run("dark", func(t *testing.T) {
		features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
		dark := send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		b := open(t, chrome, two, dark)
		b.is("the page", `getComputedStyle(document.body).backgroundColor`, "rgb(20, 23, 28)")
		b.is("the law", `getComputedStyle(document.querySelector('g.la')).stroke`, "rgb(108, 178, 240)")
		b.do(send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: features}))
		b.is("print is light", `getComputedStyle(document.body).backgroundColor`, "rgb(255, 255, 255)")
	})

	t.Run("print", func(t *testing.T) { testPrint(t, chrome) })

	t.Run("screen reader", func(t *testing.T) { testReader(t, chrome) })

	t.Run("several", func(t *testing.T) { testSeveral(t, chrome) })

	t.Run("hostile names", func(t *testing.T) {
		b := open(t, chrome, written(t, sweepOf(t, nasty, hostile(t))))
		b.is("images", `document.images.length`, 0)
		b.is("scripts", `document.scripts.length`, 2)
		b.is("the name is text", `document.querySelector('header strong').textContent.includes('</script><img src=x onerror=alert(1)>')`, true)
		b.is("nothing steers", `document.body.textContent.includes('\u001b') || document.body.textContent.includes('\u202e')`, false)
		b.quiet()
	})

	t.Run("widths", func(t *testing.T) {
		names := recorded[:2]
		if wanted() {
			names = recorded
		}
		for _, name := range names {
			s := sweepOf(t, name, read(t, name))
			for _, width := range []int64{1280, 390} {
				b := open(t, chrome, written(t, s), chromedp.EmulateViewport(width, 900))
				b.is(fmt.Sprintf("%s, %d wide, what is wider than the page", name, width), wider, "")
				b.is(fmt.Sprintf("%s, %d wide, labels upon each other", name, width), overlaps, "")
				b.is(fmt.Sprintf("%s, %d wide, tables of causes that scroll", name, width), `[...document.querySelectorAll('.tw:has(.causes)')].filter(e => e.scrollWidth > e.clientWidth + 1).length`, 0)
				b.is("marks", seenMarks+` > 10`, true)
				b.quiet()
			}
		}
	})

	t.Run("verbs", func(t *testing.T) {
		dark := send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
		for name, c := range contents(t) {
			page := writtenContent(t, c)
			widths := []int64{390} // and dark
			if name == "reproduce" || wanted() {
				widths = append(widths, 1280)
			}
			for _, width := range widths {
				what := fmt.Sprintf("%s, %d wide", name, width)
				before := []chromedp.Action[chromedp.Void]{chromedp.EmulateViewport(width, 900)}
				paper := "rgb(255, 255, 255)"
				if width == 390 {
					before, paper = append(before, dark), "rgb(20, 23, 28)"
				}
				b := open(t, chrome, page, before...)
				b.is(what+", the page", `getComputedStyle(document.body).backgroundColor`, paper)
				b.is(what+", what is wider than the page", wider, "")
				b.is(what+", labels upon each other", overlaps, "")
				b.is(what+", labels that break", `[...document.querySelectorAll('.lines th')].filter(e => getComputedStyle(e).whiteSpace !== 'nowrap').length`, 0)
				b.is(what+", the verdict", `document.querySelector('h1').textContent`, sentence(shown(c.Verdict)))
				if strings.Contains(page, " data-s=") {
					b.press(`.plot[tabindex]`, kb.Home)
					b.is(what+", a mark says what it is", `!document.getElementById('tip').hidden && document.getElementById('tip').textContent !== ''`, true)
				}
				if width == 390 {
					b.do(send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}), chromedp.EmulateViewport(printWidth, printHeight))
					b.is(name+", what a page of paper may end in, or is higher than one", cut, "")
				}
				b.quiet()
			}
		}
	})
}

// wider names what is wider than the page and no table that scrolls.
const wider = `[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length && !e.closest('svg, .tw, nav, #live') && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.tagName + '.' + e.className).slice(0, 3).join()`

// overlaps names labels of one chart that lie upon each other.
const overlaps = `[...document.querySelectorAll('.plot > svg')].flatMap(svg => {
	const all = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]).filter(([t, r]) => r.width > 0)
	const found = []
	for (let i = 0; i < all.length; i++) for (let j = 0; j < i; j++) {
		const a = all[i][1], b = all[j][1], slack = 2.5
		if (a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack)
			found.push(svg.closest('figure').id + ': ' + all[i][0].textContent + ' | ' + all[j][0].textContent)
	}
	return found
}).slice(0, 4).join('; ')`
