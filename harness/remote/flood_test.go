package remote_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/harness/remote/wire"
)

// heap returns the bytes that are in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what lies in a pool survives one
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A worker with valid keys that sends without end fills no memory, also while the coordinator reads nothing:
// results that are larger than one of the step are dropped as they come, and of all else that is not read only
// so much is kept. What was dropped is counted, and the answer is that of the serial run, bit for bit.
func TestFlood(t *testing.T) {
	t.Parallel()
	const messages, replies = 8, 96 // of 8 MiB and of 256 KiB
	var b *bench
	var in *remotetest.Insider
	var once sync.Once
	until := func(dropped func(remote.Dropped) int, want int) {
		late := time.Now().Add(time.Minute) // where a message was lost, and the test fails
		for dropped(b.Dropped()) < want && time.Now().Before(late) {
			time.Sleep(time.Millisecond)
		}
	}
	var before, after uint64
	flood := func() { // on the goroutine of Run, which reads nothing meanwhile
		before = heap()
		large := in.Result(in.Slots[0], wire.Result{Epoch: in.Epoch(), Rows: 3, Ack: []byte("$JS.ACK.HTASK.x")}, make([]byte, 8<<20-1<<10))
		for range messages {
			in.Send(t, large)
		}
		until(func(d remote.Dropped) int { return d.Forged }, messages)
		reply := make([]byte, wire.MostReply)
		for range replies {
			if err := in.NC.Publish(in.Subjects.Replies(), reply); err != nil {
				t.Error(err)
			}
		}
		until(func(d remote.Dropped) int { return d.Unread }, replies-64) // 64 have 16 MiB
		after = heap()
	}
	b, in = infiltratedBy(t, remote.Options{Ship: remote.Rows, Most: 2, Pace: unhurried, // while the coordinator reads nothing it acknowledges nothing
		Landed: func(harness.Chunk, []float64) { once.Do(flood) }})
	right(t, b, enginetest.Job(60, 2, 3), 2)
	if d := b.Dropped(); d.Forged != messages || d.Unread < replies-64 {
		t.Errorf("dropped %+v", d)
	}
	if most := before + 64<<20; after > most {
		t.Errorf("%d MiB are in use after %d MiB were sent, %d before", after>>20, (messages*8<<20+replies*wire.MostReply)>>20, before>>20)
	}
}
