package spec

// A Param is one setting of a workload: a flag of the command line.
type Param struct {
	Name    string // without dashes
	Default string
	Usage   string
	Repeat  bool // may be given several times; Args then has all values
	Switch  bool // takes no value; Args then has "true" or none
	Time    bool // takes a time, see harness.ParseTime; Args has it as typed
	Fresh   bool // names a folder of results that must be empty before; a resumed sweep may name another
}

// Args are the values of settings by the name of the Param: one value, several where the setting
// may be given several times, none for a switch that is off. A setting that is absent has its
// default.
type Args map[string][]string

// Of returns the value of a setting, or "" where it has none.
func (a Args) Of(name string) string {
	if len(a[name]) == 0 {
		return ""
	}
	return a[name][0]
}
