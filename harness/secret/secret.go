// Package secret keeps the values of variables that a user gives to a program out of what is
// written and printed, for one of them may be a password. A variable is a text NAME=VALUE.
//
//	TOKEN=abc → Masked → TOKEN=…       in the list of variables
//	          → Hide   → {TOKEN=…}     in a command line or a message that repeats the value
//	TOKEN=…   → Fill   → TOKEN=abc     by a list that has it, or the environment; then Reveal
//
// A value that can be no secret is not masked: the number of workers and other small numbers,
// true and false, and what the description of a machine has anyway, such as OMP_PLACES.
package secret

import (
	"cmp"
	"slices"
	"strings"

	"serialfraction/harness/machine"
	"serialfraction/harness/pattern"
)

// The settings of a workload that this package knows.
const (
	Variables = "env"      // the variables of the program
	Keep      = "keep-env" // whether their values are written and printed nevertheless
)

// Mark stands for a value that is not shown.
const Mark = "…"

// harmless matches the values that can be no secret.
var harmless = pattern.Of(`^(\{workers\}|[0-9]{0,3}|true|false|yes|no|on|off)$`)

// open reports whether the value of a variable may be shown.
func open(variable string) bool {
	name, value, _ := strings.Cut(variable, "=")
	return machine.Recorded(name) || harmless.MatchString(value)
}

// Withheld reports whether a mask is in the place of the value of a variable.
func Withheld(variable string) bool {
	_, value, _ := strings.Cut(variable, "=")
	return value == Mark
}

// Name returns the name of a variable.
func Name(variable string) string {
	name, _, _ := strings.Cut(variable, "=")
	return name
}

// Masked returns variables with the values masked that may be secret.
func Masked(variables []string) []string {
	shown := slices.Clone(variables)
	for i, v := range shown {
		if !open(v) {
			shown[i] = Name(v) + "=" + Mark
		}
	}
	return shown
}

// shortest is the least length in bytes of a value that is looked for in other texts: a shorter
// one stands in many by chance.
const shortest = 4

// Hide returns a text with a mask in the place of each value of the variables that may be
// secret.
func Hide(text string, variables []string) string {
	return strings.NewReplacer(pairs(variables, false)...).Replace(text)
}

// Reveal returns a text that Hide returned as it was.
func Reveal(text string, variables []string) string {
	return strings.NewReplacer(pairs(variables, true)...).Replace(text)
}

// pairs returns each value that may be secret and what stands for it, or with back the reverse.
// The longest comes first, for one may contain another.
func pairs(variables []string, back bool) (list []string) {
	variables = slices.Clone(variables)
	slices.SortStableFunc(variables, func(a, b string) int { return cmp.Compare(len(b)-len(Name(b)), len(a)-len(Name(a))) })
	for _, v := range variables {
		name, value, _ := strings.Cut(v, "=")
		if open(v) || Withheld(v) || len(value) < shortest {
			continue
		}
		mark := "{" + name + "=" + Mark + "}"
		if back {
			list = append(list, mark, value)
		} else {
			list = append(list, value, mark)
		}
	}
	return list
}

// Fill returns variables with the values that are withheld, by lookup: of a name, its value.
// missing has the names that it does not know, found the others.
func Fill(variables []string, lookup func(name string) (value string, ok bool)) (full, found, missing []string) {
	full = slices.Clone(variables)
	for i, v := range full {
		if !Withheld(v) {
			continue
		}
		name := Name(v)
		if value, ok := lookup(name); ok && value != Mark {
			full[i], found = name+"="+value, append(found, name)
		} else {
			missing = append(missing, name)
		}
	}
	return full, found, missing
}

// CommandLine returns a command line without the values that may be secret: those of its flag
// for variables, and those of the given variables, wherever they stand.
func CommandLine(args, variables []string) []string {
	shown, own := make([]string, len(args)), map[int]string{} // what stands before a variable of the flag
	for i, a := range args {
		flag, value, joined := strings.Cut(a, "=")
		_, isValue := own[i]
		switch {
		case isValue || flag != "--"+Variables && flag != "-"+Variables:
		case joined:
			own[i] = flag + "="
			variables = append(slices.Clip(variables), value)
		case i+1 < len(args):
			own[i+1] = ""
			variables = append(slices.Clip(variables), args[i+1])
		}
	}
	for i, a := range args {
		if before, is := own[i]; is {
			shown[i] = before + Masked([]string{a[len(before):]})[0]
		} else {
			shown[i] = Hide(a, variables)
		}
	}
	return shown
}
