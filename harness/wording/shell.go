package wording

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ShellWord returns s as one word of a shell, on one line and in visible characters. It returns
// s without quotes where no shell needs them, else in single quotes. Where a character is
// invisible, such as a line break, it uses the quotes $'…' with an escape for the character
// (POSIX 2024; bash, zsh and ksh have long had them). s must have no byte 0, which no word can
// have.
func ShellWord(s string) string {
	switch {
	case s != "" && strings.IndexFunc(s, func(r rune) bool { return !bare(r) }) < 0:
		return s
	case visible(s):
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	var word strings.Builder
	word.WriteString("$'")
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		word.WriteString(escaped(r, s[:size]))
		s = s[size:]
	}
	word.WriteString("'")
	return word.String()
}

// bare reports whether a character needs no quotes in any shell.
func bare(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_=+,./:@%", r)
}

// visible reports whether all of s can be seen and copied from a terminal.
func visible(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// escaped returns the form of a character in the quotes $'…'. Bytes are written with three
// octal digits, because shells do not agree on where a \x ends.
func escaped(r rune, text string) string {
	switch r {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	case '\\', '\'':
		return `\` + text
	}
	if visible(text) {
		return text
	}
	var octal strings.Builder
	for _, b := range []byte(text) {
		fmt.Fprintf(&octal, `\%03o`, b)
	}
	return octal.String()
}

// ShellWords cuts a command at the spaces that are neither quoted nor escaped. The words keep
// their quotes: joined by spaces, they are the command again.
func ShellWords(command string) (words []string) {
	var word strings.Builder
	var quote, before rune // before is the previous character, unless it was escaped
	escapes, skip := true, false
	for _, r := range command {
		last := before
		before = r
		switch {
		case skip:
			skip, before = false, 0
		case r == ' ' && quote == 0:
			if word.Len() > 0 {
				words = append(words, word.String())
			}
			word.Reset()
			continue
		case r == '\\' && escapes:
			skip = true
		case r == quote:
			quote, escapes = 0, true
		case quote == 0 && (r == '\'' || r == '"'):
			quote, escapes = r, r == '"' || last == '$'
		}
		word.WriteRune(r)
	}
	if word.Len() > 0 {
		words = append(words, word.String())
	}
	return words
}
