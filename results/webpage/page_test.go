//go:build !race

package webpage

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness/golden"
	"serialfraction/results/number"
)

// heaviest is the most bytes of a page.
const heaviest = 450_000

// refused is what no page has: its policy refuses it.
var refused = regexp.MustCompile(`<[^>]*\s(style|on[a-z]+)=|<(link|img|iframe|object|embed|base|form)\b|url\(["']?[a-z]+:|@import|[^"]https?://`)

// noNumber is what no page has in place of a number.
var noNumber = regexp.MustCompile(`\b(NaN|[+-]?Inf)\b`)

// A page has nothing that its policy refuses, and the policy allows its own style and script alone; the
// same file gives the same bytes; no number is missing in it.
func TestPages(t *testing.T) {
	for _, name := range recorded {
		t.Run(name, func(t *testing.T) {
			s := sweepOf(t, name, read(t, name))
			page := written(t, s)
			if other := written(t, s); other != page {
				t.Error("the same sweep gives other bytes")
			}
			if len(page) > heaviest {
				t.Errorf("%d bytes, more than %d", len(page), heaviest)
			}
			for _, bad := range refused.FindAllString(strings.ReplaceAll(page, "http://www.w3.org/2000/svg", ""), 3) {
				t.Errorf("the page has %q", bad)
			}
			if bad := noNumber.FindString(page); bad != "" {
				t.Errorf("the page has %s", bad)
			}
			for _, tag := range []string{"style", "script"} {
				text := between(page, "<"+tag+">", "</"+tag+">")
				sum := sha256.Sum256([]byte(text))
				if hash := base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(html.UnescapeString(page), tag+"-src 'sha256-"+hash+"'") {
					t.Errorf("the policy does not allow the %s", tag)
				}
			}
			a := s.first()
			for _, must := range []string{sentence(a.Verdict), headline(a)} {
				if !strings.Contains(plainText(page), must) {
					t.Errorf("the page lacks %q", must)
				}
			}
			for _, p := range a.Points {
				if row := factor(p.Speedup.Value) + "</td>"; !strings.Contains(page, row) {
					t.Errorf("the table lacks %q", row)
				}
			}
			if own := a.ProgramSerialFraction; own != nil && own.Determined() {
				short := strings.TrimPrefix(typeset(number.SerialShort(*own)), "= ")
				if !strings.Contains(html.UnescapeString(page), `<p class="value">`+short) {
					t.Errorf("no tile has %q", short)
				}
			}
		})
	}
}

// plainText returns a page as it is read, without its links to words.
func plainText(page string) string {
	return html.UnescapeString(regexp.MustCompile(`<a class="w" href="#[^"]*">|</a>`).ReplaceAllString(page, ""))
}

// between returns the text between the first of two marks and the next of the other.
func between(text, from, to string) string {
	_, text, _ = strings.Cut(text, from)
	text, _, _ = strings.Cut(text, to)
	return text
}

// 30 blocks of up to 64 workers with the times of all chunks are a page that can be sent.
func TestWeight(t *testing.T) {
	page := written(t, sweepOf(t, "many", repeated(read(t, "golub-queue-paced"), 3)))
	t.Logf("%d bytes", len(page))
	if len(page) > heaviest {
		t.Errorf("%d bytes, more than %d", len(page), heaviest)
	}
	if !strings.Contains(page, "runs of 210 runs can be looked at here") {
		t.Error("what was left out is not said")
	}
}

// What is drawn of a column adds up to e(N), in numbers and in pixels.
func TestStacksAddUp(t *testing.T) {
	columns := 0
	for _, name := range recorded {
		for _, a := range sweepOf(t, name, read(t, name)).Analyses {
			for _, c := range columnsOf(a) {
				columns++
				up, down, sum := 0.0, 0.0, 0.0
				for _, b := range c.boxes() {
					sum += b.value
					up, down = max(up, b.to), min(down, b.from)
					if math.Abs((b.to-b.from)-math.Abs(b.value)) > 1e-15 {
						t.Errorf("%s: %s of N = %d is %v high and %v", name, b.cause.name, c.at.Workers, b.to-b.from, b.value)
					}
				}
				if e := *c.at.KarpFlatt; math.Abs(sum-e) > 1e-12 || math.Abs(up+down-e) > 1e-12 {
					t.Errorf("%s, %s scope, N = %d: parts add up to %v, what is drawn to %v, and e is %v", name, a.Scope, c.at.Workers, sum, up+down, e)
				}
			}
		}
	}
	if columns < 50 {
		t.Errorf("only %d columns were looked at", columns)
	}
}

