package pipe

import (
	"bytes"
	"encoding/json"
	"errors"
)

// A scanner reads a line of JSON that is a flat answer. Unlike a general parser it allocates
// nothing.
type scanner struct {
	line []byte
	at   int
}

var errJSON = errors.New("that is not JSON of a number, an array of numbers, or an object of numbers")

// answer calls each with every value of the answer, as it is written, and its key, which is nil
// outside objects.
func (s *scanner) answer(each func(key, value []byte) error) error {
	var err error
	switch s.next() {
	case '{':
		err = s.list('}', true, each)
	case '[':
		err = s.list(']', false, each)
	default:
		var value []byte
		if value, err = s.value(); err == nil {
			err = each(nil, value)
		}
	}
	if err == nil && s.next() != 0 {
		err = errJSON
	}
	return err
}

// list reads an array or an object up to the byte end.
func (s *scanner) list(end byte, keys bool, each func(key, value []byte) error) error {
	s.at++
	if s.next() == end {
		return errors.New("that has no values")
	}
	for {
		var key []byte
		if keys {
			var err error
			if key, err = s.key(); err != nil {
				return err
			}
		}
		value, err := s.value()
		if err != nil {
			return err
		}
		if err := each(key, value); err != nil {
			return err
		}
		switch s.next() {
		case ',':
			s.at++
		case end:
			s.at++
			return nil
		default:
			return errJSON
		}
	}
}

// key reads a key and the colon after it.
func (s *scanner) key() ([]byte, error) {
	if s.next() != '"' {
		return nil, errJSON
	}
	raw, err := s.value()
	if err != nil {
		return nil, err
	}
	key := raw[1 : len(raw)-1]
	if bytes.IndexByte(raw, '\\') >= 0 {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return nil, errJSON
		}
		key = []byte(text)
	}
	if s.next() != ':' {
		return nil, errJSON
	}
	s.at++
	return key, nil
}

// value reads a string, with its quotes, or else everything before the next delimiter.
func (s *scanner) value() ([]byte, error) {
	first := s.next()
	from := s.at
	if first == '"' {
		for s.at++; s.at < len(s.line); s.at++ {
			switch s.line[s.at] {
			case '\\':
				s.at++
			case '"':
				s.at++
				return s.line[from:s.at], nil
			}
		}
		return nil, errJSON
	}
	for s.at < len(s.line) && bytes.IndexByte([]byte(" \t,:[]{}\""), s.line[s.at]) < 0 {
		s.at++
	}
	if s.at == from {
		return nil, errJSON
	}
	return s.line[from:s.at], nil
}

// next skips blanks and returns the byte that follows, 0 at the end.
func (s *scanner) next() byte {
	for s.at < len(s.line) && (s.line[s.at] == ' ' || s.line[s.at] == '\t') {
		s.at++
	}
	if s.at == len(s.line) {
		return 0
	}
	return s.line[s.at]
}
