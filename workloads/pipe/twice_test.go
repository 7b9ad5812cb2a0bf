package pipe

import (
	"math"
	"strings"
	"sync"
	"testing"
)

// Answers to one row are told apart where a number differs; no answer is like no answer.
func TestTwoAnswers(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		answers [][]float64
		want    string
	}{
		{nil, ""},
		{[][]float64{{1, nan}}, ""},
		{[][]float64{{1, nan}, {1, nan}, {1, nan}}, ""},
		{[][]float64{{1, 2}, {1, 2}, {1, 2.5}, {7, 7}}, "./score answered the first row with q = 2 and, asked again, with 2.5: "},
		{[][]float64{{1, 2}, {nan, 2}}, "with p = 1 and, asked again, with NaN: "},
		{[][]float64{{0, 2}, {math.Copysign(0, -1), 2}}, "with p = 0 and, asked again, with -0: "},
	} {
		p := &program{Argv: []string{"./score"}, layout: layout{outputs: []string{"p", "q"}}}
		for _, a := range c.answers {
			p.twice.add(a)
		}
		if got := p.twoAnswers(); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%v: %q, want %q", c.answers, got, c.want)
		}
	}
}

// Workers answer at once.
func TestTwoAnswersAtOnce(t *testing.T) {
	p := &program{Argv: []string{"./score"}, layout: layout{outputs: []string{"p"}}}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() { p.twice.add([]float64{float64(i)}) })
	}
	all.Wait()
	if p.twoAnswers() == "" {
		t.Error("eight answers are taken for one")
	}
}
