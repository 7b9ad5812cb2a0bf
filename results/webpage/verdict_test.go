//go:build !race

package webpage

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"serialfraction/results"
	"serialfraction/results/analysis"
)

// What a sentence about a sweep claims of its greatest speed-up.
var (
	claimsPeak    = regexp.MustCompile(`more workers make this slower|far beyond the largest N measured|peak at N = |At most about .* near N = `)
	claimsCeiling = regexp.MustCompile(`[Nn]o number of workers makes this more than`)
	claimsNone    = regexp.MustCompile(`No serial part is seen|S may be 0|sets no ceiling`)
)

// The headline of each recorded sweep and its verdict claim the same: a peak, a ceiling, or neither.
func TestHeadlineClaimsWhatTheVerdictDoes(t *testing.T) {
	claim := func(text string) string {
		for name, of := range map[string]*regexp.Regexp{"a peak": claimsPeak, "a ceiling": claimsCeiling, "no serial part": claimsNone} {
			if of.MatchString(text) {
				return name
			}
		}
		return ""
	}
	seen := map[string]int{}
	root := filepath.Join("..", "..", "docs", "sweeps")
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".jsonl") {
			return err
		}
		f, err := results.Read(filepath.Join(root, path))
		if err != nil {
			return nil // no sweep
		}
		a, err := analysis.Of(f, analysis.Options{Scope: analysis.Pipeline})
		if err != nil {
			return nil // none with a report
		}
		said, head := claim(a.Verdict), claim(headline(a))
		seen[head]++
		if head != "" && head != said {
			t.Errorf("%s: the headline claims %s and the verdict %s:\n%s\n%s", path, head, said, headline(a), a.Verdict)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(seen)
	for _, name := range []string{"a peak", "a ceiling", "no serial part"} {
		if seen[name] == 0 {
			t.Errorf("no recorded sweep claims %s", name)
		}
	}
}
