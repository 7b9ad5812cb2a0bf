package wire

import (
	"strconv"
	"strings"
)

// The stream with the tasks and the object store with the rows.
const (
	TaskStream = "HTASK"
	DataBucket = "HDATA"
)

// Subjects are the names that a session's messages go by. A session is one coordinator from its
// start to its end.
type Subjects struct{ Session string }

// Tasks is the subject of the tasks of a step. Tasks of all steps are below [Subjects.AllTasks].
func (s Subjects) Tasks(epoch uint64) string {
	return "h.t." + s.Session + "." + strconv.FormatUint(epoch, 10)
}

// EveryTask is the subjects of the tasks of all steps of the session.
func (s Subjects) EveryTask() string { return "h.t." + s.Session + ".>" }

// AllTasks is what the stream of tasks keeps.
func AllTasks() string { return "h.t.>" }

// Consumer is the name of the consumer of a step.
func (s Subjects) Consumer(epoch uint64) string {
	return s.Session + "-" + strconv.FormatUint(epoch, 10)
}

// Hello is the subject on which a worker asks to join. The answer is a [Welcome].
func (s Subjects) Hello() string { return "h.j." + s.Session }

// Control is the subject of what the coordinator asks of all workers, each a [Control].
func (s Subjects) Control() string { return "h.c." + s.Session }

// Replies is the subject of what the workers answer to that, each a [Reply].
func (s Subjects) Replies() string { return "h.a." + s.Session }

// Results is the subject of the results.
func (s Subjects) Results() string { return "h.r." + s.Session }

// Asks is the subject on which a worker asks for the rows of a task that came without them. The question
// is the task as it came, and the answer its rows, in parts and in their order, see [Task.Apart].
func (s Subjects) Asks() string { return "h.d." + s.Session }

// Answers reports whether a subject is one on which workers get answers. A worker names the subject, so
// it could name any other.
func Answers(subject string) bool {
	return strings.HasPrefix(subject, WorkerInbox+".") && !strings.ContainsAny(subject, " \t\r\n*>")
}

// Beats is the subject on which each worker shows that it lives, see [Beat].
func (s Subjects) Beats() string { return "h.b." + s.Session }

// AcksTask reports whether a subject acknowledges a task of a step. A worker names the subject, so
// it could name any other.
func (s Subjects) AcksTask(subject string, epoch uint64) bool {
	rest, ok := strings.CutPrefix(subject, "$JS.ACK."+TaskStream+"."+s.Consumer(epoch)+".")
	return ok && !strings.ContainsAny(rest, " \t\r\n*>")
}

// Deliveries returns how often the task had been given out whose acknowledgement has a subject that
// [Subjects.AcksTask] approves of; 0 where the subject does not have it.
func Deliveries(subject string) int {
	parts := strings.Split(subject, ".")
	if len(parts) < 5 {
		return 0
	}
	n, _ := strconv.Atoi(parts[4]) // 0 for what is no number
	return n
}

// WorkerInbox begins the subjects on which workers get answers.
const WorkerInbox = "_WI"

// MostDeliveries is how often a task is given out before nobody gets it any more.
const MostDeliveries = 5
