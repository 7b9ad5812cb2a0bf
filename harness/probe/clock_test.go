package probe

import (
	"context"
	"testing"
	"time"
)

func TestReadTimer(t *testing.T) {
	f := &fakeMachine{read: 30}
	if got := ReadTimer(f.now, 1000); got != (Timer{Cost: 30, Step: 30}) {
		t.Errorf("%+v", got)
	}
	coarse, n := time.Duration(0), 0
	if got := ReadTimer(func() time.Duration { n++; coarse = time.Duration(n/10) * time.Microsecond; return coarse }, 1000); got.Step != time.Microsecond || got.Cost != 100 {
		t.Errorf("a clock of 1 µs: %+v", got)
	}
	if got := ReadTimer(func() time.Duration { return 7 }, 5); got != (Timer{}) {
		t.Errorf("a clock that stands: %+v", got)
	}
}

func TestWatch(t *testing.T) {
	// Readings 100 ns apart, but for 15 µs at the 50th, 9 µs, no gap, at the 60th and
	// 2 ms at the 70th.
	at, n := time.Duration(0), 0
	now := func() time.Duration {
		n++
		switch n {
		case 50:
			at += 15 * time.Microsecond
		case 60:
			at += 9 * time.Microsecond
		case 70:
			at += 2 * time.Millisecond
		default:
			at += 100
		}
		return at
	}
	got := Watch(t.Context(), now, 3*time.Millisecond, LeastGap)
	want := Gaps{Length: got.Length, Count: 2, Lost: 2015 * time.Microsecond, Largest: 2 * time.Millisecond}
	if got != want || got.Length < 3*time.Millisecond || got.Length > 3*time.Millisecond+100 {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// A watch of a century ends with its context.
func TestWatchEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f := &fakeMachine{read: 1}
	got := Watch(ctx, func() time.Duration {
		if f.at == 10_000 {
			cancel()
		}
		return f.now()
	}, 100*365*24*time.Hour, LeastGap)
	if got.Length < 10_000 || got.Length > 20_000 {
		t.Errorf("it watched for %v", got.Length)
	}
}

func TestOvershoot(t *testing.T) {
	f := &fakeMachine{read: 1}
	n := 0
	got := Overshoot(f.now, func(d time.Duration) {
		n++
		f.late(time.Duration(n) * time.Microsecond)(d)
	}, time.Millisecond, 200)
	if want := (Spread{200, 100*time.Microsecond + 1, 198*time.Microsecond + 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The woken thread reads a clock that counts its readings.
func TestWake(t *testing.T) {
	var n time.Duration
	rests := 0
	got := Wake(func() time.Duration { n += 5; return n }, func(time.Duration) { rests++ }, 50)
	if got != (Spread{50, 5, 5}) || rests != 50 {
		t.Errorf("%+v after %d rests", got, rests)
	}
}
