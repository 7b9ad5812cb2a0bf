package content

import (
	"io"
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
)

// Members of gzip are read one after another. What follows the last is no part of the data that is
// missing: zeros fill the block of a tape, and anything else is named.
func TestBehindGzip(t *testing.T) {
	one := string(readertest.Pack(t, "gzip", "x,1\n"))
	for name, tc := range map[string]struct{ data, text, fault string }{
		"one member":        {one, "x,1\n", ""},
		"two members":       {one + one, "x,1\nx,1\n", ""},
		"zeros":             {one + strings.Repeat("\x00", 700), "x,1\n", ""},
		"a text":            {one + "garbage", "x,1\n", "bytes of something else"},
		"zeros, then text":  {one + "\x00\x00y", "x,1\n", "bytes of something else"},
		"two bytes":         {one + "\x1f\x8b", "x,1\n", "truncated gzip data"},
		"one byte":          {one + "\x1f", "x,1\n", "truncated gzip data"},
		"a truncated one":   {one + one[:len(one)-3], "x,1\nx,1\n", "truncated gzip data"},
		"truncated at once": {one[:len(one)-9], "x,1\n", "truncated gzip data"},
	} {
		s, err := NewStream("x.csv.gz", strings.NewReader(tc.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text, err := io.ReadAll(s)
		if !strings.HasPrefix(tc.text, string(text)) || tc.fault == "" && (err != nil || string(text) != tc.text) || tc.fault != "" && (err == nil || !strings.Contains(err.Error(), tc.fault)) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}
