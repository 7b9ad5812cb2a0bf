package results

import (
	"maps"
	"slices"
	"strings"

	"serialfraction/harness/secret"
)

// Conceal leaves the values of variables of the program that may be secret out of a header,
// unless the request is to keep them, and returns the variables as they were; nil where it left
// nothing out. A header is concealed before it is written, and when it is read, for older files
// have the values.
func (h *Header) Conceal() (variables []string) {
	variables = h.variables()
	shown := secret.Masked(variables)
	if h.keeps() || slices.Equal(variables, shown) {
		return nil
	}
	hide := func(text string) string { return secret.Hide(text, variables) }
	h.Command = secret.CommandLine(h.Command, variables)
	h.Data.Name = hide(h.Data.Name)
	h.Args = maps.Clone(h.Args)
	for name, value := range h.Args {
		if h.Args[name] = hide(value); name == secret.Variables {
			h.Args[name] = strings.Join(shown, "\n")
		}
	}
	if h.Request == nil {
		return variables
	}
	r := *h.Request
	r.Program = each(r.Program, hide)
	r.Settings = maps.Clone(r.Settings)
	for name, values := range r.Settings {
		if r.Settings[name] = each(values, hide); name == secret.Variables {
			r.Settings[name] = shown
		}
	}
	h.Request = &r
	return variables
}

// Shown returns a command line that continues the sweep of a header as it may be written.
func (h *Header) Shown(command []string) []string {
	if h.keeps() {
		return command
	}
	return secret.CommandLine(command, h.variables())
}

// hide returns a text of the sweep as it may be written.
func (h *Header) hide(text string) string {
	if h.keeps() {
		return text
	}
	return secret.Hide(text, h.variables())
}

// keeps reports whether the request is to keep the values of variables.
func (h *Header) keeps() bool { return h.Args[secret.Keep] == "true" }

// variables returns the variables of the program, with their values as far as they are known.
func (h *Header) variables() []string {
	switch {
	case h.Variables != nil:
		return h.Variables
	case h.Request != nil:
		return h.Request.Settings[secret.Variables]
	case h.Args[secret.Variables] != "":
		return strings.Split(h.Args[secret.Variables], "\n")
	}
	return nil
}

// SameVariables compares the values of variables of two sweeps whose variables have the same
// names. unknown has the names of those whose value one of the two does not know.
func SameVariables(a, b *Header) (same bool, unknown []string) {
	same = true
	x, y := a.variables(), b.variables()
	if !slices.Equal(each(x, secret.Name), each(y, secret.Name)) {
		return false, nil
	}
	for i := range x {
		switch {
		case x[i] == y[i] && !secret.Withheld(x[i]):
		case secret.Withheld(x[i]), secret.Withheld(y[i]):
			unknown = append(unknown, secret.Name(x[i]))
		default:
			same = false
		}
	}
	return same, unknown
}

func each(texts []string, do func(string) string) []string {
	done := slices.Clone(texts)
	for i, text := range done {
		done[i] = do(text)
	}
	return done
}
