package fit

import (
	"encoding/json"
	"math"
	"testing"
)

func TestIntervalJSON(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		in   Interval
		json string
	}{
		{Interval{0.0132, 0.0118, 0.0149, 0.95}, `{"value":0.0132,"lo":0.0118,"hi":0.0149,"level":0.95}`},
		{Interval{76, 67, inf, 0.95}, `{"value":76,"lo":67,"hi":null,"level":0.95}`},
		{Interval{1, -inf, inf, 0.9}, `{"value":1,"lo":null,"hi":null,"level":0.9}`},
	} {
		b, err := json.Marshal(c.in)
		if err != nil || string(b) != c.json {
			t.Errorf("%+v: %s, %v, want %s", c.in, b, err, c.json)
		}
		var back Interval
		if err := json.Unmarshal(b, &back); err != nil || back != c.in {
			t.Errorf("%s: %+v, %v, want %+v", b, back, err, c.in)
		}
	}
}
