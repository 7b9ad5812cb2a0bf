package input

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

// arrange puts the columns of group a first and those of group b next, each in the order
// of the source, and drops the others. d must not be shared yet, because its values are
// moved within their memory. Those of a Store stay in place and are decoded in the new
// order.
func arrange(d *harness.Dataset, groups []string, pair *[2]string) error {
	names, err := choose(d.Samples, groups, pair)
	if err != nil {
		return err
	}
	var order []int
	var sizes [2]int
	for g, name := range names {
		for col, group := range groups {
			if group == name {
				order = append(order, col)
				sizes[g]++
			}
		}
	}
	d.Groups = harness.Groups{Names: names, Sizes: sizes}
	if len(order) == d.Cols && slices.IsSorted(order) {
		return nil
	}
	pick(d, order)
	return nil
}

// pick keeps the columns of d at these indices, in this order.
func pick(d *harness.Dataset, order []int) {
	d.Samples = picked(d.Samples, order)
	fields := slices.Clone(d.Fields)
	for i := range fields {
		fields[i].Values = picked(fields[i].Values, order)
	}
	d.Fields = fields
	if d.Store != nil {
		if d.Store.Columns != nil {
			order = picked(d.Store.Columns, order)
		}
		d.Cols, d.Store.Columns, d.Values = len(order), order, nil
		return
	}
	old := make([]float64, d.Cols)
	for row := range d.NumRows() {
		copy(old, d.Row(row))
		dst := d.Values[row*len(order) : (row+1)*len(order)] // ends before the rows not yet read
		for i, col := range order {
			dst[i] = old[col]
		}
	}
	d.Values, d.Cols = d.Values[:d.NumRows()*len(order)], len(order)
}

// picked returns the values at the given indices.
func picked[T any](values []T, indices []int) []T {
	list := make([]T, len(indices))
	for i, at := range indices {
		list[i] = values[at]
	}
	return list
}

// choose returns the two groups to compare. The error is a *harness.FlagError.
func choose(samples, groups []string, pair *[2]string) ([2]string, error) {
	counts := make(map[string]int)
	for _, group := range groups {
		if group != "" {
			counts[group]++
		}
	}
	if pair != nil {
		for _, name := range pair {
			if counts[name] > 0 {
				continue
			}
			next := "type two of " + describe(counts)
			switch {
			case len(counts) == 0:
				next = nobody
			case numeral.MissingText(name):
				next = "this word stands for a missing group: " + next
			}
			return *pair, &harness.FlagError{Flag: "contrast", Value: strings.Join(pair[:], ","),
				Want: fmt.Sprintf("no sample is in group %s: %s", lines.Quote(name), next)}
		}
		return *pair, nil
	}
	if len(counts) == 0 {
		return [2]string{}, &harness.FlagError{Flag: "contrast", Want: nobody}
	}
	if i := slices.Index(groups, ""); i >= 0 {
		next := "give it one, or leave it out with --contrast A,B"
		if len(counts) < 2 {
			next = "two groups are compared: give it one, by its line in the file of --groups or by --group-by"
		}
		return [2]string{}, &harness.FlagError{Flag: "contrast", Want: fmt.Sprintf("sample %s is in no group (the groups are %s): %s",
			lines.Quote(samples[i]), describe(counts), next)}
	}
	if len(counts) != 2 {
		return [2]string{}, &harness.FlagError{Flag: "contrast", Want: fmt.Sprintf("two groups are compared, %d found: %s: %s", len(counts), describe(counts), cure(counts))}
	}
	names := slices.Sorted(maps.Keys(counts))
	return [2]string{names[0], names[1]}, nil
}

// nobody is the cause where no sample is in any group, with what to do.
const nobody = "no sample has a group, correct --groups or --group-by"

// describe lists groups with their numbers of samples; of many groups, the first few.
func describe(counts map[string]int) string {
	const most = 8
	var list []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if len(list) == most {
			list = append(list, fmt.Sprintf("and %d more", len(counts)-most))
			break
		}
		list = append(list, fmt.Sprintf("%s (%d)", name, counts[name]))
	}
	return strings.Join(list, ", ")
}

// cure returns what to type where the number of groups is not two.
func cure(counts map[string]int) string {
	if len(counts) < 2 {
		return "change --groups or --group-by; --contrast A,B picks two of more"
	}
	names := slices.Sorted(maps.Keys(counts))
	return fmt.Sprintf("pick two with --contrast A,B, such as --contrast %s,%s", names[0], names[1])
}
