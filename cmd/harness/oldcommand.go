package main

import (
	"context"
	"errors"
	"fmt"
	"io"
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

// askedBy reads a command line of harness sweep without doing what it says.
func askedBy(args []string) (r results.Request, err error) {
	verb := sweepVerb()
	verb.OnUsageError, verb.HideHelp = func(_ *cli.Context, err error, _ bool) error { return err }, true
	verb.Action = func(c *cli.Context) (err error) {
		r, err = requestOf(c)
		return err
	}
	app := &cli.App{Name: "harness", Commands: []*cli.Command{verb}, HideHelp: true,
		Writer: io.Discard, ErrWriter: io.Discard, ExitErrHandler: func(*cli.Context, error) {}}
	err = app.RunContext(context.Background(), args)
	return r, err
}
