package lines

import (
	"errors"
	"strings"
	"testing"
)

// Of quotes within quotes nothing is copied but the field, once, however many there are.
func TestCutFieldOfQuotes(t *testing.T) {
	const n = MaxField / 2
	line := []byte(`"` + strings.Repeat(`""`, n) + `",1`)
	var field, rest []byte
	var err error
	allocs := testing.AllocsPerRun(1, func() { field, rest, _, err = CutField(line, ',') })
	if string(field) != strings.Repeat(`"`, n) || string(rest) != "1" || err != nil || allocs > 3 {
		t.Errorf("%d bytes, then %q, error %v, %v allocations", len(field), rest, err, allocs)
	}
}

func TestCutFieldTooLong(t *testing.T) {
	for name, field := range map[string]string{
		"plain": strings.Repeat("x", MaxField+1), "quoted": `"` + strings.Repeat("x", MaxField+1) + `"`,
	} {
		if _, _, _, err := CutField([]byte(field+",1"), ','); !errors.Is(err, ErrLong) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if field, _, _, err := CutField([]byte(strings.Repeat("x", MaxField)+",1"), ','); len(field) != MaxField || err != nil {
		t.Errorf("%d bytes, error %v", len(field), err)
	}
}

func TestSplitTooMany(t *testing.T) {
	if _, err := Split([]byte(strings.Repeat(",", MaxColumns)), ','); err == nil || !strings.Contains(err.Error(), "more than 4194304 columns") {
		t.Errorf("error %v", err)
	}
}
