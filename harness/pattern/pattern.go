// Package pattern has regular expressions that are compiled when they are first used.
//
// The program has about a hundred, for the texts of many other programs, and a run of it needs few. Compiled
// before main, as by regexp.MustCompile for a variable of a package, they delay every start by a
// millisecond. It imports nothing of this program, so that every package but fit may import it.
package pattern

import (
	"regexp"
	"sync"
)

// A Pattern is a regular expression. Its methods are those of *regexp.Regexp by the same names; they
// panic where the expression cannot be parsed. Goroutines may use it at once.
type Pattern struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

// Of returns the pattern of an expression. A variable of a package that is set by it is data of the program:
// nothing runs for it before main.
func Of(text string) *Pattern { return &Pattern{text: text} }

func (p *Pattern) regexp() *regexp.Regexp {
	p.once.Do(func() { p.compiled = regexp.MustCompile(p.text) })
	return p.compiled
}

// Match is that of *regexp.Regexp, as are those below.
func (p *Pattern) Match(b []byte) bool { return p.regexp().Match(b) }

func (p *Pattern) MatchString(s string) bool            { return p.regexp().MatchString(s) }
func (p *Pattern) FindString(s string) string           { return p.regexp().FindString(s) }
func (p *Pattern) FindStringIndex(s string) []int       { return p.regexp().FindStringIndex(s) }
func (p *Pattern) FindStringSubmatch(s string) []string { return p.regexp().FindStringSubmatch(s) }
func (p *Pattern) ReplaceAllString(src, repl string) string {
	return p.regexp().ReplaceAllString(src, repl)
}

func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.regexp().FindAllStringSubmatch(s, n)
}

func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.regexp().FindAllStringSubmatchIndex(s, n)
}

func (p *Pattern) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return p.regexp().ReplaceAllStringFunc(src, repl)
}
