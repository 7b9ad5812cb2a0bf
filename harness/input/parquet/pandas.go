package parquet

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/parquet-go/parquet-go"
	"serialfraction/harness/input/lines"
)

// pandasIndex returns the name of the column that is the index of a data frame of pandas,
// "" where there is none: the file was not written from one, or its rows are numbered.
func pandasIndex(r *parquet.File) (string, error) {
	text, ok := r.Lookup("pandas")
	if !ok {
		return "", nil
	}
	var about struct {
		Columns []json.RawMessage `json:"index_columns"`
	}
	if err := json.Unmarshal([]byte(text), &about); err != nil {
		return "", nil // some other program's
	}
	var names []string
	for _, column := range about.Columns {
		var name string
		if json.Unmarshal(column, &name) == nil { // a range of numbers is an object
			names = append(names, name)
		}
	}
	switch len(names) {
	case 0:
		return "", nil
	case 1:
		return names[0], nil
	}
	for i, name := range names {
		names[i] = lines.Quote(name)
	}
	return "", fmt.Errorf("columns %s are the index of pandas together, and a row has one id: join them into one column and write the file with to_parquet(…, index=False)", strings.Join(names, ", "))
}
