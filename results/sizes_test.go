package results

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// What a header has about sizes and growing rows is read back as it was written.
func TestHeaderKeepsSizes(t *testing.T) {
	h := sampleHeader(1, 2)
	sizes := NewSizes([]int{10, 1000}, "folder/x.y.jsonl")
	sizes.At = 1
	h.Sizes, h.Weak = &sizes, true
	b, err := EncodeHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadHeader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if !got.Weak || got.Sizes == nil || got.Sizes.At != 1 || !slices.Equal(got.Sizes.Rows, h.Sizes.Rows) || !slices.Equal(got.Sizes.Files, []string{"x.y-10.jsonl", "x.y-1000.jsonl"}) {
		t.Errorf("weak %v, sizes %+v", got.Weak, got.Sizes)
	}
	if paths := got.Sizes.Paths("other/z.jsonl"); !slices.Equal(paths, []string{"other/x.y-10.jsonl", "other/x.y-1000.jsonl"}) {
		t.Errorf("paths %v", paths)
	}
	other := NewSizes([]int{10, 1000}, "folder/z.jsonl")
	if !got.Sizes.Same(&sizes) || got.Sizes.Same(&other) || got.Sizes.Same(nil) {
		t.Errorf("%+v is the same as %+v, or not as it was written", got.Sizes, other)
	}
	for _, fault := range readSchema(t).faultsOf(t, b) {
		t.Error(fault)
	}
}

// Sizes that no sweep writes are refused.
func TestSizesAreChecked(t *testing.T) {
	for _, bad := range []Sizes{
		{}, {Rows: []int{1}, Files: []string{"a"}}, {Rows: []int{1, 2}, Files: []string{"a"}},
		{Rows: []int{2, 1}, Files: []string{"a", "b"}}, {Rows: []int{0, 1}, Files: []string{"a", "b"}},
		{Rows: []int{1, 2}, Files: []string{"a", "../b"}}, {Rows: []int{1, 2}, Files: []string{"a", ""}},
		{Rows: []int{1, 2}, Files: []string{"a", "b"}, At: 2}, {Rows: []int{1, 2}, Files: []string{"a", "b"}, At: -1},
	} {
		h := sampleHeader(1, 2)
		h.Sizes = &bad
		if _, err := EncodeHeader(h); err == nil || !strings.Contains(err.Error(), "sizes") {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
