package input

import (
	"os"
	"strings"
	"testing"
)

// TestGroupsFromStandardInput: a sample sheet comes from the standard input, but not with the rows.
func TestGroupsFromStandardInput(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteString("sample,group\ns1,a\ns2,b\ns3,a\ns4,b\n"); err != nil {
		t.Fatal(err)
	}
	w.Close()
	stdin := os.Stdin
	os.Stdin = r // Load closes it
	defer func() { os.Stdin = stdin }()
	d := load(t, Source{Data: "testdata/description.gct", Groups: Stdin})
	if got := strings.Join(d.Samples, " "); got != "s1 s3 s2 s4" || d.Groups.Names != [2]string{"a", "b"} {
		t.Errorf("%s, %v", got, d.Groups)
	}
	const want = `--groups "-": --data reads the standard input already: give one of the two as a file`
	if _, err := Load(t.Context(), Source{Data: Stdin, Groups: Stdin}); err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}
