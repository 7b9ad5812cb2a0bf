package logs

import (
	"bytes"
	"fmt"
	"io"

	"serialfraction/results/tasklog"
)

// A jsonList reads the values of a list of JSON one after the other: of a document that is a list, or
// of a member of a document that is an object. A list that has no end is as good as one that has. It
// keeps one value in memory.
type jsonList struct {
	s      *source
	text   []byte // what has been read and is not used yet begins at from
	from   int
	ended  bool // text is all that is left
	number int  // of the value, from 1
	cut    bool // the document ends within the list
	err    error
}

// open goes to the list, which is the document, or its member of that name. Members before it are
// passed over. It reports whether it is there.
func (l *jsonList) open(member string) bool {
	switch l.peek() {
	case '[':
		l.from++
		return true
	case '{':
		l.from++
	default:
		return false
	}
	for l.peek() == '"' {
		is := string(unquoted(l.value())) == member // of a view that peek may overwrite
		if l.peek() != ':' {
			return false
		}
		l.from++
		if l.peek() == '[' && is {
			l.from++
			return true
		}
		if l.value() == nil || l.peek() != ',' {
			return false
		}
		l.from++
	}
	return false
}

// next returns the next value as it stands, a view until the next call; nil behind the last.
func (l *jsonList) next() []byte {
	c := l.peek()
	if c == ',' {
		l.from++
		c = l.peek()
	}
	if c == ']' || l.err != nil {
		return nil
	}
	value := l.value()
	if l.cut = value == nil; !l.cut {
		l.number++
	}
	return value
}

// peek returns the next byte that is no blank, 0 at the end.
func (l *jsonList) peek() byte {
	for {
		if l.from = pastBlanks(l.text, l.from); l.from < len(l.text) {
			return l.text[l.from]
		}
		if !l.fill() {
			return 0
		}
	}
}

// value returns the value that begins at the next byte; nil where it does not end.
func (l *jsonList) value() []byte {
	if l.peek() == 0 {
		return nil
	}
	for {
		if end := pastValue(l.text, l.from); end >= 0 && (end < len(l.text) || l.ended) {
			value := l.text[l.from:end]
			l.from = end
			return value
		}
		if !l.fill() {
			return nil
		}
	}
}

// fill reads more behind what is not used yet, twice as much each time a value does not end in it. It
// reports whether there was more.
func (l *jsonList) fill() bool {
	if l.ended || l.err != nil {
		return false
	}
	rest := len(l.text) - l.from
	if rest > maxLine {
		l.err = l.s.errorf("%s: longer than %d MiB: is this a log of tasks?", l.place(1), maxLine>>20)
		return false
	}
	if free := cap(l.text) - rest; free < headBytes || free < rest {
		l.text = append(make([]byte, 0, 2*rest+2*headBytes), l.text[l.from:]...)
	} else {
		l.text = l.text[:copy(l.text[:cap(l.text)], l.text[l.from:])]
	}
	l.from = 0
	n, err := io.ReadFull(l.s, l.text[len(l.text):cap(l.text)])
	l.text = l.text[:len(l.text)+n]
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		l.ended = true
	default:
		l.err = l.s.errorf("%s: %w", l.place(1), err)
	}
	return n > 0
}

// place names the value that many behind the last, for a message.
func (l *jsonList) place(behind int) string { return fmt.Sprintf("record %d", l.number+behind) }

// finish adds to a run what is to be known of the list.
func (l *jsonList) finish(g *gathering) error {
	if l.err != nil {
		return l.err
	}
	if l.cut {
		g.remark(tasklog.Cut, 0, 0, l.place(1))
	}
	return nil
}

// beginsJSONList reports whether a document begins as a list whose first value is an object.
func beginsJSONList(head []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte{'['})
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return ok && len(rest) > 0 && rest[0] == '{'
}
