package compare

// byBlock returns what each block adds to a reading, less the mean: at each N its terms less
// their location, summed over the runs of the block and divided by how many runs a block has
// on average. An N that a block has no run at adds nothing there. Of a measured quantity only
// blocks count that have all its N; of one of the fit, in which a run weighs as much as any
// other, those with the N that all blocks have. One block may lack such an N, for it was cut short.
func (r *reading) byBlock() map[int]float64 {
	held := r.held()
	most := 0
	for _, in := range held {
		most = max(most, len(in))
	}
	sums := map[int]float64{}
	for _, b := range r.blocks {
		sums[b] = 0
	}
	for _, in := range held {
		for b := range sums {
			if (r.measured || len(in) >= most-1) && in[b] == 0 {
				delete(sums, b)
			}
		}
	}
	each := map[int]float64{}
	for n, in := range held {
		total := 0
		for b := range sums {
			total += in[b]
		}
		each[n] = float64(total) / float64(len(sums))
	}
	for i, term := range r.terms {
		n := r.runs[i].Workers
		if _, whole := sums[r.blocks[i]]; whole && each[n] > 0 {
			sums[r.blocks[i]] += (term - r.locations[n]) / each[n]
		}
	}
	return sums
}

// held returns how many runs each block has at each N that has a part in the reading.
func (r *reading) held() map[int]map[int]int {
	runs := map[int]map[int]int{}
	for i, term := range r.terms {
		if n := r.runs[i].Workers; term != 0 && runs[n] == nil {
			runs[n] = map[int]int{}
		}
	}
	for i, b := range r.blocks {
		if in := runs[r.runs[i].Workers]; in != nil {
			in[b]++
		}
	}
	return runs
}
