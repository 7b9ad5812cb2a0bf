package timings

import (
	"encoding/csv"
	"strconv"
	"strings"

	"serialfraction/harness/pattern"
)

// jmhParam is the name of a column with the values of a parameter.
var jmhParam = pattern.Of(`^Param: (.+)$`)

func isJMHCSV(s source) bool { return strings.HasPrefix(s.text, `"Benchmark","Mode","Threads",`) }

// readJMHCSV reads what JMH writes with -rf csv: means alone.
func readJMHCSV(s source, o Options) ([]Series, error) {
	r := csv.NewReader(strings.NewReader(s.text))
	header, err := r.Read()
	if err != nil {
		return nil, s.errorf("%v: write the file again", err)
	}
	at := map[string]int{}
	for i, name := range header {
		at[name] = i
	}
	score, scored := at["Score"]
	unit, named := at["Unit"]
	if !scored || !named {
		return nil, s.errorf("line 1: the columns Score and Unit are expected: write the file again with -rf csv")
	}
	var all []jmhResult
	for {
		row, err := r.Read()
		if row == nil {
			break
		}
		if err != nil {
			return nil, s.errorf("%v: write the file again", err)
		}
		of := jmhResult{Benchmark: row[0], Params: map[string]string{}}
		if of.Threads, err = strconv.Atoi(row[2]); err != nil || of.Threads < 1 {
			line, _ := r.FieldPos(2)
			return nil, s.errorf("line %d: found %q where a number of threads above 0 should be: write the file again", line, row[2])
		}
		for name, i := range at {
			if m := jmhParam.FindStringSubmatch(name); m != nil {
				of.Params[m[1]] = row[i]
			}
		}
		of.Primary.Score, of.Primary.Unit = scalar(row[score]), row[unit]
		all = append(all, of)
	}
	return curvesOfJMH(s, all, o)
}
