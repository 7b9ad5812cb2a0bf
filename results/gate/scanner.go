package gate

import (
	"fmt"
	"strconv"
	"strings"
)

// A scanner parses a condition from left to right.
type scanner struct {
	text string
	at   int
}

// faultf returns an error that names the place of the scanner in the text.
func (s *scanner) faultf(format string, args ...any) error {
	rest := s.text[s.at:]
	where := "at the end"
	if strings.TrimSpace(rest) != "" {
		where = fmt.Sprintf("at %q", rest)
	}
	if before := s.text[:s.at]; strings.TrimSpace(before) != "" {
		where += fmt.Sprintf(" after %q", before)
	}
	return fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...))
}

func (s *scanner) space() { s.while(" \t\r\n") }

// while consumes and returns the longest text made of the given characters.
func (s *scanner) while(of string) string {
	rest := s.text[s.at:]
	taken := rest[:len(rest)-len(strings.TrimLeft(rest, of))]
	s.at += len(taken)
	return taken
}

// quantity parses the name of a quantity.
func (s *scanner) quantity() (quantity, error) {
	s.space()
	start := *s
	rest := s.text[s.at:]
	end := strings.IndexAny(rest, "@<>=≤≥!+0123456789 \t\r\n")
	if end < 0 {
		end = len(rest)
	}
	name := rest[:end]
	if strings.HasPrefix(rest, "T1") { // the one name with a digit
		name = "T1"
	}
	q, ok := lookup(name)
	if !ok {
		return quantity{}, start.faultf("expected one of %s", Quantities())
	}
	s.at += len(name)
	return q, nil
}

// workers parses the N of a quantity; 0 = the quantity has none.
func (s *scanner) workers(q quantity) (int, error) {
	s.space()
	if !strings.HasPrefix(s.text[s.at:], "@") {
		if q.at == each {
			return 0, s.faultf("%s needs a number of workers: %s@8", q.name, q.name)
		}
		return 0, nil
	}
	if q.at == overall {
		return 0, s.faultf("%s is one number for all N: leave out the @", q.name)
	}
	s.at++
	s.space()
	start := *s
	n, err := strconv.Atoi(s.while("0123456789"))
	if err != nil {
		return 0, start.faultf("expected a number of workers, such as %s@8", q.name)
	}
	if n < q.from {
		return 0, start.faultf("%s needs N = %d or more", q.name, q.from)
	}
	return n, nil
}

// operator parses <, <=, > or >=.
func (s *scanner) operator() (string, error) {
	s.space()
	for _, op := range []string{"<=", ">=", "<", ">"} {
		if strings.HasPrefix(s.text[s.at:], op) {
			s.at += len(op)
			return op, nil
		}
	}
	if rest := s.text[s.at:]; strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "!") {
		return "", s.faultf("runs cannot prove that a quantity is exactly one number: expected <, <=, > or >=")
	}
	return "", s.faultf("expected <, <=, > or >=")
}

// number parses digits with at most one point and an exponent; "" = there is no number.
func (s *scanner) number() string {
	start := s.at
	const digits = "0123456789"
	whole := s.while(digits)
	fraction := ""
	if strings.HasPrefix(s.text[s.at:], ".") {
		s.at++
		fraction = s.while(digits)
	}
	if whole+fraction == "" {
		s.at = start
		return ""
	}
	if rest := s.text[s.at:]; strings.HasPrefix(rest, "e") || strings.HasPrefix(rest, "E") {
		back := s.at
		s.at++
		if sign := s.text[s.at:]; strings.HasPrefix(sign, "+") || strings.HasPrefix(sign, "-") {
			s.at++
		}
		if s.while(digits) == "" {
			s.at = back
		}
	}
	return s.text[start:s.at]
}
