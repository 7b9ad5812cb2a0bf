package remote

import "serialfraction/harness/remote/wire"

// Alive returns how many workers are not lost.
func (e *Engine) Alive() int { return len(e.members.choose(wire.MostSlots)) }
