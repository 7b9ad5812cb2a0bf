package prepare

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/workloads"
)

// RowsPlaceholder stands for the number of rows in the command of a program that is timed
// whole.
const RowsPlaceholder = "{rows}"

// mostRows bounds a number of rows: a larger one is more likely mistyped than meant.
const mostRows = 1_000_000_000_000

// ParseRows reads a list of numbers of rows, such as 1e4,1e5,1e6, and returns them ascending.
// The error is a *harness.FlagError.
func ParseRows(list string) ([]int, error) {
	const want = "type numbers of rows with commas between, such as 1e4,1e5,1e6"
	var rows []int
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.ParseFloat(strings.TrimSpace(field), 64)
		if err != nil || !(n >= 1 && n <= mostRows) || n != math.Trunc(n) {
			return nil, &harness.FlagError{Flag: "rows", Value: list, Want: want}
		}
		rows = append(rows, int(n))
	}
	slices.Sort(rows)
	return slices.Compact(rows), nil
}

// A Size is the sweep of a job at one number of rows.
type Size struct {
	Rows    int
	Request results.Request
}

// SizesOf returns the sweeps of the job of a request at several numbers of rows, ascending.
// Generated rows are made as many; rows that are read are repeated as often as comes nearest;
// a program that is timed whole gets the number for {rows}. All sizes must have room in the
// memory. The error is a *harness.FlagError, or that of reading the
// rows, which SizesOf counts.
func SizesOf(ctx context.Context, r results.Request, rows []int, room machine.Room) ([]Size, error) {
	if r.Source.Tile > 1 {
		return nil, &harness.FlagError{Flag: "tile", Value: strconv.Itoa(r.Source.Tile), Want: "the numbers of rows decide how often the rows are repeated: leave it out"}
	}
	if found, err := workloads.Lookup(r.Workload); err == nil && found.Program != nil {
		return sizesOfProgram(r, rows)
	}
	if !input.Generated(r.Source.Data) {
		return sizesByTile(ctx, r, rows, room)
	}
	all := make([]Size, len(rows))
	for i, n := range rows {
		all[i] = Size{n, r}
		all[i].Request.Source.Data, _ = input.WithRows(r.Source.Data, n)
	}
	size, ok := input.SizeOf(r.Source.Data)
	if !ok {
		_, err := input.Load(ctx, source(r)) // for its error
		return nil, err
	}
	return all, haveRoom(r, all, size, room)
}

// haveRoom returns an error where the job of the largest size has no room in memory, by the size
// of the rows of any.
func haveRoom(r results.Request, all []Size, size input.Size, room machine.Room) error {
	d := demand{request: r}
	for _, z := range all {
		d.sizes = append(d.sizes, z.Rows)
	}
	size.Rows = slices.Max(d.sizes)
	var err error
	if d.spec, err = workloads.Lookup(r.Workload); err != nil {
		return err
	}
	if d.workers, err = Workers(r, machine.This()); err != nil {
		return err
	}
	return d.check(size, room)
}

// typed returns numbers of rows as they are typed.
func typed(rows []int) string {
	var words []string
	for _, n := range rows {
		words = append(words, strconv.Itoa(n))
	}
	return strings.Join(words, ",")
}

// sizesByTile repeats rows that are read.
func sizesByTile(ctx context.Context, r results.Request, rows []int, room machine.Room) ([]Size, error) {
	data, err := input.Load(ctx, source(r))
	if err != nil {
		return nil, err
	}
	once, size := data.NumRows(), input.SizeOfRepeated(data, 1)
	if err := data.Close(); err != nil {
		return nil, err
	}
	var all []Size
	for _, n := range rows {
		times := max(1, int(math.Round(float64(n)/float64(once))))
		if 2*n < once || len(all) > 0 && all[len(all)-1].Rows == times*once {
			return nil, &harness.FlagError{Flag: "rows", Value: typed(rows),
				Want: fmt.Sprintf("%s has %s, which are repeated whole: type multiples of that, such as %d,%d,%d", r.Source.Data, wording.Count(once, "row"), once, 10*once, 100*once)}
		}
		sized := Size{times * once, r}
		sized.Request.Source.Tile = times
		all = append(all, sized)
	}
	return all, haveRoom(r, all, size, room)
}

// sizesOfProgram puts the number of rows in the place of {rows}.
func sizesOfProgram(r results.Request, rows []int) ([]Size, error) {
	var all []Size
	for _, n := range rows {
		found := false
		put := func(texts []string) []string {
			texts = slices.Clone(texts)
			for i, text := range texts {
				found = found || strings.Contains(text, RowsPlaceholder)
				texts[i] = strings.ReplaceAll(text, RowsPlaceholder, strconv.Itoa(n))
			}
			return texts
		}
		sized := Size{n, r}
		sized.Request.Program = put(r.Program)
		sized.Request.Settings = map[string][]string{}
		for name, values := range r.Settings {
			sized.Request.Settings[name] = put(values)
		}
		if !found {
			return nil, errNoRows
		}
		all = append(all, sized)
	}
	return all, nil
}

var errNoRows = &harness.FlagError{Flag: "rows", Want: "the program does not get the number of rows: put {rows} where it expects the number, such as -- program {workers} {rows}"}
