package harness_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// excerpt is a block of the page for users of the library, after the file that it is
// taken from.
var excerpt = regexp.MustCompile("(?m)^<!-- (\\S+\\.go) -->\n```go\n((?s:.*?))^```$")

// The code that the page shows is compiled.
func TestLibraryPage(t *testing.T) {
	page, err := os.ReadFile("../docs/library.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := excerpt.FindAllStringSubmatch(string(page), -1)
	if n := strings.Count(string(page), "```go\n"); len(blocks) != n || n == 0 {
		t.Errorf("%d of %d blocks of Go name their file", len(blocks), n)
	}
	for _, b := range blocks {
		source, err := os.ReadFile("../" + b[1])
		if err != nil {
			t.Fatal(err)
		}
		shown := "\t" + strings.ReplaceAll(strings.TrimSuffix(b[2], "\n"), "\n", "\n\t")
		if !strings.Contains(string(source), shown) {
			t.Errorf("%s has no such lines:\n%s", b[1], b[2])
		}
	}
}
