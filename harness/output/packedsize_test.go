//go:build !race

package output

import (
	"bytes"
	stdgzip "compress/gzip"
	"io"
	"testing"
)

// A packed file is at most a tenth larger than compress/gzip makes it.
func TestPackedSize(t *testing.T) {
	d, table := large()
	var usual bytes.Buffer
	z := stdgzip.NewWriter(&usual)
	io.WriteString(z, oneByOne(layouts()[0], d, table))
	z.Close()
	for _, name := range []string{"r.csv.gz", "r.csv.zst"} {
		f, _ := formatOf(name)
		var out bytes.Buffer
		if err := f.write(&out, d, table, 2); err != nil || float64(out.Len()) > 1.1*float64(usual.Len()) {
			t.Errorf("%s: %d bytes, compress/gzip %d (%v)", name, out.Len(), usual.Len(), err)
		}
	}
}
