package spec

// A Param is one setting of a workload: a flag of the command line.
type Param struct {
	Name    string // without dashes
	Default string
	Usage   string
	Repeat  bool // may be given several times; Args then has all values
	Switch  bool // takes no value; Args then has "true" or none
	Time    bool // takes a time, see harness.ParseTime; Args has it as typed
	Fresh   bool // names a folder that the runs write to and that must be empty before: no part of the work, and another one where that is done again
}

// Args are settings by the name of the Param: one value, several where it may be given
// several times, none where it is off. One that is absent has its default.
type Args map[string][]string

// Of returns the value of a setting that has one, "" where it has none.
func (a Args) Of(name string) string {
	if len(a[name]) == 0 {
		return ""
	}
	return a[name][0]
}
