package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// odd are texts that readers are wrong about more often than about others.
var odd = []string{
	"\x00", "\xff", "\xef\xbb\xbf", "\n", "\r", "\r\n\r\n", "\t", ",", ";", "\"", "'", "=1+2", "\x1b[2J", "\u009b", "\u202e", "µ", "NaN", "NA", "-", "-1", "0",
	"1e999", "-1e-999", "0x1p-1074", "9223372036854775808", "18446744073709551615", "4294967295", "2147483648", "1_000", "1,5", "Inf", "null", "{}", "[]", "{", "}", "\\u0000",
	"\x7f\x7f\x7f\x7f", "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", strings.Repeat("9", 400), strings.Repeat("[", 2000), strings.Repeat("a", 10_000),
}

// A mutation changes the content of a file. Like append, it may change what it is given. other is
// the content of another file.
type mutation func(r *rand.Rand, b, other []byte) []byte

// mutations is the table of mutations. b is never empty.
var mutations = []mutation{
	func(r *rand.Rand, b, _ []byte) []byte { b[r.IntN(len(b))] ^= 1 << r.IntN(8); return b },
	func(r *rand.Rand, b, _ []byte) []byte { b[r.IntN(len(b))] = byte(r.Uint32()); return b },
	func(r *rand.Rand, b, _ []byte) []byte { return b[:r.IntN(len(b))] },
	func(r *rand.Rand, b, _ []byte) []byte { return b[r.IntN(len(b)):] },
	func(r *rand.Rand, b, _ []byte) []byte { from, to := part(r, b); return slices.Delete(b, from, to) },
	func(r *rand.Rand, b, _ []byte) []byte {
		from, to := part(r, b)
		return slices.Insert(b, r.IntN(len(b)), slices.Clone(b[from:to])...)
	},
	func(r *rand.Rand, b, _ []byte) []byte { return slices.Insert(b, r.IntN(len(b)+1), oddText(r)...) },
	func(r *rand.Rand, b, _ []byte) []byte {
		from, to := part(r, b)
		return slices.Replace(b, from, to, oddText(r)...)
	},
	func(r *rand.Rand, b, other []byte) []byte {
		from, to := part(r, other)
		return slices.Insert(b, r.IntN(len(b)+1), other[from:to]...)
	},
	digit, digit, digit, digit, oddNumber, oddNumber, oddNumber, oddField, oddField, wholeLine, wholeLine,
}

// digit replaces a digit by another: most files can be read afterwards, and hold another number.
func digit(r *rand.Rand, b, _ []byte) []byte {
	for at := r.IntN(len(b)); at < len(b); at++ {
		if b[at] >= '0' && b[at] <= '9' {
			b[at] = '0' + byte(r.IntN(10))
			break
		}
	}
	return b
}

// part returns the bounds of a short part.
func part(r *rand.Rand, b []byte) (from, to int) {
	from = r.IntN(len(b))
	return from, min(len(b), from+1+r.IntN(1<<r.IntN(9)))
}

func oddText(r *rand.Rand) []byte { return []byte(odd[r.IntN(len(odd))]) }

// oddNumber replaces a number by an odd text.
func oddNumber(r *rand.Rand, b, _ []byte) []byte {
	return replaceRun(r, b, func(c byte) bool { return c >= '0' && c <= '9' || c == '.' })
}

// oddField replaces what is between two commas, tabs, quotes or line ends by an odd text.
func oddField(r *rand.Rand, b, _ []byte) []byte {
	return replaceRun(r, b, func(c byte) bool { return !bytes.ContainsRune([]byte(",;\t\" :\n"), rune(c)) })
}

// replaceRun replaces the first run of bytes of a kind from some place on.
func replaceRun(r *rand.Rand, b []byte, kind func(c byte) bool) []byte {
	for from := r.IntN(len(b)); from < len(b); from++ {
		if !kind(b[from]) {
			continue
		}
		to := from + 1
		for to < len(b) && kind(b[to]) {
			to++
		}
		return slices.Replace(b, from, to, oddText(r)...)
	}
	return b
}

// wholeLine deletes a line, or repeats it, or moves it to the end.
func wholeLine(r *rand.Rand, b, _ []byte) []byte {
	lines := bytes.SplitAfter(b, []byte("\n"))
	i := r.IntN(len(lines))
	moved := slices.Clone(lines[i])
	switch r.IntN(3) {
	case 0:
		lines = slices.Delete(lines, i, i+1)
	case 1:
		lines = slices.Insert(lines, i, moved)
	default:
		lines = append(slices.Delete(lines, i, i+1), moved)
	}
	return bytes.Join(lines, nil)
}

// mutated returns the content of a file after one to four mutations. Text in gzip is changed
// before it is packed, every other time.
func mutated(r *rand.Rand, b, other []byte) []byte {
	if text, err := gunzip(b); err == nil && r.IntN(2) == 0 {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		if _, err := z.Write(mutated(r, text, other)); err == nil && z.Close() == nil {
			return packed.Bytes()
		}
	}
	b = slices.Clone(b)
	for range 1 + r.IntN(1+r.IntN(4)) { // one in half of the cases
		if len(b) == 0 {
			b = oddText(r)
		}
		b = mutations[r.IntN(len(mutations))](r, b, append(other, 0))
	}
	return b
}

func gunzip(b []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// The same seed makes the same file, and most files differ from what they were made of.
func TestMutated(t *testing.T) {
	content, same := []byte("workers,seconds\n1,10.5\n2,6\n4,3.5\n"), 0
	for seed := range uint64(200) {
		made := func() string {
			return fmt.Sprintf("%q", mutated(rand.New(rand.NewPCG(seed, 0)), content, []byte("other\n")))
		}
		first := made()
		if made() != first {
			t.Fatalf("seed %d makes two files", seed)
		}
		if first == fmt.Sprintf("%q", content) {
			same++
		}
	}
	if same > 20 || string(content) != "workers,seconds\n1,10.5\n2,6\n4,3.5\n" {
		t.Errorf("%d of 200 files are as before", same)
	}
}
