package wire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"
)

// task returns the message of a task with three values.
func task(t Task, values ...float64) []byte {
	message, room := NewTask(nil, 8*len(values))
	PutFloats(room, values)
	SealTask(message, t)
	return message
}

// result returns the message of a result.
func result(s *Sealer, r Result) []byte {
	message, room := NewResult(nil, r.Ack, len(r.Body))
	copy(room, r.Body)
	s.Seal(message, r)
	return message
}

var (
	someTask   = Task{Epoch: 7, Chunk: 3, Row: 30, Rows: 1, Cols: 3}
	someResult = Result{Epoch: 7, Chunk: 3, Row: 30, Rows: 2, Slot: 9, Decode: 1, Compute: 2, Encode: 3,
		Ack: []byte("$JS.ACK.HTASK.x"), Body: bytes.Repeat([]byte{1, 2, 3, 4}, 8)}
)

func TestTask(t *testing.T) {
	values := []float64{1, math.NaN(), math.Inf(-1)}
	message := task(someTask, values...)
	got, err := ReadTask(message)
	if err != nil {
		t.Fatal(err)
	}
	back := make([]float64, 3)
	Floats(back, got.Body)
	if math.Float64bits(back[1]) != math.Float64bits(values[1]) || back[0] != 1 || back[2] != math.Inf(-1) {
		t.Errorf("got %v", back)
	}
	if got.Body = nil; got.Epoch != 7 || got.Chunk != 3 || got.Row != 30 || got.Rows != 1 || got.Cols != 3 || got.Packed {
		t.Errorf("got %+v", got)
	}
	without, err := ReadTask(task(someTask))
	if err != nil || len(without.Body) != 0 || without.Apart {
		t.Errorf("a task without rows: %+v, %v", without, err)
	}
	apart := someTask
	apart.Apart = true
	if got, err := ReadTask(task(apart)); err != nil || !got.Apart {
		t.Errorf("a task whose rows come apart: %+v, %v", got, err)
	}
	if got, err := ReadTask(task(apart, 1, 2, 3)); !errors.Is(err, ErrMalformed) {
		t.Errorf("a task whose rows come apart has rows: %+v", got)
	}
}

// Values are the same bytes however this machine keeps numbers.
func TestFloats(t *testing.T) {
	defer func(was bool) { alike = was }(alike)
	values := []float64{1, math.Inf(-1), math.SmallestNonzeroFloat64, -2.5}
	want := make([]byte, 8*len(values))
	for i, v := range values {
		binary.LittleEndian.PutUint64(want[8*i:], math.Float64bits(v))
	}
	ways := []bool{false}
	if alike {
		ways = append(ways, true)
	}
	for _, alike = range ways {
		got, back := make([]byte, len(want)+1), make([]float64, len(values))
		PutFloats(got, values)
		if Floats(back, got); !bytes.Equal(got[:len(want)], want) || got[len(want)] != 0 || !slices.Equal(back, values) {
			t.Errorf("alike %v: got %x, %v", alike, got, back)
		}
	}
	PutFloats(nil, nil)
	Floats(nil, nil)
}

// Every part has a row, and several have room in what the server reads at a time.
func TestPartRows(t *testing.T) {
	for size, want := range map[int]int{8: 7680, 800: 76, 60 << 10: 1, 1 << 20: 1} {
		if got := PartRows(size); got != want {
			t.Errorf("%d rows of %d bytes", got, size)
		}
	}
}

func TestAnswers(t *testing.T) {
	for subject, want := range map[string]bool{
		WorkerInbox + ".a.b": true,
		WorkerInbox:          false,
		WorkerInbox + ".>":   false,
		WorkerInbox + "x.a":  false,
		"h.c.abc":            false,
		"":                   false,
	} {
		if got := Answers(subject); got != want {
			t.Errorf("%q: %v", subject, got)
		}
	}
}

func TestResult(t *testing.T) {
	s := NewSealer([KeySize]byte{1})
	message := result(s, someResult)
	got, err := ReadResult(message)
	if err != nil || !s.Verify(message) {
		t.Fatalf("%v, verified %v", err, s.Verify(message))
	}
	if !bytes.Equal(got.Ack, someResult.Ack) || !bytes.Equal(got.Body, someResult.Body) || got.Slot != 9 || got.Encode != 3 || got.Compute != 2 || got.Decode != 1 || got.Rows != 2 {
		t.Errorf("got %+v", got)
	}
	if NewSealer([KeySize]byte{2}).Verify(message) {
		t.Error("a message of another worker is taken")
	}
}

