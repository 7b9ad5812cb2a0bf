package timings

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// isJSON reports whether s is a JSON object that has all the keys somewhere. It does not
// parse s, so that the reader can name the line where a damaged file breaks off.
func isJSON(s source, keys ...string) bool {
	if !strings.HasPrefix(strings.TrimSpace(s.text), "{") {
		return false
	}
	for _, k := range keys {
		if !strings.Contains(s.text, `"`+k+`"`) {
			return false
		}
	}
	return true
}

// decode parses the whole source into v.
func (s source) decode(v any) error {
	err := json.Unmarshal([]byte(s.text), v)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &syntax):
		return s.errorf("line %d: no JSON from here on (%v): write the file again", s.lineAt(syntax.Offset), syntax)
	case errors.As(err, &kind):
		return s.errorf("line %d: %s is a %s, which is not expected there: write the file again", s.lineAt(kind.Offset), kind.Field, kind.Value)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return s.errorf("the file breaks off: write it again")
	}
	return s.errorf("%v: write the file again", err)
}

func (s source) lineAt(offset int64) int {
	return 1 + strings.Count(s.text[:min(int(offset), len(s.text))], "\n")
}

// A scalar is the text of a JSON string, a number, or an object with a value: programs and
// their releases differ.
type scalar string

func (v *scalar) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*v = scalar(text)
		return nil
	}
	var object struct {
		Value json.RawMessage `json:"value"`
	}
	if json.Unmarshal(b, &object) == nil && object.Value != nil {
		return v.UnmarshalJSON(object.Value)
	}
	*v = scalar(b)
	return nil
}

func formatLoad(n float64) string { return strconv.FormatFloat(n, 'g', -1, 64) }
