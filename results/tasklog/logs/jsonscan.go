package logs

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// A jsonObject is a JSON object in memory, whose members are walked: what nobody asks for is passed
// over and not decoded, which is most of a log. Of JSON that is well formed it yields what
// encoding/json does (FuzzJSON); of other text it may yield members up to the first fault.
type jsonObject struct {
	text  []byte
	whole bool // it was walked to its brace
}

// members yields the key of each member, unquoted, and its value as it stands.
func (o *jsonObject) members(yield func(key, value []byte) bool) {
	text := o.text
	at := pastBlanks(text, 0)
	if at == len(text) || text[at] != '{' {
		return
	}
	if at = pastBlanks(text, at+1); at < len(text) && text[at] == '}' {
		o.whole = true
		return
	}
	for at < len(text) && text[at] == '"' {
		end := pastString(text, at)
		if end < 0 {
			return
		}
		key := unquoted(text[at:end])
		if at = pastBlanks(text, end); at == len(text) || text[at] != ':' {
			return
		}
		at = pastBlanks(text, at+1)
		if end = pastValue(text, at); end < 0 || !yield(key, text[at:end]) {
			return
		}
		if at = pastBlanks(text, end); at == len(text) || text[at] != ',' {
			o.whole = at < len(text) && text[at] == '}'
			return
		}
		at = pastBlanks(text, at+1)
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

func pastBlanks(text []byte, at int) int {
	for at < len(text) && isBlank(text[at]) {
		at++
	}
	return at
}

// pastString returns the place behind the string whose quote is at; −1 where it does not end.
func pastString(text []byte, at int) int {
	at++
	to := bytes.IndexByte(text[at:], '"')
	if to < 0 {
		return -1
	}
	if bytes.IndexByte(text[at:at+to], '\\') < 0 {
		return at + to + 1
	}
	for ; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return -1
}

// pastValue returns the place behind the value that begins at; −1 where there is none, or it does not
// end. A number at the end of the text may go on, unless it is all of the text.
func pastValue(text []byte, at int) int {
	if at >= len(text) {
		return -1
	}
	switch text[at] {
	case '"':
		return pastString(text, at)
	case '{', '[':
		return pastNested(text, at)
	}
	from := at
	for at < len(text) && !isBlank(text[at]) && text[at] != ',' && text[at] != '}' && text[at] != ']' {
		at++
	}
	if at == from || at == len(text) && from > 0 {
		return -1
	}
	return at
}

// pastNested returns the place behind the object or the list that begins at; −1 where it does not end.
func pastNested(text []byte, at int) int {
	for depth := 0; at < len(text); at++ {
		switch text[at] {
		case '"':
			if at = pastString(text, at); at < 0 {
				return -1
			}
			at--
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return -1
}

// elements yields the values of the JSON list that text holds; of any other value nothing.
func elements(text []byte) func(yield func(value []byte) bool) {
	return func(yield func(value []byte) bool) {
		at := pastBlanks(text, 0)
		if at == len(text) || text[at] != '[' {
			return
		}
		for {
			at = pastBlanks(text, at+1)
			end := pastValue(text, at)
			if end < 0 || !yield(text[at:end]) {
				return
			}
			if at = pastBlanks(text, end); at == len(text) || text[at] != ',' {
				return
			}
		}
	}
}

// unquoted returns the text of a JSON string, quotes included; nil where it is none.
func unquoted(value []byte) []byte {
	if len(value) < 2 || value[0] != '"' {
		return nil
	}
	inner := value[1 : len(value)-1]
	if plain(inner) {
		return inner
	}
	var text string
	if json.Unmarshal(value, &text) != nil {
		return nil
	}
	return []byte(text)
}

// plain reports whether the text between quotes stands for itself.
func plain(inner []byte) bool {
	for _, c := range inner {
		if c < ' ' || c == '\\' || c >= 0x80 {
			return false
		}
	}
	return true
}

// wholeNumber returns a JSON number that is whole and fits; ok is false for anything else.
func wholeNumber(value []byte) (n int64, ok bool) {
	digits := bytes.TrimPrefix(value, []byte{'-'})
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return wholeFloat(value)
		}
		n = 10*n + int64(c-'0')
	}
	if len(digits) < len(value) {
		n = -n
	}
	return n, true
}

// wholeFloat is wholeNumber for what is written with a point or an exponent, such as 1.0.
func wholeFloat(value []byte) (int64, bool) {
	f, err := strconv.ParseFloat(string(value), 64)
	n := int64(f)
	return n, err == nil && f > -1e15 && f < 1e15 && float64(n) == f
}
