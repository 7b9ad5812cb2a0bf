package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/prepare"
)

// Files of older versions have no request in their header, only the command line. It is
// parsed here and nowhere else.

// requestIn returns the request of the sweep of a header.
func requestIn(h *results.Header) (results.Request, error) {
	if h.Request != nil {
		return *h.Request, nil
	}
	if !sweptByCommand(h) {
		return results.Request{}, errors.New("it was not made by harness sweep, which can continue its own sweeps only: begin a new sweep")
	}
	r, err := askedBy(h.Command)
	if err != nil {
		return r, fmt.Errorf("its command line %q cannot be continued: %v; use the version of harness that made it, or begin a new sweep", strings.Join(h.Command, " "), err)
	}
	if r.Source.Data == prepare.DefaultData(r) { // these versions made the same rows for every N
		r.Source.Data = prepare.UsualData(r)
		if h.Data.Name != "" && !strings.HasPrefix(h.Data.Name, r.Source.Data) { // and other rows than this one
			r.Source.Data = h.Data.Name
		}
	}
	return r, nil
}

// sweptByCommand reports whether harness sweep made a file, rather than a program that
// imports the packages.
func sweptByCommand(h *results.Header) bool {
	return h.Request != nil || len(h.Command) > 1 && h.Command[1] == "sweep"
}

// timedProgram reports whether a sweep was of this program with these arguments; nil is no
// program. The command line of an older file ends with the program, whatever flags come
// before it.
func timedProgram(h *results.Header, program []string) bool {
	if h.Request != nil {
		return slices.Equal(h.Request.Program, program)
	}
	return slices.Equal(h.Command[max(0, len(h.Command)-len(program)):], program)
}

// askedBy returns the request of a command line, which begins with harness sweep, without
// running it. It sets the flags itself: a report parses a command line for every command
// that it advises, and the library, before it runs a verb, searches all flags of the verb
// for each of them.
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
