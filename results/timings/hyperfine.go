package timings

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

func isHyperfine(s source) bool { return isJSON(s, "results", "command") }

func isHyperfineCSV(s source) bool { return strings.HasPrefix(s.text, "command,mean,stddev,") }

// readHyperfineCSV reads the means of hyperfine's table.
func readHyperfineCSV(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("hyperfine"); err != nil {
		return nil, err
	}
	o.Y, o.YIs = "mean", string(Time)
	all, err := readTable(s, o)
	for i := range all {
		all[i].Unit = "s"
		all[i].Warnings = append(all[i].Warnings, "the file has means only, and its noise is unknown: use hyperfine --export-json")
	}
	return all, err
}

// A hyperfineResult is one command of hyperfine's JSON. Releases up to 1.10 write one
// parameter without a name; release 2 writes measurements.
type hyperfineResult struct {
	Command      string
	Parameter    scalar
	Parameters   map[string]scalar
	Mean         *seconds
	Times        []seconds
	ExitCodes    []*int `json:"exit_codes"`
	Measurements []struct {
		Time     seconds `json:"time_wall_clock"`
		ExitCode *int    `json:"exit_code"`
	}
}

// seconds is a time in JSON: a number of seconds, or a value with its unit; NaN for null.
type seconds float64

func (v *seconds) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*v = seconds(math.NaN())
		return nil
	}
	var quantity struct {
		Value float64
		Unit  string
	}
	if json.Unmarshal(b, &quantity) == nil {
		sc, ok := units[strings.ToLower(quantity.Unit)]
		if !ok {
			return fmt.Errorf("unit %q of a time is not known", quantity.Unit)
		}
		*v = seconds(quantity.Value * sc.num / sc.den)
		return nil
	}
	return json.Unmarshal(b, (*float64)(v))
}

// hyperfine is the tool of the results.
var hyperfine = tool{noun: "command", cure: "use hyperfine -L threads 1,2,4 'COMMAND {threads}'"}

// readHyperfine reads hyperfine's JSON, releases 1 and 2. The load is the parameter that
// counts workers; without parameters, the one number that differs between the commands.
func readHyperfine(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("hyperfine"); err != nil {
		return nil, err
	}
	var doc struct{ Results []hyperfineResult }
	if err := s.decode(&doc); err != nil {
		return nil, err
	}
	if len(doc.Results) == 0 {
		return nil, s.errorf("results is empty: run hyperfine -L threads 1,2,4 'COMMAND {threads}'")
	}
	var all []timed
	for _, r := range doc.Results {
		all = append(all, r.timed())
	}
	return hyperfine.curves(s, all, Series{Quantity: Time, Unit: "s"}, o)
}

// timed returns a result with the times of all its runs, or their mean where there are no
// runs.
func (r hyperfineResult) timed() timed {
	of := timed{name: r.Command, params: map[string]string{}}
	for k, v := range r.Parameters {
		of.params[k] = string(v)
	}
	if r.Parameters == nil && r.Parameter != "" {
		of.params["parameter"] = string(r.Parameter)
	}
	times, codes := r.Times, r.ExitCodes
	for _, m := range r.Measurements {
		times, codes = append(times, m.Time), append(codes, m.ExitCode)
	}
	if of.mean = len(times) == 0 && r.Mean != nil; of.mean {
		times = []seconds{*r.Mean}
	}
	for _, t := range times {
		of.seconds = append(of.seconds, float64(t))
	}
	for _, c := range codes {
		if c == nil || *c != 0 {
			of.failed++
		}
	}
	return of
}
