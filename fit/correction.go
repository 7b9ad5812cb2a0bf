package fit

// ChooseCorrected is [Method.Choose] for readings that hold a bias of the instrument
// which is known: corrected are the same readings without it. Every value stays that of
// rs. The intervals of S and of the most speed-up, and what a sentence says of them,
// hold those of corrected too, by the same law, for between two laws S differs by more
// than the bias: a bias that is known and not taken out belongs in the
// interval (JCGM 100:2008, F.2.4.5), and it may lie on either side. Where corrected is
// empty, or leaves nothing to fit, no bias is known.
func (m Method) ChooseCorrected(rs, corrected []Reading) (*Choice, error) {
	ch, err := m.try(rs)
	if err != nil {
		return nil, err
	}
	if len(corrected) > 0 {
		if without, err := m.Choose(corrected); err == nil {
			ch.corrected = without
		}
	}
	ch.decide()
	return ch, nil
}

// Bias is what the known bias adds to S: its value less that of the same law without it,
// 0 where none is known.
func (ch *Choice) Bias() float64 {
	from, s := ch.Serial()
	without := ch.without(from)
	if without == nil {
		return 0
	}
	other, _ := ch.corrected.SerialParam(without)
	return s.Estimate.Value - other.Estimate.Value
}
