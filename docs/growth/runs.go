package main

// A line of the kept runs is a run of harness run, the report of a sweep, or what all were made on.
type line struct {
	On string `json:"on,omitempty"` // the machine; of a line that is neither
	cell

	Round   int     `json:"round"` // from 1; 0 = of a sweep
	Seconds float64 `json:"s,omitempty"`
	CPU     float64 `json:"cpu_s,omitempty"`
	Peak    float64 `json:"peak_mib,omitempty"` // resident, with the pages of a mapped file

	Own *interval `json:"own,omitempty"` // the program's own S by a sweep at N = 1 and 2; nil where it is not known apart
	All *interval `json:"all,omitempty"` // S of program and machine

	T1     float64 `json:"t1_s,omitempty"`   // seconds of the tests at N = 1, by the sweep
	Chunks int     `json:"chunks,omitempty"` // that the sweep cut the rows into
	Cause  *cause  `json:"cause,omitempty"`  // the largest of the program's; nil where none is known
}

// A cause is what a part of S is made of.
type cause struct {
	Name string  `json:"name"`
	S    float64 `json:"serial_fraction"`
}

type interval struct {
	Value float64  `json:"value"`
	Lo    *float64 `json:"lo"` // nil = no bound
	Hi    *float64 `json:"hi"`
}

// find returns the line of a cell in a round, nil where there is none.
func find(kept []line, c cell, round int) *line {
	for i := range kept {
		if kept[i].On == "" && kept[i].cell == c && kept[i].Round == round {
			return &kept[i]
		}
	}
	return nil
}
