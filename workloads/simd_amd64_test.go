package workloads

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Each stage in AVX2 must give the bits that the Go code of the same name gives.

func TestMomentsSameBits(t *testing.T) {
	need(t, vectors{avx2: true})
	rng := rand.New(rand.NewPCG(3, 4))
	for n := 1; n <= 200; n++ {
		for _, special := range []bool{false, true} {
			na, nb, rows := n, 1+rng.IntN(n), 1+rng.IntN(3)
			x := awkward(rng, rows*(na+nb), special)
			var got, want moments
			momentsAVX2(&got, &x[0], rows, na, nb)
			momentsGo(&want, x, rows, na, nb)
			for g := range 2 {
				for i := range blockRows {
					if !sameBits(got.x0[g][i], want.x0[g][i]) || !sameBits(got.sum[g][i], want.sum[g][i]) ||
						!sameBits(got.square[g][i], want.square[g][i]) {
						t.Fatalf("%d+%d values, row %d of %d, group %d: (%v %v %v), want (%v %v %v)", na, nb, i, rows, g,
							got.x0[g][i], got.sum[g][i], got.square[g][i], want.x0[g][i], want.sum[g][i], want.square[g][i])
					}
				}
			}
			var sums, wantSums laneSums
			addAVX2(&sums, &x[0], na)
			wantSums.addGo(x[:na])
			for l := range sums.sum {
				if !sameBits(sums.sum[l], wantSums.sum[l]) || !sameBits(sums.lost[l], wantSums.lost[l]) {
					t.Fatalf("%d values, lane %d: %v + %v, want %v + %v", na, l,
						sums.sum[l], sums.lost[l], wantSums.sum[l], wantSums.lost[l])
				}
			}
		}
	}
}

func TestStatisticsSameBits(t *testing.T) {
	need(t, vectors{avx2: true})
	rng := rand.New(rand.NewPCG(5, 6))
	doubts, coarse := 0, 0
	for trial := range 400 {
		na, nb := 1+rng.IntN(20), 1+rng.IntN(20)
		x := awkward(rng, blockRows*(na+nb), trial%2 == 1)
		if trial%4 == 0 {
			for i := range x {
				x[i] += 1e6
			}
		}
		d := newDesign(trial%3 == 0, na, nb)
		var got, want block
		momentsGo(&got.moments, x, blockRows, na, nb)
		want = got
		statisticsAVX2(&got, blockRows/4, newDesignLanes(&d))
		statisticsGo(&want, blockRows, &d)
		for i := range blockRows {
			if !sameBits(got.df[i], want.df[i]) || !sameBits(got.mean[0][i], want.mean[0][i]) || !sameBits(got.mean[1][i], want.mean[1][i]) {
				t.Fatalf("trial %d, row %d: df %v, means %v %v; want %v, %v %v", trial, i,
					got.df[i], got.mean[0][i], got.mean[1][i], want.df[i], want.mean[0][i], want.mean[1][i])
			}
			if want.df[i] == doubtful {
				doubts++
				continue
			}
			if want.coarse[i] != 0 {
				coarse++
			}
			if !sameBits(got.t[i], want.t[i]) || !sameBits(got.coarse[i], want.coarse[i]) {
				t.Fatalf("trial %d, row %d: t %v, coarse %v; want %v, %v", trial, i, got.t[i], got.coarse[i], want.t[i], want.coarse[i])
			}
		}
	}
	if all := 400 * blockRows; doubts == 0 || doubts > all*3/4 || coarse == 0 {
		t.Errorf("%d rows of %d doubtful, %d coarse: the test has no force", doubts, all, coarse)
	}
}

func TestCentralSameBits(t *testing.T) {
	need(t, vectors{avx2: true})
	rng := rand.New(rand.NewPCG(7, 8))
	const n = 1 << 14
	x, df, got, want := awkward(rng, n, true), make([]float64, n), make([]float64, n), make([]float64, n)
	answered := 0
	for i := range df {
		df[i] = math.Pow(10, 1+rng.Float64()*4)
		if i%64 == 0 {
			df[i] = math.Pow(10, rng.Float64()*300)
		}
		if i%3 == 0 {
			x[i] *= 8 * rng.Float64()
		}
	}
	df[5], df[6], df[7] = math.NaN(), math.Inf(1), doubtful
	twoSidedAVX2(&got[0], &x[0], &df[0], n/4, studentLanes)
	centralGo(want, x, df)
	for i := range got {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
			t.Fatalf("t = %v, df = %v: p = %v, want %v", x[i], df[i], got[i], want[i])
		}
		if want[i] != outside {
			answered++
		}
	}
	if answered < n/2 || answered > n*9/10 {
		t.Errorf("%d of %d in the central range: the test has no force", answered, n)
	}
}
