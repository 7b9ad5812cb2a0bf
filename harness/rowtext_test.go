package harness

import (
	"fmt"
	"slices"
	"testing"
)

// What rows have in a field is the same whether it lies in memory or is cut out of a file, and so it is of
// their first rows.
func TestRowText(t *testing.T) {
	held := [][]string{{"a", "b", "c"}, {"x", "", "z"}}
	d := &Dataset{Rows: []string{"1", "2", "3"}, RowFields: []Field{{Name: "held", Values: held[0]}, {Name: "asked"}}, Store: &Store{Rows: 3}}
	d.Store.Text = func(field, row int) string { return held[field][row] }
	for rows, of := range map[int]*Dataset{3: d, 2: d.Head("head", 2)} {
		for k, want := range held {
			var got []string
			for row := range rows {
				got = append(got, of.RowText(k, row))
			}
			whole := of.WholeRowFields()
			if !slices.Equal(got, want[:rows]) || !slices.Equal(whole[k].Values, want[:rows]) || whole[k].Name != d.RowFields[k].Name {
				t.Errorf("%d rows: field %d is %q, whole %q", rows, k, got, whole[k].Values)
			}
		}
	}
	if fmt.Sprint(d.RowFields) != "[{held [a b c] [ ]} {asked [] [ ]}]" {
		t.Errorf("afterwards the fields are %v", d.RowFields)
	}
}
