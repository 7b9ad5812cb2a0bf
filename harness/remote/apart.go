package remote

import (
	"fmt"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/remote/wire"
)

// hand sends the rows of a task to the worker that took it and asks for them. Whether the task is
// given to another when the worker is silent, the queue decides: that one asks again.
func (s *step) hand(m *nats.Msg) error {
	task, err := wire.ReadTask(m.Data)
	if err != nil || !task.Apart || s.loaded.Resident() || !wire.Answers(m.Reply) || task.Epoch != s.epoch || task.Chunk >= s.next {
		return nil // of a step that has ended, of one whose workers have the rows, or of none
	}
	c, err := s.job.Read(task.Chunk, s.rows)
	if err != nil {
		return err
	}
	size := wire.RowSize(s.job.Data, s.job.Workload.Packed)
	n := wire.PartRows(size)
	for from := 0; from < c.Rows; from += n {
		rows := min(n, c.Rows-from)
		var room []byte
		s.apart, room = wire.NewTask(s.apart, rows*size)
		wire.PutRows(room, rowsOf(c, from, rows, size))
		wire.SealTask(s.apart, wire.Task{Epoch: s.epoch, Chunk: c.Index, Row: c.Row + from, Rows: rows, Cols: c.Cols, Packed: c.Packed != nil})
		if err := s.nc.Publish(m.Reply, s.apart); err != nil {
			return fmt.Errorf("the server does not take the rows: %w", err)
		}
	}
	return nil
}

// rowsOf returns some of the rows of a chunk, each of that size in bytes.
func rowsOf(c harness.Chunk, from, rows, size int) harness.Chunk {
	if c.Packed != nil {
		c.Packed = c.Packed[from*size : (from+rows)*size]
	} else {
		c.Values = c.Values[from*c.Cols : (from+rows)*c.Cols]
	}
	return c
}
