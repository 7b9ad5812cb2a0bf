package reproduce

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/number"
)

// A Study is the article held against sweeps. Other programs may rely on its JSON.
type Study struct {
	Schema  int                  `json:"schema"` // 1
	Verdict string               `json:"verdict"`
	Claims  []Claim              `json:"claims"`
	Sweeps  []*Sweep             `json:"sweeps"`      // those that there are, in the order of Names
	Row     *fit.Interval        `json:"row_seconds"` // what R or Python takes for a row of a cluster; nil = neither was here, and it is assumed
	Map     *Map                 `json:"map"`         // nil where no cluster was swept
	Machine *machine.Description `json:"machine"`
	Notes   []string             `json:"notes"`
}

// Of judges every claim by the result files that there are, which it neither keeps nor changes. failed has
// why others are missing, as clauses; nil = nothing failed.
func Of(files map[Name]*results.File, failed map[Name]string) *Study {
	st := &Study{Schema: 1, Claims: []Claim{}, Sweeps: []*Sweep{}, Notes: []string{}}
	all, busy := sweeps{}, []string(nil)
	for _, name := range Names {
		f := files[name]
		if f == nil {
			continue
		}
		s, err := newSweep(name, f)
		if err != nil {
			st.Notes = append(st.Notes, string(name)+": "+err.Error())
			continue
		}
		all[name] = s
		st.Sweeps = append(st.Sweeps, s)
		st.Machine = &f.Header.Machine
		if o := s.Report.OtherWork; o != nil {
			busy = append(busy, fmt.Sprintf("%s %s", name, number.Percent(o.ShareAt(o.Workers))))
		}
	}
	if busy != nil {
		st.Notes = append(st.Notes, "the machine was busy: other work had the CPUs for a part of the time of "+strings.Join(busy, ", ")+"; what that can explain is judged cannot tell: run it again on a quiet machine")
	}
	for _, name := range Names {
		if why := failed[name]; why != "" {
			st.Notes = append(st.Notes, string(name)+": "+why)
		}
	}
	for _, of := range statements {
		e, region := of.measure(all), of.region(all)
		c := Claim{ID: of.id, Statement: of.of, Article: of.article, Quantity: of.quantity, Unit: of.unit, Measured: e.at, Region: region, Note: e.note, Sweeps: []Name{}}
		c.Outcome, c.Why = judge(e, region, busy != nil)
		for _, s := range e.of {
			c.Sweeps = append(c.Sweeps, s.Name)
		}
		st.Claims = append(st.Claims, c)
	}
	if s := all[Interpreter]; s != nil {
		st.Row = s.Row
	}
	st.Map = newMap(all)
	st.Verdict = st.verdict()
	return st
}

// verdict counts the outcomes.
func (st *Study) verdict() string {
	by := map[Outcome][]string{}
	for _, c := range st.Claims {
		by[c.Outcome] = append(by[c.Outcome], c.ID)
	}
	parts := []string{fmt.Sprintf("%d of %s hold here", len(by[Holds]), wording.Count(len(st.Claims), "claim"))}
	for _, o := range []struct {
		is   Outcome
		word string
	}{{DoesNot, "%d not"}, {CannotTell, "%d cannot be told"}} {
		if n := len(by[o.is]); n > 0 {
			parts = append(parts, fmt.Sprintf(o.word, n)+" ("+strings.Join(by[o.is], ", ")+")")
		}
	}
	return wording.And(parts...) + "."
}
