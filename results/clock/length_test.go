package clock

import "testing"

func TestLength(t *testing.T) {
	tests := map[string]float64{
		"00:10:00": 600, "1:02:03": 3723, "1:02:03.5": 3723.5, "2-01:00:00": 176400, "5:12.7": 312.7, "0 days 00:00:10.500000": 10.5, "1 day, 2:03:04": 93784, "2 days 0:00:01": 172801, "0 days 10:00": 0, "0:00.25": 0.25,
		"1m15.2s": 75.2, "0m0.5s": 0.5, "1h02m": 3720, "1h2m3s": 3723, "10s": 10, "12m": 720,
		"10:00": 0, "1-10:00": 0, "1:2:3:4": 0, "1:60:00": 0, "": 0, ":": 0, "::": 0, "1s2m": 0, "m": 0, "1.5m": 0, "10": 0, "0s": 0, "10 s": 0, "-1:00:00": 0, "1e3s": 0, "1:0x:00": 0,
	}
	for field, want := range tests {
		got, ok := Length(field)
		if nothing := want == 0 && field[:min(2, len(field))] == "0s"; ok != (want > 0 || nothing) || ok && got != want {
			t.Errorf("%q is %v s, %v; want %v", field, got, ok, want)
		}
	}
	if got, ok := Length("00:00:00"); got != 0 || !ok {
		t.Errorf("no time is %v s, %v", got, ok)
	}
}

// TestSpelled reads units one after the other, with spaces or as ISO 8601 has them.
func TestSpelled(t *testing.T) {
	for field, want := range map[string]float64{
		"1 h 2 min 3.5 s": 3723.5, "2 d 1 h": 176400, "PT10S": 10, "PT1M54.5S": 114.5, "P0DT0H1M54.5S": 114.5, "P1DT2H": 93600,
		"P": 0, "PT": 0, "P1Y": 0, "P10S": 0, "PT1S2M": 0,
	} {
		got, ok := Spelled(field)
		if ok != (want > 0) || ok && got != want {
			t.Errorf("%q is %v s, %v; want %v", field, got, ok, want)
		}
	}
}
