package logs

import "strings"

// An outcome is how a task ended, as the word for its state has it.
type outcome int

const (
	used    outcome = iota // it ended well, or the word is none that is known
	unused                 // it failed, was killed, or stopped
	cached                 // its answer is of an earlier run
	running                // it had not ended when the log was written
	waiting                // it had not begun
)

// outcomes are the words for states, in lower case, of schedulers, workflows and people.
var outcomes = map[string]outcome{
	"failed": unused, "fail": unused, "failure": unused, "error": unused, "errored": unused, "false": unused, "no": unused, "ko": unused,
	"timeout": unused, "timedout": unused, "timed_out": unused, "killed": unused, "cancelled": unused, "canceled": unused, "aborted": unused, "crashed": unused,
	"node_fail": unused, "out_of_memory": unused, "out_of_me": unused, "oom": unused, "preempted": unused, "boot_fail": unused, "deadline": unused, "revoked": unused,
	"requeued": unused, "lost": unused, "evicted": unused, "removed": unused, "upstream_failed": unused, "up_for_retry": unused, "shutdown": unused,
	"cached": cached, "restored": cached, "up-to-date": cached, "from-cache": cached,
	"running": running, "suspended": running, "completing": running, "started": running, "stopped": unused, "executing": running,
	"pending": waiting, "queued": waiting, "scheduled": waiting, "submitted": waiting, "new": waiting, "skipped": waiting, "held": waiting, "configuring": waiting, "runnable": waiting,
	"none": waiting,
}

// outcomeOf returns the outcome of a state, of which only the first word counts: Slurm writes
// "CANCELLED by 1001".
func outcomeOf(state []byte) outcome {
	word, _, _ := strings.Cut(strings.TrimSpace(string(state)), " ")
	return outcomes[strings.ToLower(strings.TrimRight(word, "+"))]
}
