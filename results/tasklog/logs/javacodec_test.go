package logs

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
)

// packedByJava are the same log in each of the three, as the libraries of Java wrote them.
var packedByJava = []string{"local-1532512550423.lz4", "local-1532512550423.snappy", "local-1532512550423.lzf"}

// A log that a library of Java packed is the log. One that breaks off is read as far as it goes, and damaged bytes
// are named.
func TestJavaCodecs(t *testing.T) {
	want := readFile(t, sparkLogs+"local-1532512550423")
	for _, name := range packedByJava {
		got := readFile(t, sparkLogs+name)
		got.Source = want.Source
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another run: %+v", name, got.Remarks)
		}
		data, err := os.ReadFile(sparkLogs + name)
		if err != nil {
			t.Fatal(err)
		}
		twice := append(bytes.Clone(data), data...)
		if got := readText(t, string(twice), Options{}); got.From != want.From || len(got.Tasks) != 2*len(want.Tasks) {
			t.Errorf("%s, twice: %d tasks", name, len(got.Tasks))
		}
		cut := readText(t, string(twice[:len(twice)-1500]), Options{})
		_, codec, _ := strings.Cut(name, ".")
		if r := remarkOf(cut, tasklog.Cut); r == nil || !strings.Contains(r.Text, "truncated "+codec+" data") && !strings.HasPrefix(r.Text, "line") {
			t.Errorf("%s, cut: %+v", name, cut.Remarks)
		}
		for at := range data[:120] {
			damaged := bytes.Clone(data)
			damaged[at] ^= 0xff
			if _, err := ReadFrom("x", bytes.NewReader(damaged), Options{}); err != nil && strings.ContainsAny(err.Error(), "\n") {
				t.Errorf("%s, damaged at %d: error %q", name, at, err)
			}
		}
	}
}

func FuzzJavaCodecs(f *testing.F) {
	for _, name := range packedByJava {
		data, err := os.ReadFile(sparkLogs + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:600])
	}
	f.Add([]byte("ZV\x01\x00\x07\x00\x0a\x02abc\x80\x02\x00d"))
	f.Add([]byte("ZV\x00\x00\x03abc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := ReadFrom("x", bytes.NewReader(data), Options{}); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Fatalf("error %q", err)
		}
	})
}
