package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/secret"
	"serialfraction/results"
)

// A result file has no values of variables that may be secret, so a sweep that is continued needs
// them once more: from --env, or from the environment. A file of an older version has them.

// withVariables returns the request of a file with the values of its variables, as far as this
// command line or the file has them. It is an error to give others than the sweep had.
func withVariables(c *cli.Context, began results.Request, h *results.Header, path string) (results.Request, error) {
	given, had := linesOf(c, secret.Variables), began.Settings[secret.Variables]
	for _, v := range given {
		known := func(list []string) bool {
			return slices.ContainsFunc(list, func(w string) bool { return w == v || secret.Withheld(w) && secret.Name(w) == secret.Name(v) })
		}
		if !known(had) || h.Variables != nil && !secret.Withheld(v) && !known(h.Variables) {
			return began, disagrees(secret.Variables, strings.Join(secret.Masked(given), " "), path, strings.Join(had, " "))
		}
	}
	if had == nil {
		return began, nil
	}
	full := had
	for _, list := range [][]string{given, h.Variables} {
		full, _, _ = secret.Fill(full, func(name string) (string, bool) {
			i := slices.IndexFunc(list, func(v string) bool { return secret.Name(v) == name })
			if i < 0 {
				return "", false
			}
			_, value, _ := strings.Cut(list[i], "=")
			return value, true
		})
	}
	began.Settings = with(began.Settings, secret.Variables, full, true)
	return began, nil
}

// hidden returns a program as the request of a file has it, without values that may be secret.
func hidden(program []string, began results.Request) []string {
	shown := slices.Clone(program)
	for i, word := range shown {
		shown[i] = secret.Hide(word, began.Settings[secret.Variables])
	}
	return shown
}
