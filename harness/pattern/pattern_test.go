package pattern

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// A pattern finds what the expression of its text finds, also where several goroutines are the first to use it.
func TestPattern(t *testing.T) {
	const text, s = `(\w)=(\d+)`, "a=1, b=22"
	want := regexp.MustCompile(text)
	p := Of(text)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			got := fmt.Sprint(p.Match([]byte(s)), p.MatchString(s), p.FindString(s), p.FindStringIndex(s), p.FindStringSubmatch(s), p.ReplaceAllString(s, "$2"),
				p.FindAllStringSubmatch(s, -1), p.FindAllStringSubmatchIndex(s, -1), p.ReplaceAllStringFunc(s, strings.ToUpper))
			same := fmt.Sprint(want.Match([]byte(s)), want.MatchString(s), want.FindString(s), want.FindStringIndex(s), want.FindStringSubmatch(s), want.ReplaceAllString(s, "$2"),
				want.FindAllStringSubmatch(s, -1), want.FindAllStringSubmatchIndex(s, -1), want.ReplaceAllStringFunc(s, strings.ToUpper))
			if got != same {
				t.Errorf("got %s, want %s", got, same)
			}
		})
	}
	group.Wait()
}

// An expression that cannot be parsed is the programmer's mistake.
func TestBadPattern(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it is taken")
		}
	}()
	Of("(").MatchString("")
}
