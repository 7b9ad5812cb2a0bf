package made

import (
	"context"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
)

// grain is the number of rows that a goroutine generates at a time.
const grain = 512

// eachGrain calls f for rows [lo, hi) until all rows are generated or the context ends,
// on one goroutine per CPU. No two calls have a row in common.
func eachGrain(ctx context.Context, rows int, f func(lo, hi int)) error {
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		g.Go(crash.Guard(func() error {
			for ctx.Err() == nil {
				hi := int(next.Add(grain))
				lo := hi - grain
				if lo >= rows {
					return nil
				}
				f(lo, min(hi, rows))
			}
			return ctx.Err()
		}))
	}
	return g.Wait()
}
