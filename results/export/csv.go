package export

import (
	"io"
	"strconv"
	"time"

	"serialfraction/results/plaintext"
)

// writeCSV writes a row for each run (RFC 4180). A cell is empty where nothing was
// measured.
func writeCSV(w io.Writer, all []Sweep, o Options) error {
	columns := runColumns()
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.name
	}
	out := plaintext.NewCSV(w, o.SafeCSV)
	out.Write(record)
	for r, err := range runRows(all) {
		if err != nil {
			return err
		}
		for i, c := range columns {
			record[i] = cell(c.of(&r))
		}
		out.Write(record)
	}
	return out.Flush()
}

// cell writes a value with all its digits.
func cell(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	}
	return ""
}
