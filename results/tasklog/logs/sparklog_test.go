package logs

import (
	"bytes"
	"io"
	"regexp"
	"strconv"
	"testing"

	"serialfraction/harness/input/content"
)

// unpacked returns the text of a file of the test data.
func unpacked(t testing.TB, path string) []byte {
	t.Helper()
	f, err := content.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := content.NewStream(path, f)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	unpacked, _ := unpackJava(s)
	text, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// longSpark returns an event log of at least so many bytes: a real one, over and over, each time
// 20 seconds later with other stages and tasks.
func longSpark(t testing.TB, size int) []byte {
	// What tells the tasks and the times of one part of it from those of the next.
	numbers := regexp.MustCompile(`"(Stage ID|Task ID|Job ID|Parent IDs|Stage IDs)":\[?[\d,]*|:16220434\d{5}`)
	text := unpacked(t, "../testdata/spark/dsAndDf_eventlog.zstd")
	lines := bytes.SplitAfter(bytes.TrimSpace(text), []byte("\n"))
	head, last := bytes.Join(lines[:6], nil), lines[len(lines)-1]
	body := bytes.Join(lines[6:len(lines)-1], nil)
	long := append([]byte(nil), head...)
	for part := int64(0); len(long) < size; part++ {
		for rest := body; len(rest) > 0; {
			at := numbers.FindIndex(rest)
			if at == nil {
				long = append(long, rest...)
				break
			}
			long = append(long, rest[:at[0]]...)
			for piece := rest[at[0]:at[1]]; len(piece) > 0; {
				n := 0
				for n < len(piece) && piece[n]-'0' <= 9 {
					n++
				}
				if n == 0 {
					long = append(long, piece[0])
					piece = piece[1:]
					continue
				}
				number, err := strconv.ParseInt(string(piece[:n]), 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				step := int64(1000)
				if n == 13 {
					step = 20_000
				}
				long = strconv.AppendInt(long, number+part*step, 10)
				piece = piece[n:]
			}
			rest = rest[at[1]:]
		}
	}
	return append(long, last...)
}

// 50 MB of an event log, as bench-log.sh has it beside jq and Python's json.
func BenchmarkSpark(b *testing.B) {
	text := longSpark(b, 50_000_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadFrom("x", bytes.NewReader(text), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
