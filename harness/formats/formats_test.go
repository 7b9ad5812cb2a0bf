package formats_test

import (
	"fmt"
	"testing"

	"serialfraction/harness/formats"
)

type form struct{ name, summary string }

func (f form) Title() (name, summary string) { return f.name, f.summary }

var table = formats.Table[form]{{"csv", "one row per run"}, {"json", "everything"}}

func Example() {
	for _, typed := range []string{"json", "xml"} {
		f, err := table.Lookup(typed)
		fmt.Println(f.summary, err)
	}
	// Output:
	// everything <nil>
	//  "xml": type one of csv, json
}

func TestFind(t *testing.T) {
	if f, ok := table.Find("csv"); !ok || f.summary != "one row per run" {
		t.Errorf("csv is %v, %v", f, ok)
	}
	if f, ok := table.Find(""); ok || f != (form{}) {
		t.Errorf("no name is %v, %v", f, ok)
	}
	if got := table.Names(); got != "csv, json" {
		t.Errorf("names %q", got)
	}
}
