package timings

import (
	"strings"
	"testing"
)

// A line that no table has is refused before it is cut into fields, and JSON may be one line.
func TestLongLines(t *testing.T) {
	long := strings.Repeat("5", maxLine)
	for name, text := range map[string]string{
		"field":  "workers,seconds\n1,10\n2," + long + "\n",
		"fields": "workers,seconds\n1,10\n2" + strings.Repeat(",5", maxLine/2) + "\n",
		"header": "\n\nworkers," + long + "\n1,10\n",
		"log":    "workers seconds\n1 10\n" + strings.Repeat("5 ", maxLine/2+1),
	} {
		_, err := Read("t.csv", strings.NewReader(text), Options{})
		if err == nil || !strings.Contains(err.Error(), "line 3: longer than 1 MiB: are these timings?") {
			t.Errorf("%s: error %.200v", name, err)
		}
	}
	_, err := Read("t.json", strings.NewReader(`{"results": [{"command": "`+long+`"}]}`), Options{})
	if err == nil || strings.Contains(err.Error(), "longer") {
		t.Errorf("JSON: error %.200v", err)
	}
}
