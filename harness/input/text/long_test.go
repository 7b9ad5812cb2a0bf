//go:build !race

// Limits and widths are the same under the race detector, and shorter texts have it look at their readers.

package text

import (
	"context"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
)

// A field that no table has is an error of one line that names its place, in every format.
func TestLongFields(t *testing.T) {
	const n = lines.MaxField + 1
	x, ones, zeros := strings.Repeat("x", n), strings.Repeat("1", n), strings.Repeat("0", n)
	texts := func(ctx context.Context, s *content.Stream, _ Layout) (*harness.Dataset, error) {
		return ReadCSV(ctx, s, Layout{Texts: 1})
	}
	for name, tt := range map[string]struct {
		read       func(context.Context, *content.Stream, Layout) (*harness.Dataset, error)
		text, want string
	}{
		"row id":            {ReadCSV, "id,a,b\ng1,1,2\n" + x + ",1,2\n", "f:3: column 1: the field is longer than 1 MiB"},
		"quoted row id":     {ReadCSV, "id,a,b\n\"" + x + "\",1,2\n", "f:2: column 1: the field is longer"},
		"value":             {ReadCSV, "id,a,b\ng1,1," + ones + "\n", "f:2: column 3: the field is longer"},
		"value of zeros":    {ReadCSV, "id,a,b\ng1,1." + zeros + ",2\n", "f:2: column 2: the field is longer"},
		"missing value":     {ReadCSV, "id,a,b\ng1,1," + x + "\n", "f:2: column 3: the field is longer"},
		"name":              {ReadCSV, "id,a," + x + "\ng1,1,2\n", "f:1: column 3: the field is longer"},
		"text column":       {texts, "id,about,a,b\ng1," + x + ",1,2\n", "f:2: column 2: the field is longer"},
		"name of GCT":       {ReadGCT, "#1.2\n1\t2\nName\tDescription\ta\t" + x + "\ng\t\t1\t2\n", "f:3: column 4: the field is longer"},
		"description":       {ReadGCT, "#1.2\n1\t2\nName\tDescription\ta\tb\ng\t" + x + "\t1\t2\n", "f:4: column 2: the field is longer"},
		"title of GEO":      {ReadGEO, "!Sample_title\t\"a\"\t\"" + x + "\"\n" + geoBegin + "\nID_REF\ta\tb\n" + geoEnd + "\n", "f:1: column 3: the field is longer"},
		"too many values":   {ReadCSV, "id,a,b\ng1" + strings.Repeat(",1", n) + "\n", "f:2: 2 values expected, 1048577 found"},
		"too many of empty": {ReadCSV, "id,a,b\n" + strings.Repeat(",", n) + "\n", "f:2: 2 values expected, 1048577 found"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := content.NewStream("f", strings.NewReader(tt.text))
			if err == nil {
				_, err = tt.read(t.Context(), s, Layout{})
			}
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) || len(err.Error()) > 200 {
				t.Errorf("error %.300v", err)
			}
		})
	}
}

// A wide table has long lines of short fields.
func TestLongLine(t *testing.T) {
	const n = 300_000
	row := strings.Repeat(",1.25", n)
	var head strings.Builder
	for _, name := range dataset.Numbered(n) {
		head.WriteString("," + name)
	}
	s, err := content.NewStream("f", strings.NewReader("id"+head.String()+"\ng"+row+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := ReadCSV(t.Context(), s, Layout{})
	if err != nil || d.Cols != n || d.Values[n-1] != 1.25 {
		t.Errorf("%v", err)
	}
}
