package logs

import (
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/results/tasklog"
)

// The days are those of the laws of 2007 in the United States and of 2001 in the European Union, as
// calendars have them.
func TestClockChanges(t *testing.T) {
	for _, year := range []struct {
		year int
		days []string
	}{
		{2024, []string{"2024-03-10", "2024-03-31", "2024-04-07", "2024-10-06", "2024-10-27", "2024-11-03"}},
		{2026, []string{"2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"}},
	} {
		var days []string
		for _, c := range clockChanges {
			days = append(days, c.on(year.year).Format(time.DateOnly))
		}
		if !slices.Equal(days, year.days) {
			t.Errorf("%v, want %v", days, year.days)
		}
	}
}

// A change of clocks is remarked where times have no zone and the log has its night in it, or goes back
// by an hour, and nowhere else.
func TestClocksRemarked(t *testing.T) {
	for name, c := range map[string]struct {
		log  string
		kind tasklog.Kind
		text string
	}{
		"night of Europe":          {"start,end\n2026-10-24 23:00:00,2026-10-25 01:30:00\n2026-10-25 01:00:00,2026-10-25 04:00:00\n", tasklog.ClocksChanged, "Europe, 2026-10-25"},
		"ends before":              {"start,end\n2026-10-24 23:00:00,2026-10-25 00:30:00\n2026-10-25 00:10:00,2026-10-25 00:40:00\n", -1, ""},
		"with zones":               {"start,end\n2026-10-24 23:00:00Z,2026-10-25 01:30:00Z\n2026-10-25 01:00:00Z,2026-10-25 04:00:00Z\n", -1, ""},
		"an hour back":             {"start,end\n2026-06-01 02:10:00,2026-06-01 02:20:00\n2026-06-01 02:58:00,2026-06-01 02:59:00\n2026-06-01 02:01:00,2026-06-01 02:05:00\n", tasklog.ClocksBack, ""},
		"back by a day":            {"start,end\n2026-06-02 02:10:00,2026-06-02 02:20:00\n2026-06-01 02:01:00,2026-06-01 02:05:00\n", -1, ""},
		"back, but more than once": {"start,end\n2026-06-01 02:58:00,2026-06-01 02:59:00\n2026-06-01 02:01:00,2026-06-01 02:05:00\n2026-06-01 02:00:00,2026-06-01 02:05:00\n", -1, ""},
	} {
		run, err := ReadFrom(name, strings.NewReader(c.log), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		kind, text := tasklog.Kind(-1), ""
		for _, m := range run.Remarks {
			if m.Kind == tasklog.ClocksChanged || m.Kind == tasklog.ClocksBack {
				kind, text = m.Kind, m.Text
			}
		}
		if kind != c.kind || text != c.text {
			t.Errorf("%s: remark %d %q, want %d %q", name, kind, text, c.kind, c.text)
		}
	}
}
