package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	"serialfraction/harness/machinelock"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/export"
	"serialfraction/results/tasklog/logs"
	logsweep "serialfraction/results/tasklog/sweep"
	"serialfraction/results/timings"
)

// choices maps each choice of how to read a file of timings to the flag of fit that makes it.
var choices = map[timings.Choice]string{timings.ByFrom: "from", timings.ByX: "x", timings.ByY: "y", timings.ByYIs: "y-is"}

// logSettings maps each setting of how to read a log to the flag of log that makes it.
var logSettings = map[logs.Setting]string{logs.ByFrom: "from", logs.ByColumns: "column", logs.ByStage: "stage", logs.BySpan: "span", logs.ByBuild: "build", logs.ByOnly: "only"}

// remedy returns what to type about an error, to be appended to its message: the packages
// that return these errors name no flag. It is "" for every other error.
func remedy(err error) string {
	write := new(results.WriteError)
	unclear := new(timings.Unclear)
	unreadable := new(join.UnreadableError)
	unsettled := new(logs.Unclear)
	switch {
	case errors.As(err, new(*logsweep.OneN)):
		return ", with --slots LIST"
	case errors.As(err, &unsettled) && unsettled.Example != "":
		return fmt.Sprintf(", with --%s, such as --%s %s", logSettings[unsettled.By], logSettings[unsettled.By], wording.ShellWord(unsettled.Example))
	case errors.As(err, &unsettled):
		return ", with --" + logSettings[unsettled.By]
	case errors.As(err, &unclear):
		var flags, example []string
		for i, c := range unclear.Choices {
			flags = append(flags, "--"+choices[c])
			if unclear.Example != nil {
				example = append(example, "--"+choices[c], wording.ShellWord(unclear.Example[i]))
			}
		}
		text := ", with " + strings.Join(flags, " and ")
		const longest = 200 // a word that nobody types; shortened, it would be another
		if example != nil && !slices.ContainsFunc(example, func(word string) bool { return len(word) > longest }) {
			text += ", such as " + strings.Join(example, " ")
		}
		return text
	case errors.Is(err, syscall.EMFILE):
		return ": this process may open too few files: raise ulimit -n, or name fewer workers"
	case fullOutput(err):
		return ": free some space, or send the output elsewhere"
	case errors.As(err, new(*results.DestinationError)):
		return " with -o FILE"
	case errors.As(err, &unreadable) && unreadable.What == join.JoinFile:
		return ": name the file that a sweep writes by --join-file FILE, which is there while the sweep waits for workers and runs"
	case errors.As(err, &unreadable):
		return ": name the file that harness nats-conf wrote into its folder"
	case errors.As(err, new(*machinelock.BusyError)):
		return ", or type --force to go on anyway"
	case errors.As(err, new(*export.ExistsError)):
		return ", or replace it with --force"
	case errors.As(err, &write) && write.Mendable():
		return "; once that is repaired, continue with harness sweep --resume " + wording.ShellWord(write.Path)
	}
	return ""
}

// fullOutput reports whether standard output goes to a disk that is full.
func fullOutput(err error) bool { return outputFailed(err, syscall.ENOSPC) }

// unread reports whether standard output goes to a pipe that nobody reads any more.
func unread(err error) bool { return outputFailed(err, syscall.EPIPE) }

func outputFailed(err error, why syscall.Errno) bool {
	at := new(fs.PathError)
	return errors.As(err, &at) && at.Path == os.Stdout.Name() && errors.Is(at, why)
}
