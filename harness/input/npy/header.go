package npy

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"serialfraction/harness/input/lines"
)

// maxHeader bounds the header of an .npy file in bytes. The header of an array of plain
// numbers is shorter.
const maxHeader = 64 << 10

// A header describes the array of an .npy file.
type header struct {
	descr   string // the dtype, such as "<f8"; a list for a structured array
	fortran bool   // column-major
	shape   []int
	data    int // offset of the first byte of the array
}

// readHeader reads the header of an .npy file, format 1, 2 or 3: a magic
// number, the version, the length of the header, and a dict as Python writes it
// (NEP 1, "A simple file format for NumPy arrays"; numpy.lib.format).
func readHeader(file []byte) (h header, err error) {
	const magic = "\x93NUMPY"
	if !bytes.HasPrefix(file, []byte(magic)) {
		return h, fmt.Errorf("not an .npy file, it begins with %q: write it with numpy.save", file[:min(len(file), len(magic))])
	}
	const cut = "cut short in its header: fetch or write it again"
	if len(file) < 12 {
		return h, errors.New(cut)
	}
	var length, from int
	switch major := file[6]; major {
	case 1:
		length, from = int(binary.LittleEndian.Uint16(file[8:])), 10
	case 2, 3:
		length, from = int(binary.LittleEndian.Uint32(file[8:])), 12
	default:
		return h, fmt.Errorf("version %d of .npy is not known: write version 1, 2 or 3 with numpy.save", major)
	}
	if length > maxHeader {
		return h, fmt.Errorf("its header has %d bytes, %d are allowed: write it again with numpy.save", length, maxHeader)
	}
	if len(file)-from < length {
		return h, errors.New(cut)
	}
	h.data = from + length
	text := string(file[from:h.data])
	if !h.parse(text) {
		return h, fmt.Errorf("its header is not one of numpy, it is %s: write it again with numpy.save", lines.Quote(text))
	}
	return h, nil
}

// parse reads the dict: the keys descr, fortran_order and shape, once each in any
// order, and nothing else.
func (h *header) parse(text string) bool {
	l := literal{rest: text, ok: true}
	seen := make(map[string]bool)
	l.expect('{')
	for l.ok && !l.skip('}') {
		key := l.str()
		l.expect(':')
		switch key {
		case "descr":
			h.descr = l.descr()
		case "fortran_order":
			h.fortran = l.boolean()
		case "shape":
			h.shape = l.tuple()
		default:
			return false
		}
		if seen[key] || !l.skip(',') && !l.peek('}') {
			return false
		}
		seen[key] = true
	}
	return l.ok && len(seen) == 3 && strings.TrimSpace(l.rest) == ""
}

// A literal reads a Python literal from left to right. ok becomes false, and stays so,
// at the first character that does not fit.
type literal struct {
	rest string
	ok   bool
}

func (l *literal) space() { l.rest = strings.TrimLeft(l.rest, " \t\r\n") }

// peek reports whether c comes next, after spaces.
func (l *literal) peek(c byte) bool {
	l.space()
	return l.rest != "" && l.rest[0] == c
}

// skip reads c where it comes next.
func (l *literal) skip(c byte) bool {
	if !l.peek(c) {
		return false
	}
	l.rest = l.rest[1:]
	return true
}

func (l *literal) expect(c byte) { l.ok = l.ok && l.skip(c) }

// str reads a string without escapes.
func (l *literal) str() string {
	for _, q := range []byte{'\'', '"'} {
		if !l.skip(q) {
			continue
		}
		s, rest, closed := strings.Cut(l.rest, string(q))
		l.rest = rest
		l.ok = l.ok && closed && !strings.Contains(s, `\`)
		return s
	}
	l.ok = false
	return ""
}

// descr reads a dtype: a string, or the whole list of a structured array.
func (l *literal) descr() string {
	if !l.peek('[') {
		return l.str()
	}
	depth := 0
	for i := 0; i < len(l.rest); i++ {
		switch l.rest[i] {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case '\'', '"':
			end := strings.IndexByte(l.rest[i+1:], l.rest[i])
			if end < 0 {
				l.ok = false
				return ""
			}
			i += end + 1
		}
		if depth == 0 {
			list := l.rest[:i+1]
			l.rest = l.rest[i+1:]
			return list
		}
	}
	l.ok = false
	return ""
}

func (l *literal) boolean() bool {
	l.space()
	rest, yes := strings.CutPrefix(l.rest, "True")
	rest, no := strings.CutPrefix(rest, "False")
	l.rest = rest
	l.ok = l.ok && yes != no
	return yes
}

// tuple reads a tuple of whole numbers, each of which may end in the L of Python 2.
func (l *literal) tuple() []int {
	numbers := []int{}
	l.expect('(')
	for l.ok && !l.skip(')') {
		l.space()
		end := len(l.rest) - len(strings.TrimLeft(l.rest, "0123456789"))
		n, err := strconv.Atoi(l.rest[:end])
		l.rest = strings.TrimPrefix(l.rest[end:], "L")
		numbers = append(numbers, n)
		comma := l.skip(',')
		l.ok = l.ok && err == nil && (comma || l.peek(')') && len(numbers) > 1)
	}
	return numbers
}
