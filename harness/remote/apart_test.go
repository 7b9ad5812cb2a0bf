package remote_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/wire"
)

// large returns a job whose chunks, of 240 KB, come apart from their tasks, and what it answers.
func large(t *testing.T) (*harness.Job, []float64) {
	t.Helper()
	j := enginetest.Job(1000, 100, 300)
	if size := 8 * j.Data.Cols * j.ChunkRows; !wire.Apart(size) {
		t.Fatalf("%d bytes come with their task", size)
	}
	want, err := harness.Answer(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	return j, want
}

// Rows that come apart from their tasks are those of the dataset, however it holds them.
func TestApart(t *testing.T) {
	b := newBench(t, remote.Options{Most: 3}, 2)
	for _, hold := range []func(*harness.Job){func(*harness.Job) {}, enginetest.Decoded, enginetest.Packed} {
		j, want := large(t)
		hold(j)
		got, timing, err := harness.Once(t.Context(), b, j, 3)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v, got %v, want %v", err, got, want)
		}
		enginetest.CheckTiles(t, j, 3, timing)
	}
}

// Where connections are cut while rows are on their way, their tasks go back to the queue.
func TestCutApart(t *testing.T) {
	t.Parallel()
	b, link := linked(t, 2)
	j, want := large(t)
	enginetest.Decoded(j)
	decode := j.Data.Store.Decode
	cut := sync.OnceFunc(func() { link(0).Cut(); link(1).Cut() })
	j.Data.Store.Decode = func(dst []float64, row, rows int, columns []int) {
		if row >= 300 { // a worker has asked for them
			cut()
		}
		decode(dst, row, rows, columns)
	}
	got, timing, err := harness.Once(t.Context(), b, j, 2)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("%v, got %v, want %v", err, got, want)
	}
	if timing.Lost == 0 {
		t.Error("no worker is lost")
	}
}

// Rows are sent to a worker that asks for those of a task of the run, and to nobody else.
func TestAskedByOthers(t *testing.T) {
	b := newBench(t, remote.Options{Most: 1}, 1)
	if _, err := b.Join(); err != nil {
		t.Fatal(err)
	}
	nc, err := b.Server().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	subjects := wire.Subjects{Session: b.Server().Session}
	asked, elsewhere, answers := make(chan *nats.Msg, 100), make(chan *nats.Msg, 100), make(chan *nats.Msg, 100)
	for subject, came := range map[string]chan *nats.Msg{subjects.Asks(): asked, "elsewhere": elsewhere, wire.WorkerInbox + ".other": answers} {
		if _, err := nc.ChanSubscribe(subject, came); err != nil {
			t.Fatal(err)
		}
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	j, want := large(t)
	kernel := j.Workload.Kernel
	var once sync.Once
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		once.Do(func() {
			own := (<-asked).Data
			for _, bad := range []struct {
				answer string
				task   []byte
			}{
				{"elsewhere", own},
				{wire.WorkerInbox + ".other", nil},
				{wire.WorkerInbox + ".other", taskOf(wire.Task{Epoch: 1, Chunk: 99, Apart: true})},
				{wire.WorkerInbox + ".other", taskOf(wire.Task{Epoch: 99, Apart: true})},
				{wire.WorkerInbox + ".other", taskOf(wire.Task{Epoch: 1})},
			} {
				if err := nc.PublishRequest(subjects.Asks(), bad.answer, bad.task); err != nil {
					t.Error(err)
				}
			}
			if err := nc.PublishRequest(subjects.Asks(), wire.WorkerInbox+".other", own); err != nil {
				t.Error(err)
			}
			for rows := 0; rows < c.Rows; {
				part, err := wire.ReadTask((<-answers).Data)
				if err != nil || part.Chunk != c.Index || part.Row != c.Row+rows {
					t.Errorf("%v, got row %d of chunk %d after %d rows of %d", err, part.Row, part.Chunk, rows, c.Index)
					return
				}
				rows += part.Rows
			}
		})
		kernel(dst, c)
	}
	got, _, err := harness.Once(t.Context(), b, j, 1)
	if err != nil || !slices.Equal(got, want) || len(answers) > 0 || len(elsewhere) > 0 {
		t.Errorf("%v, %d parts more, %d elsewhere", err, len(answers), len(elsewhere))
	}
}

// taskOf returns the message of a task without rows.
func taskOf(t wire.Task) []byte {
	message, _ := wire.NewTask(nil, 0)
	wire.SealTask(message, t)
	return message
}
