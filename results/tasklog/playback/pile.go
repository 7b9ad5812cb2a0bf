package playback

// A pile is a heap of which the item that is before all others is on top. It allocates nothing for
// an item, as container/heap does, which matters for 10⁷ tasks.
type pile[T any] struct {
	before func(a, b T) bool
	items  []T
}

func (p *pile[T]) len() int { return len(p.items) }

func (p *pile[T]) top() T { return p.items[0] }

func (p *pile[T]) push(x T) {
	p.items = append(p.items, x)
	i := len(p.items) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !p.before(x, p.items[up]) {
			break
		}
		p.items[i] = p.items[up]
		i = up
	}
	p.items[i] = x
}

func (p *pile[T]) pop() T {
	top := p.items[0]
	last := len(p.items) - 1
	x := p.items[last]
	p.items = p.items[:last]
	if last == 0 {
		return top
	}
	i := 0
	for {
		down := 2*i + 1
		if down >= last {
			break
		}
		if down+1 < last && p.before(p.items[down+1], p.items[down]) {
			down++
		}
		if !p.before(p.items[down], x) {
			break
		}
		p.items[i] = p.items[down]
		i = down
	}
	p.items[i] = x
	return top
}