// Names are text, whatever is in them.
func TestHostileNames(t *testing.T) {
	f := hostile(t)
	page := written(t, sweepOf(t, nasty, f))
	if n := strings.Count(page, "<script"); n != 2 { // the script, and the data of the runs
		t.Errorf("%d scripts", n)
	}
	if strings.Contains(page, "<img") || strings.Contains(page, "\x1b") {
		t.Error("a name is markup, or steers a terminal")
	}
	if len(page) > heaviest {
		t.Errorf("%d bytes", len(page))
	}
	if !strings.Contains(page, "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;") {
		t.Error("the name is not shown")
	}
}

// The parts of a page, in the order in which they are read.
func TestStructure(t *testing.T) {
	page := written(t, sweepOf(t, "ttest-2cpu", read(t, "ttest-2cpu")))
	var b strings.Builder
	for _, m := range regexp.MustCompile(`(?s)<(h[1-3]|caption|summary)[^>]*>(.*?)</(?:h[1-3]|caption|summary)>|<(section|figure|nav|main|footer)\b[^>]*?(?:id="([^"]*)")|<(button)[^>]*>(.*?)</`).FindAllStringSubmatch(plainText(page), -1) {
		fmt.Fprintln(&b, strings.TrimSpace(m[1]+m[3]+m[5]+" "+html.UnescapeString(m[2]+m[4]+m[6])))
	}
	golden.File(t, filepath.Join("testdata", "structure.golden"), []byte(b.String()))
}

// No two labels of a chart lie upon each other, by the widths that letters have in a usual font.
func TestLabelsApart(t *testing.T) {
	charts := 0
	label := regexp.MustCompile(`<text x="([-\d.]+)" y="([-\d.]+)"(?: text-anchor="(\w+)")?[^>]*>([^<]*)</text>`)
	sweeps := []Sweep{sweepOf(t, "wide", wide(t))}
	for _, name := range recorded {
		sweeps = append(sweeps, sweepOf(t, name, read(t, name)))
	}
	for _, s := range sweeps {
		name, a := s.Name, s.first()
		c := curvesOf("x", a)
		figures := []*figure{&c.Doubling, &c.Plain, c.Residuals, &c.Time, &c.Efficiency, stack("s", a, reachOf(a)), smallCauses("c", a), everyRun("e", s.File, a)}
		for _, f := range figures {
			if f == nil {
				continue
			}
			charts++
			svg := regexp.MustCompile(`<g data-law="[^"]*" display="none">`).ReplaceAllString(string(f.SVG), "<hidden>")
			svg = regexp.MustCompile(`(?s)<hidden><g [^>]*><text.*?</g></g>`).ReplaceAllString(svg, "")
			var boxes [][4]float64
			var texts []string
			for _, m := range label.FindAllStringSubmatch(svg, -1) {
				x, _ := strconv.ParseFloat(m[1], 64)
				y, _ := strconv.ParseFloat(m[2], 64)
				const size, letter = 12.5, 0.52
				wide := letter * size * float64(len([]rune(html.UnescapeString(m[4]))))
				switch m[3] {
				case "end":
					x -= wide
				case "middle":
					x -= wide / 2
				}
				box := [4]float64{x, y - 0.74*size, x + wide, y + 0.2*size}
				for i, other := range boxes {
					if box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3] {
						t.Errorf("%s, %s: %q lies upon %q", name, f.ID, m[4], texts[i])
					}
				}
				boxes, texts = append(boxes, box), append(texts, m[4])
			}
			if len(boxes) < 4 {
				t.Errorf("%s, %s: %d labels", name, f.ID, len(boxes))
			}
		}
	}
	if charts < 40 {
		t.Errorf("only %d charts were looked at", charts)
	}
}
