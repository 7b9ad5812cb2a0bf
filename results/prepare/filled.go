package prepare

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/secret"
	"serialfraction/harness/wording"
	"serialfraction/results"
)

// filled returns a request with the values of variables that it withholds taken from the
// environment, and a note where it took one. Without the value there the error is a
// *harness.FlagError.
func filled(r results.Request) (_ results.Request, notes []string, err error) {
	variables, found, missing := secret.Fill(r.Settings[secret.Variables], os.LookupEnv)
	if len(missing) > 0 {
		var flags []string
		for _, name := range missing {
			flags = append(flags, "--"+secret.Variables+" "+name+"=VALUE")
		}
		return r, nil, &harness.FlagError{Flag: secret.Variables, Value: missing[0] + "=" + secret.Mark,
			Want: fmt.Sprintf("no file keeps the value and the environment has none: type %s, or export %s", strings.Join(flags, " "), strings.Join(missing, " "))}
	}
	if len(found) > 0 {
		notes = []string{"the environment has the value of " + wording.And(found...) + " that the program gets"}
	}
	reveal := func(texts []string) []string {
		texts = slices.Clone(texts)
		for i, text := range texts {
			texts[i] = secret.Reveal(text, variables)
		}
		return texts
	}
	r.Program, r.Settings = reveal(r.Program), maps.Clone(r.Settings)
	for name, values := range r.Settings {
		if r.Settings[name] = reveal(values); name == secret.Variables {
			r.Settings[name] = variables
		}
	}
	return r, notes, nil
}
