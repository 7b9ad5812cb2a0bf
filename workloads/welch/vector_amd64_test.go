package welch

import (
	"math/rand/v2"
	"testing"

	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// Each stage in AVX2 must give the bits that the Go code of the same name gives.

func TestMomentsSameBits(t *testing.T) {
	workloadtest.Need(t, vector.Set{AVX2: true})
	rng := rand.New(rand.NewPCG(3, 4))
	for n := 1; n <= 200; n++ {
		for _, special := range []bool{false, true} {
			na, nb, rows := n, 1+rng.IntN(n), 1+rng.IntN(3)
			x := workloadtest.Awkward(rng, rows*(na+nb), special)
			var got, want moments
			momentsAVX2(&got, &x[0], rows, na, nb)
			momentsGo(&want, x, rows, na, nb)
			for g := range 2 {
				for i := range blockRows {
					if !workloadtest.SameBits(got.x0[g][i], want.x0[g][i]) || !workloadtest.SameBits(got.sum[g][i], want.sum[g][i]) ||
						!workloadtest.SameBits(got.square[g][i], want.square[g][i]) {
						t.Fatalf("%d+%d values, row %d of %d, group %d: (%v %v %v), want (%v %v %v)", na, nb, i, rows, g,
							got.x0[g][i], got.sum[g][i], got.square[g][i], want.x0[g][i], want.sum[g][i], want.square[g][i])
					}
				}
			}
			var sums, wantSums laneSums
			addAVX2(&sums, &x[0], na)
			wantSums.addGo(x[:na])
			for l := range sums.sum {
				if !workloadtest.SameBits(sums.sum[l], wantSums.sum[l]) || !workloadtest.SameBits(sums.lost[l], wantSums.lost[l]) {
					t.Fatalf("%d values, lane %d: %v + %v, want %v + %v", na, l,
						sums.sum[l], sums.lost[l], wantSums.sum[l], wantSums.lost[l])
				}
			}
		}
	}
}

func TestStatisticsSameBits(t *testing.T) {
	workloadtest.Need(t, vector.Set{AVX2: true})
	rng := rand.New(rand.NewPCG(5, 6))
	doubts, coarse := 0, 0
	for trial := range 400 {
		na, nb := 1+rng.IntN(20), 1+rng.IntN(20)
		x := workloadtest.Awkward(rng, blockRows*(na+nb), trial%2 == 1)
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
			if !workloadtest.SameBits(got.df[i], want.df[i]) || !workloadtest.SameBits(got.mean[0][i], want.mean[0][i]) || !workloadtest.SameBits(got.mean[1][i], want.mean[1][i]) {
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
			if !workloadtest.SameBits(got.t[i], want.t[i]) || !workloadtest.SameBits(got.coarse[i], want.coarse[i]) {
				t.Fatalf("trial %d, row %d: t %v, coarse %v; want %v, %v", trial, i, got.t[i], got.coarse[i], want.t[i], want.coarse[i])
			}
		}
	}
	if all := 400 * blockRows; doubts == 0 || doubts > all*3/4 || coarse == 0 {
		t.Errorf("%d rows of %d doubtful, %d coarse: the test has no force", doubts, all, coarse)
	}
}
