package gate

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results"
)

// Where a gate and the report have an interval of the same quantity, it is the same. Where another
// one decides the gate, that one has words of its own.
func TestTextHasTheIntervalOfTheReport(t *testing.T) {
	texts := map[string]int{}
	err := filepath.WalkDir("../../docs/sweeps", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".jsonl" {
			return err
		}
		f, err := results.Read(path)
		if err != nil {
			return err
		}
		e := gather(t, f)
		a := e.analysis
		check := func(condition string, reported *fit.Interval) {
			c := parsed(t, ParseValue, condition)
			found, err := e.find(c)
			if err != nil || reported == nil {
				return
			}
			same := c.write(*reported, false)
			rest, ok := strings.CutPrefix(found.text, same)
			_, with, _ := strings.Cut(found.text, ", with or without ")
			mean, least := strings.Contains(found.text, " for the mean time, "), strings.HasSuffix(found.text, ", as an N had it")
			switch moved := found.moved != (opening{}); {
			case mean, least:
				texts["other"]++
			case !ok || (rest != "") != moved || moved != (with != ""):
				t.Errorf("%s: %s, and the report has %s", path, found.text, same)
			case moved:
				texts["moved"]++
			case found.interval.Lo != reported.Lo || found.interval.Hi != reported.Hi:
				t.Errorf("%s: %s, decided by %v", path, found.text, found.interval)
			default:
				texts["same"]++
			}
		}
		check("S<1", a.SerialFraction)
		check("T1<1s", a.T1Seconds)
		check("max-speedup>1.0001", a.MaxSpeedup)
		check("program<1", a.ProgramSerialFraction)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"same", "moved", "other"} {
		if texts[kind] == 0 {
			t.Errorf("no text is %s", kind)
		}
	}
	t.Log(texts)
}

// A gate of the mean time names it, for the report has an S of the typical run too.
func TestMeanTimeIsNamed(t *testing.T) {
	g := checked(t, stalled(7, 3), Check, "S<0.06")[0]
	if !strings.HasPrefix(g.Text, "S = 0.1") || !strings.Contains(g.Text, " for the mean time, 95 % ") {
		t.Error(Sentence(g))
	}
}
