//go:build !race

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// shown is a block of the docs that shows what a command prints:
//
//	<!-- $ harness report docs/sweeps/a.jsonl -->
//	```text
//	…
//	```
var shown = regexp.MustCompile("(?m)^<!-- \\$ (harness [^\n]*) -->\n```text\n((?s:.*?))^```$")

// included is a block of the docs that shows a file, in whatever language:
//
//	<!-- docs/functions/welch.py -->
//	```python
//	…
//	```
var included = regexp.MustCompile("(?m)^<!-- (docs/[^ \n]*) -->\n```([a-z]*)\n((?s:.*?))^```$")

// announced is the line before either: a page that has one where no block follows shows nothing, unseen.
var announced = regexp.MustCompile(`(?m)^<!-- (\$ harness |docs/)`)

// TestDocs runs every command whose output the docs show, from the top of the repository,
// and compares, and so every file that they show. Only commands whose output depends on files alone are shown this way.
func TestDocs(t *testing.T) {
	t.Chdir("../..")
	t.Setenv("COLUMNS", "80")
	t.Setenv("LC_ALL", "C.UTF-8")
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, page := range append(pages, "README.md") {
		old, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		blocks := 0
		made := shown.ReplaceAllFunc(old, func(block []byte) []byte {
			blocks++
			m := shown.FindSubmatch(block)
			var out, errs bytes.Buffer
			if code := run(t.Context(), strings.Fields(string(m[1])), &out, &errs); code != 0 {
				t.Errorf("%s: %s: exit code %d: %s", page, m[1], code, errs.String())
				return block
			}
			return []byte("<!-- $ " + string(m[1]) + " -->\n```text\n" + out.String() + "```")
		})
		made = included.ReplaceAllFunc(made, func(block []byte) []byte {
			blocks++
			m := included.FindSubmatch(block)
			text, err := os.ReadFile(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			return []byte("<!-- " + string(m[1]) + " -->\n```" + string(m[2]) + "\n" + string(text) + "```")
		})
		if want := len(announced.FindAll(old, -1)); blocks != want {
			t.Errorf("%s announces %d blocks and has %d: one is not followed by its block", page, want, blocks)
		}
		all += blocks
		golden.File(t, page, made)
	}
	if all == 0 {
		t.Error("the docs show no command")
	}
}

// Every link of the README and of the docs to a file of this project leads to one.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#: ]+)(#[^)]*)?\)`)
	links := 0
	for _, pattern := range []string{"README.md", "docs/*.md", "docs/verbs/*.md"} {
		pages, err := filepath.Glob(filepath.Join("../..", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range link.FindAllStringSubmatch(string(text), -1) {
				links++
				if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
					t.Errorf("%s links to %s, which is not there", page, m[1])
				}
			}
		}
	}
	if links < 50 {
		t.Errorf("only %d links were found", links)
	}
}
