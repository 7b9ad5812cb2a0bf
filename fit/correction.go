package fit

// ChooseCorrected does what [Method.Choose] does, for readings with a known bias of the
// instrument. corrected holds the same readings without it. Every value stays that of rs.
// The intervals of S and of the largest speed-up, also in the sentence, contain those of
// corrected too, because a known bias that is not removed belongs in the interval (JCGM
// 100:2008, F.2.4.5); it may lie on either side. Both intervals are of the same law, since
// S differs between two laws by more than the bias. Where corrected is empty or cannot be
// fitted, no bias is known.
func (m Method) ChooseCorrected(rs, corrected []Reading) (*Choice, error) {
	return m.ChooseInBlocks(rs, corrected, nil)
}

// ChooseInBlocks does what [Method.ChooseCorrected] does, for readings that were made in
// blocks, each N once in a block. The interval of S allows for an S that differs between
// blocks, as [Curve.InBlocks] finds it. blocks is parallel to rs; nil is no blocks.
func (m Method) ChooseInBlocks(rs, corrected []Reading, blocks []int) (*Choice, error) {
	ch, err := m.try(rs)
	if err != nil {
		return nil, err
	}
	ch.blocks = blocks
	if len(corrected) > 0 {
		if without, err := m.Choose(corrected); err == nil {
			ch.corrected = without
		}
	}
	ch.decide()
	return ch, nil
}

// Bias returns how much the known bias adds to S: the value of S minus that of the same
// law without the bias, 0 where no bias is known.
func (ch *Choice) Bias() float64 {
	from, s := ch.Serial()
	without := ch.without(from)
	if without == nil {
		return 0
	}
	other, _ := ch.corrected.SerialParam(without)
	return s.Estimate.Value - other.Estimate.Value
}