// Each bit of a message counts: a message of which one is changed is not read, or not verified.
func TestEveryBit(t *testing.T) {
	s := NewSealer([KeySize]byte{1})
	tasks, results := task(someTask, 1, 2, 3), result(s, someResult)
	for i := range 8 * len(tasks) {
		bad := slices.Clone(tasks)
		bad[i/8] ^= 1 << (i % 8)
		if got, err := ReadTask(bad); !errors.Is(err, ErrMalformed) {
			t.Fatalf("bit %d: %+v", i, got)
		}
	}
	for i := range 8 * len(results) {
		bad := slices.Clone(results)
		bad[i/8] ^= 1 << (i % 8)
		if s.Verify(bad) {
			t.Fatalf("bit %d does not count", i)
		}
	}
	for n := range tasks {
		if _, err := ReadTask(tasks[:n]); err == nil {
			t.Fatalf("the first %d bytes are a task", n)
		}
	}
	for n := range results {
		if _, err := ReadResult(results[:n]); err == nil {
			t.Fatalf("the first %d bytes are a result", n)
		}
	}
}

// Reading and writing tasks and results does not allocate.
func TestNoAllocation(t *testing.T) {
	s := NewSealer([KeySize]byte{1})
	tasks, results := task(someTask, 1, 2, 3), result(s, someResult)
	if n := testing.AllocsPerRun(10, func() {
		message, _ := NewTask(tasks, 24)
		SealTask(message, someTask)
		if _, err := ReadTask(message); err != nil {
			t.Fatal(err)
		}
		s.Seal(results, someResult)
		if _, err := ReadResult(results); err != nil || !s.Verify(results) {
			t.Fatal(err)
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// Both sides make the same key, and nobody else.
func TestKey(t *testing.T) {
	secret := func() Secret {
		s, err := NewSecret()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	worker, coordinator, other := secret(), secret(), secret()
	key := func(s Secret, public []byte, slot uint32) [KeySize]byte {
		agreed, err := s.Agree(public)
		if err != nil {
			t.Fatal(err)
		}
		k, err := agreed.Key("session", slot)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	one := key(worker, coordinator.Public(), 1)
	if one != key(coordinator, worker.Public(), 1) {
		t.Error("the two sides have different keys")
	}
	for _, not := range [][KeySize]byte{key(coordinator, worker.Public(), 2), key(other, worker.Public(), 1), key(other, coordinator.Public(), 1)} {
		if one == not {
			t.Error("another has the key too")
		}
	}
	if _, err := worker.Agree([]byte("short")); err == nil {
		t.Error("a key is made of anything")
	}
}

func TestAcksTask(t *testing.T) {
	s := Subjects{"abc"}
	for subject, want := range map[string]bool{
		"$JS.ACK.HTASK.abc-7.1.2.3.4.5": true,
		"$JS.ACK.HTASK.abc-8.1.2.3.4.5": false,
		"$JS.ACK.HTASK.abc-7.>":         false,
		"$JS.API.STREAM.PURGE.HTASK":    false,
		"h.c.abc":                       false,
		"":                              false,
	} {
		if got := s.AcksTask(subject, 7); got != want {
			t.Errorf("%q: %v", subject, got)
		}
	}
}

// Any bytes are read as a whole task, or refused.
func FuzzTask(f *testing.F) {
	f.Add(task(someTask, 1, 2, 3))
	f.Add(task(someTask))
	f.Add(task(Task{Epoch: 7, Rows: 2000, Cols: 100, Apart: true}))
	f.Add([]byte("HSK1"))
	f.Fuzz(func(t *testing.T, message []byte) {
		got, err := ReadTask(message)
		if err != nil {
			return
		}
		again, room := NewTask(nil, len(got.Body))
		copy(room, got.Body)
		if SealTask(again, got); !bytes.Equal(again, message) {
			t.Errorf("%x is read as %+v", message, got)
		}
	})
}

// Any bytes are read as a whole result, or refused.
func FuzzResult(f *testing.F) {
	s := NewSealer([KeySize]byte{1})
	f.Add(result(s, someResult))
	f.Add(result(s, Result{Failed: true, Body: []byte("no such gene")}))
	f.Add([]byte("HSR1"))
	f.Fuzz(func(t *testing.T, message []byte) {
		got, err := ReadResult(message)
		if err != nil {
			return
		}
		at := len(message) - CodeSize
		again := result(s, got)
		copy(again[32:40], message[32:40]) // the number of the result, which only its worker counts
		if !bytes.Equal(again[:at], message[:at]) {
			t.Errorf("%x is read as %+v", message, got)
		}
	})
}

// Any text of a rare message is read, or refused.
func FuzzMessages(f *testing.F) {
	f.Add(Marshal(Hello{Version: 1, Host: "a"}))
	f.Add(Marshal(Control{Kind: Load, Job: &Job{ID: 1}}))
	f.Add(Marshal(Reply{Kind: Go}))
	f.Add(Marshal(Header{Cols: 2, Rows: 1, First: Bits([]float64{1, math.NaN()}), Samples: []string{"a", "b"}}))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, message := range []any{new(Hello), new(Welcome), new(Control), new(Reply), new(Beat)} {
			if Unmarshal(text, message) == nil {
				Marshal(message)
			}
		}
		var h Header
		if Unmarshal(text, &h) == nil && h.Check() == nil && len(h.First) > h.Rows*h.Cols {
			t.Errorf("%s: %d first values of %d rows", text, len(h.First), h.Rows)
		}
	})
}
