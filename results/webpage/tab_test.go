//go:build !race

package webpage

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser returns the context of a browser that runs without a screen. Where none is installed the test is
// skipped; make test-browser installs one.
func browser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if wanted() {
			t.Fatal("no browser: make test-browser installs Debian's chromium")
		}
		t.Skip("SKIP: no chromium and no chrome is installed, so no page was opened in a browser: make test-browser installs one and opens them")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900))
	alloc, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil { // starts it
		t.Fatal(err)
	}
	return ctx
}

// wanted reports whether make test-browser asks: then there is a browser, and every recorded sweep is
// opened in it.
func wanted() bool { return os.Getenv("HARNESS_NEEDS_BROWSER") != "" }

// A tab is a page that is open, with all that it said and asked for.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu    sync.Mutex
	said  []string // on the console
	asked []string // of a network
}

// open opens a page from a file in a tab of its own.
func open(t *testing.T, browser context.Context, html string, before ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, end := chromedp.NewContext(browser)
	t.Cleanup(end)
	b := &tab{t: t, ctx: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			b.said = append(b.said, fmt.Sprint(e.Type))
		case *runtime.EventExceptionThrown:
			b.said = append(b.said, e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			b.said = append(b.said, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			b.asked = append(b.asked, e.Request.URL)
		case *page.EventJavascriptDialogOpening:
			b.said = append(b.said, "dialog: "+e.Message)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	b.do(send(network.Enable, network.EnableParams{}), send(log.Enable, cdp.Empty{}))
	b.do(before...)
	b.do(chromedp.Navigate("file://" + path))
	return b
}

// send is an action that is a command of the browser.
func send[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		_, err := cdp.Call(ctx, to, command, params)
		return err
	})
}

// do carries out actions; a browser that hangs ends the test.
func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// run evaluates a statement.
func (b *tab) run(statement string) {
	b.t.Helper()
	b.value(statement + "; 0")
}

// click clicks what a selector finds first.
func (b *tab) click(what string) {
	b.t.Helper()
	b.run("document.querySelector(`" + what + "`).click()")
}

// choose chooses an option.
func (b *tab) choose(id, value string) {
	b.t.Helper()
	b.run(fmt.Sprintf("{ const s = document.getElementById('%s'); s.value = '%s'; s.dispatchEvent(new Event('change')) }", id, value))
}

// press presses keys in what a selector finds first.
func (b *tab) press(where string, keys ...string) {
	b.t.Helper()
	b.run("document.querySelector(`" + where + "`).focus()")
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// is evaluates an expression and compares its value.
func (b *tab) is(what, expression string, want any) {
	b.t.Helper()
	if got := b.value(expression); got != fmt.Sprint(want) {
		b.t.Errorf("%s: %s is %v, want %v", what, expression, got, want)
	}
}

// value evaluates an expression.
func (b *tab) value(expression string) string {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[any](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return fmt.Sprint(got)
}

// quiet checks that the page said nothing and asked for nothing but itself.
func (b *tab) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.said {
		b.t.Errorf("on the console: %s", s)
	}
	for _, url := range b.asked {
		if !strings.HasPrefix(url, "file://") || !strings.HasSuffix(url, "/report.html") {
			b.t.Errorf("asked for %s", url)
		}
	}
}
