package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
)

// Files of older versions have no request. What was asked of them is in their command
// line, which is read here and nowhere else.

// requestIn returns what was asked of the sweep that a header begins.
func requestIn(h *results.Header) (results.Request, error) {
	if h.Request != nil {
		return *h.Request, nil
	}
	if !sweptByCommand(h) {
		return results.Request{}, errors.New("it was not made by harness sweep, and only that knows how to go on: begin a new sweep")
	}
	r, err := askedBy(h.Command)
	if err != nil {
		return r, fmt.Errorf("cannot go on as its command line %q says: %v; use the version of harness that made it, or begin a new sweep", strings.Join(h.Command, " "), err)
	}
	return r, nil
}

// sweptByCommand reports whether a command line, and no program that imports the
// packages, asked for a sweep.
func sweptByCommand(h *results.Header) bool {
	return h.Request != nil || len(h.Command) > 1 && h.Command[1] == "sweep"
}

// timedProgram reports whether a sweep was of a program with its arguments; nil is
// none. The command line of an older file ends with it, whatever flags it has that
// there are not any more.
func timedProgram(h *results.Header, program []string) bool {
	if h.Request != nil {
		return slices.Equal(h.Request.Program, program)
	}
	return slices.Equal(h.Command[max(0, len(h.Command)-len(program)):], program)
}

// askedBy reads a command line of harness sweep, which begins with these two words,
// without doing what it says. It sets the flags itself: a report reads a command line for
// every command that it advises, and the library, before it runs a verb, searches all
// flags of the verb for each of them.
func askedBy(args []string) (results.Request, error) {
	verb := sweepVerb()
	set, err := newFlagSet(verb)
	if err != nil {
		return results.Request{}, err
	}
	if err := set.Parse(args[2:]); err != nil {
		return results.Request{}, err
	}
	c := cli.NewContext(nil, set, nil)
	c.Command = verb
	return requestOf(c)
}
