package harness_test

import (
	"testing"

	"serialfraction/harness"
)

// A name means one kind, and every engine of this package has the name of its kind.
func TestEngineKinds(t *testing.T) {
	for _, k := range harness.EngineKinds {
		if got := harness.EngineKindOf(k.Name); got != k {
			t.Errorf("%s is found as %+v, and is %+v", k.Name, got, k)
		}
	}
	for _, c := range []struct {
		engine harness.Engine
		kind   harness.EngineKind
	}{
		{&harness.Pool{}, harness.PoolKind},
		{harness.Serial{}, harness.SerialKind},
		{&harness.Sim{}, harness.SimKind},
		{&harness.Control{}, harness.ControlKind},
		{harness.Alternative{Engine: &harness.Sim{}}, harness.AlternativeKind},
	} {
		if got := harness.EngineKindOf(c.engine.Name()); got != c.kind {
			t.Errorf("%T is %+v, want %+v", c.engine, got, c.kind)
		}
	}
	if got := harness.EngineKindOf("of others"); got != (harness.EngineKind{Name: "of others"}) {
		t.Errorf("an engine that is not known: %+v", got)
	}
}
