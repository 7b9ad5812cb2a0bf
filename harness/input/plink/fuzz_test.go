package plink

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/input/content"
)

// FuzzPLINK joins any three files, in memory. The result is an error of one line, or a dataset with
// the texts that plain splitting finds and rows that can all be decoded.
func FuzzPLINK(f *testing.F) {
	f.Add([]byte("\x6c\x1b\x01\xe4\x02\x8f\x01"),
		[]byte("#CHROM ID CM POS ALT REF\n1\trs1\t0.5\t1000\tA\tG\n\n # \nX rs2 -12 C T\r\n"),
		[]byte("#FID IID\r\nf1 a 0 0 1 2\nf1 b 0 0 2 1\nf2\tc a b 0 2\n\nf2 d 0 0 2 -9\n f3  e 0 0 1 1"), false)
	f.Add([]byte("\x6c\x1b\x01\x00"), []byte("chr1 . 0 0 A 0"), []byte("0 x 0 0 0 1.5"), true)
	f.Add([]byte("\x6c\x1b\x00"), []byte("1 a 0 1\tA\x00 C\n"), []byte("f f f f f 0\r\n"), false)
	f.Fuzz(func(t *testing.T, bed, bim, fam []byte, zeroOne bool) {
		coding := Coding12
		if zeroOne {
			coding = Coding01
		}
		packed := &content.Mapping{Name: "x.bed", Bytes: bed}
		err := checkBed(packed)
		var ids []string
		if err == nil {
			d, joined := join(packed, &content.Mapping{Name: "x.bim", Bytes: bim}, &content.Mapping{Name: "x.fam", Bytes: fam}, coding)
			if err = joined; err == nil {
				ids = d.Rows
				if d.Cols < 1 || len(d.Samples) != d.Cols || d.NumRows() != len(ids) {
					t.Fatalf("%d rows, %d columns, samples %q", len(ids), d.Cols, d.Samples)
				}
				for _, f := range d.WholeRowFields() {
					if slices.Contains(f.Values, "") {
						t.Fatalf("field %s has %q", f.Name, f.Values)
					}
				}
				for i, v := range d.Block(nil, 0, d.NumRows()) {
					if v != 0 && v != 1 && v != 2 && !math.IsNaN(v) {
						t.Fatalf("value %d is %v", i, v)
					}
				}
			}
		}
		if err != nil {
			if text := err.Error(); strings.Contains(text, "\n") || !strings.HasPrefix(text, "x.") {
				t.Fatalf("error %q", text)
			}
			return
		}
		if want := splitIDs(bim); !slices.Equal(ids, want) {
			t.Fatalf("rows %q, want %q", ids, want)
		}
	})
}

// splitIDs returns the ids of the variants of a text that readBim accepts, by plain splitting.
func splitIDs(bim []byte) (ids []string) {
	bim = bytes.TrimPrefix(bim, []byte("\xef\xbb\xbf"))
	if !bytes.Contains(bim, []byte{'\n'}) {
		bim = bytes.ReplaceAll(bim, []byte{'\r'}, []byte{'\n'})
	}
	for line := range bytes.SplitSeq(bim, []byte{'\n'}) {
		words := strings.FieldsFunc(strings.TrimSuffix(string(line), "\r"), func(r rune) bool { return r == ' ' || r == '\t' })
		if len(words) > 0 && words[0][0] != '#' {
			ids = append(ids, words[1])
		}
	}
	return ids
}
