package remote_test

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/harness/remote/wire"
)

// What a process sends that has joined by the book, and so has the key of the workers and keys for results of
// its own.

// infiltrated returns an engine whose first worker, of the two of each run, is an insider.
func infiltrated(t *testing.T, ship remote.Ship) (*bench, *remotetest.Insider) {
	return infiltratedBy(t, remote.Options{Ship: ship, Most: 2, Pace: soon})
}

func infiltratedBy(t *testing.T, o remote.Options) (*bench, *remotetest.Insider) {
	b := newBench(t, o, 1)
	file, err := b.Join()
	if err != nil {
		t.Fatal(err)
	}
	nc, err := b.Server().ConnectWorker(nats.CustomInboxPrefix(wire.WorkerInbox))
	if err != nil {
		t.Fatal(err)
	}
	return b, remotetest.NewInsider(t, nc, file.Session, 1)
}

// What a worker sends in the name of another, what contradicts its own task, and what is no result, is dropped
// and counted. So is its own result once more in a later step.
func TestForged(t *testing.T) {
	t.Parallel()
	b, in := infiltratedBy(t, remote.Options{Ship: remote.Rows, Most: 2, Pace: unhurried})
	own, other := in.Slots[0], in.Slots[0]+1
	answers, err := harness.Answer(t.Context(), enginetest.Job(60, 2, 3))
	if err != nil {
		t.Fatal(err)
	}
	const chunk, rows, width = 7, 3, 2
	body := make([]byte, 8*rows*width)
	wire.PutFloats(body, answers[chunk*rows*width:(chunk+1)*rows*width])
	var mine, late []byte // its result, which is taken, and that it has none after all, which comes too late
	forgeries := func(epoch uint64) map[string][]byte {
		ack := func(consumer string) []byte { return []byte("$JS.ACK.HTASK." + consumer + ".1.1.1.1.1") }
		good := wire.Result{Epoch: epoch, Chunk: chunk, Row: chunk * rows, Rows: rows, Slot: own, Ack: ack(in.Subjects.Consumer(epoch))}
		with := func(change func(*wire.Result), body []byte) []byte {
			r := good
			change(&r)
			return in.Result(own, r, body)
		}
		mine = with(func(*wire.Result) {}, body)
		late = with(func(r *wire.Result) { r.Failed = true }, []byte("no such gene"))
		sized := func(size uint32) []byte { // the code is right, the size of the body is not
			message := slices.Clone(mine)
			binary.LittleEndian.PutUint32(message[44:], size)
			return message
		}
		return map[string][]byte{
			"in the name of another":              with(func(r *wire.Result) { r.Slot = other }, body),
			"the failure of another":              with(func(r *wire.Result) { r.Slot, r.Failed = other, true }, []byte("no such gene")),
			"of a worker of no run":               with(func(r *wire.Result) { r.Slot = 99 }, body),
			"of a chunk that the run lacks":       with(func(r *wire.Result) { r.Chunk = 20 }, body),
			"of a chunk that no run has":          with(func(r *wire.Result) { r.Chunk = 1<<31 - 1 }, body),
			"of other rows than the chunk's":      with(func(r *wire.Result) { r.Chunk-- }, body),
			"of fewer rows":                       with(func(r *wire.Result) { r.Rows-- }, body[:8*(rows-1)*width]),
			"without values":                      with(func(*wire.Result) {}, nil),
			"with a value too many":               with(func(*wire.Result) {}, append(slices.Clone(body), body[:8]...)),
			"with half a value":                   with(func(*wire.Result) {}, body[:len(body)-4]),
			"that acknowledges another step":      with(func(r *wire.Result) { r.Ack = ack(in.Subjects.Consumer(epoch + 1)) }, body),
			"that makes the coordinator purge":    with(func(r *wire.Result) { r.Ack = []byte("$JS.API.STREAM.PURGE.HTASK") }, body),
			"whose size is the upper bits of ∞":   sized(0x7ff00000),
			"whose size is the upper bits of NaN": sized(0x7ff80000),
			"cut short in its code":               mine[:len(mine)-1],
			"cut short in its header":             mine[:wire.ResultHeader-1],
			"empty":                               {},
			"garbage":                             []byte("garbage"),
		}
	}
	j := at(chunk, func() {
		for _, message := range forgeries(in.Epoch()) {
			in.Send(t, message)
		}
		in.Send(t, mine)
		in.Send(t, late)
		if err := in.NC.Flush(); err != nil {
			t.Error(err)
		}
	})
	right(t, b, j, 2)
	want := remote.Dropped{Forged: len(forgeries(0)), Duplicates: 2} // with that of the worker that has the chunk
	if got := b.Dropped(); got != want {
		t.Errorf("%+v dropped, want %+v", got, want)
	}
	forgeries(1)
	old := slices.Clone(mine)
	right(t, b, at(chunk, func() {
		renamed := slices.Clone(old)
		binary.LittleEndian.PutUint64(renamed[8:], in.Epoch())
		in.Send(t, old)
		in.Send(t, renamed)
		if err := in.NC.Flush(); err != nil {
			t.Error(err)
		}
	}), 2)
	want.Late, want.Forged = 1, want.Forged+1
	if got := b.Dropped(); got != want {
		t.Errorf("after the second run %+v dropped, want %+v", got, want)
	}
}

