package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each script of docs/hosts that makes a sweep has its output on the page: who joined, and a report to its
// end, of workers that were remote.
func TestHostsPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/hosts.md")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob("../../docs/hosts/*.sh")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, path := range scripts {
		name := strings.TrimSuffix(filepath.Base(path), ".sh")
		if name == "net" || name == "run" { // the hosts, and what runs the others
			continue
		}
		seen++
		_, rest, begun := strings.Cut(string(page), "<!-- begin "+name+" -->\n")
		region, _, ended := strings.Cut(rest, "<!-- end "+name+" -->\n")
		if !begun || !ended {
			t.Errorf("%s has no region", name)
			continue
		}
		for _, want := range []string{"Waiting for 4 workers:", "joined", "machine  ", ", remote,", "fit      S", "\nsum = S"} {
			if !strings.Contains(region, want) {
				t.Errorf("the region %s has no %q", name, want)
			}
		}
		if !strings.Contains(string(page), "docs/hosts/"+name+".sh") {
			t.Errorf("the page does not name %s", path)
		}
	}
	if seen != 4 {
		t.Errorf("%d scripts, want 4", seen)
	}
}
