package output

import (
	"sync"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
	"serialfraction/harness/parquetfile"
)

// A block is a part of a file.
type block struct {
	text   []byte
	packed []byte // of a sink that packs each block by itself

	group *parquetfile.Group // instead of text
}

// stall is the number of blocks of text, each made in one to six milliseconds, that others may make while one worker has lost
// its CPU for some milliseconds, with the block that is to be put next.
const stall = 8

// inOrder makes the blocks of a text on so many workers at once and puts them into a sink in their
// order.
func inOrder(l lines, s sink, workers int) error {
	return inTurn(l.blocks(), workers, stall, func() func(*block, int) error {
		lines, pack := l.maker(), s.packer()
		return func(b *block, i int) error {
			b.text = lines(b.text[:0], i)
			return pack(b)
		}
	}, s.put)
}

// inTurn makes so many blocks on so many workers at once and puts them in their order. maker returns
// the function by which one worker makes the block of a number, in the memory of one that was put. A
// worker that has made a block puts it and those behind it that are ready, unless another is at that,
// and makes the next: no worker waits for another as long as the blocks that are made or ready are
// fewer than two for each and ahead. So memory is bounded by these, however many there are, and with one worker
// there is no order to wait for. Of several errors it returns the first; a panic of a worker is a
// *crash.Error.
func inTurn(blocks, workers, ahead int, maker func() func(*block, int) error, put func(*block) error) error {
	q := newQueue(blocks, max(1, workers), ahead)
	var group errgroup.Group
	for range max(1, workers) {
		group.Go(crash.Guard(func() error {
			whole := false
			defer func() { // runs also where a block panics
				if !whole {
					q.giveUp()
				}
			}()
			if err := q.work(maker(), put); err != nil {
				return err
			}
			whole = true
			return nil
		}))
	}
	return group.Wait()
}

// A queue hands out the numbers of blocks and keeps those that are ready in their order.
type queue struct {
	mu      sync.Mutex
	room    sync.Cond // a block was put, or all is given up
	blocks  int
	claimed int            // blocks [0, claimed) are made or being made
	put     int            // blocks [0, put) are in the sink
	ready   map[int]*block // made, and behind put
	free    []*block       // memory of blocks that were put
	most    int            // blocks between put and claimed
	putting bool           // a worker is at it
	gone    bool           // a worker has failed
}

func newQueue(blocks, workers, ahead int) *queue {
	q := &queue{blocks: blocks, ready: make(map[int]*block), most: 2*workers + ahead}
	q.room.L = &q.mu
	return q
}

// giveUp ends the waits of all workers.
func (q *queue) giveUp() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.gone = true
	q.room.Broadcast()
}

// work makes blocks until there are no more.
func (q *queue) work(fill func(*block, int) error, put func(*block) error) error {
	for {
		i, b := q.claim()
		if b == nil {
			return nil
		}
		if err := fill(b, i); err != nil {
			return err
		}
		if err := q.hand(i, b, put); err != nil {
			return err
		}
	}
}

// claim returns the number of the next block and memory for it, nil where there is none to make.
func (q *queue) claim() (i int, b *block) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.gone && q.claimed < q.blocks && q.claimed-q.put >= q.most {
		q.room.Wait()
	}
	if q.gone || q.claimed == q.blocks {
		return 0, nil
	}
	i = q.claimed
	q.claimed++
	if n := len(q.free); n > 0 {
		b, q.free = q.free[n-1], q.free[:n-1]
		return i, b
	}
	return i, new(block)
}

// hand adds a block that is ready and, unless another worker is at it, puts those whose turn it is.
func (q *queue) hand(i int, b *block, put func(*block) error) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ready[i] = b
	if q.putting {
		return nil
	}
	q.putting = true
	for !q.gone && q.ready[q.put] != nil {
		next := q.ready[q.put]
		delete(q.ready, q.put)
		if err := q.unlocked(func() error { return put(next) }); err != nil {
			return err // nobody else puts a block any more
		}
		q.put++
		q.free = append(q.free, next)
		q.room.Broadcast()
	}
	q.putting = false
	return nil
}

// unlocked calls f while others may use the queue.
func (q *queue) unlocked(f func() error) error {
	q.mu.Unlock()
	defer q.mu.Lock()
	return f()
}