// Who asks for rows that the workers have beforehand gets none, and the run does not suffer from it.
func TestAskedBeforehand(t *testing.T) {
	t.Parallel()
	b, in := infiltrated(t, remote.Object)
	answers, err := in.NC.SubscribeSync(wire.WorkerInbox + ".rows")
	if err != nil {
		t.Fatal(err)
	}
	j := at(0, func() {
		for chunk := range 20 {
			task := taskOf(wire.Task{Epoch: in.Epoch(), Chunk: chunk, Apart: true})
			if err := in.NC.PublishRequest(in.Subjects.Asks(), answers.Subject, task); err != nil {
				t.Error(err)
			}
		}
		if err := in.NC.Flush(); err != nil {
			t.Error(err)
		}
	})
	enginetest.Decoded(j)
	right(t, b, j, 2)
	if err := in.NC.Flush(); err != nil {
		t.Fatal(err)
	}
	if n, _, err := answers.Pending(); err != nil || n > 0 {
		t.Errorf("%v, %d answers", err, n)
	}
}

// Who joins again and again is turned away at some time, and of what nobody says who joins nothing is kept.
func TestJoinsWithoutEnd(t *testing.T) {
	t.Parallel()
	b, in := infiltrated(t, remote.Rows)
	secret, err := wire.NewSecret()
	if err != nil {
		t.Fatal(err)
	}
	hello := wire.Hello{Version: wire.Version, Program: wire.Program(), Host: strings.Repeat("h", 1<<20), Slots: wire.MostSlots, Public: secret.Public()}
	long := wire.Marshal(hello)
	hello.Host = "insider"
	if err := in.NC.PublishRequest(in.Subjects.Hello(), wire.WorkerInbox+".long", long); err != nil {
		t.Fatal(err)
	}
	joined := 1 // process
	for ; ; joined++ {
		answer, err := in.NC.RequestWithContext(t.Context(), in.Subjects.Hello(), wire.Marshal(hello))
		if err != nil {
			t.Fatal(err)
		}
		var w wire.Welcome
		if err := wire.Unmarshal(answer.Data, &w); err != nil {
			t.Fatal(err)
		}
		if w.Refused != "" {
			if want := "12289 workers have joined"; !strings.HasPrefix(w.Refused, want) {
				t.Errorf("got %s, want %s …", w.Refused, want)
			}
			break
		}
		if joined > 4 {
			t.Fatal("there is no end")
		}
	}
	if got := len(b.Members()); got != joined {
		t.Errorf("%d processes have joined, want %d", got, joined)
	}
}

// take takes a task as a worker does, and answers the server.
func take(t *testing.T, in *remotetest.Insider, answer string) {
	t.Helper()
	m, err := in.NC.RequestWithContext(t.Context(), "$JS.API.CONSUMER.MSG.NEXT."+wire.TaskStream+"."+in.Subjects.Consumer(in.Epoch()), nil)
	if err == nil {
		err = errors.Join(in.NC.Publish(m.Reply, []byte(answer)), in.NC.Flush())
	}
	if err != nil {
		t.Error(err)
	}
}

// A task that a worker takes and does not answer is another's after a while.
func TestTaken(t *testing.T) {
	t.Parallel()
	b, in := infiltrated(t, remote.Rows)
	if lost := right(t, b, at(7, func() { take(t, in, "+WPI") }), 2); lost == 0 {
		t.Error("the run counts as one whose workers all did their work")
	}
}

// Where a worker acknowledges tasks that have no answer, the run ends by itself, for nobody gets them any
// more, and the next does not suffer from it.
func TestAcknowledged(t *testing.T) {
	t.Parallel()
	b, in := infiltrated(t, remote.Rows)
	j := at(7, func() { take(t, in, "+ACK") })
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); !errors.Is(err, remote.ErrAcknowledged) {
		t.Errorf("got %v", err)
	}
	right(t, b, enginetest.Job(60, 2, 3), 2)
}
