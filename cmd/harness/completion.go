package main

import (
	"embed"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/formats"
)

// A shell is one whose Tab key harness can serve, and the script that tells it how: the script asks
// "harness complete" what may follow.
type shell struct{ name, script, install string }

// Title returns the name and how the script is used, for [formats.Table].
func (s shell) Title() (name, summary string) { return s.name, s.install }

//go:embed completion
var completionScripts embed.FS

// shells is the table of these shells.
var shells = formats.Table[shell]{
	{"bash", "completion/harness.bash", `source <(harness completion bash) in ~/.bashrc`},
	{"zsh", "completion/harness.zsh", `harness completion zsh >~/.zfunc/_harness, a folder of $fpath`},
	{"fish", "completion/harness.fish", `harness completion fish >~/.config/fish/completions/harness.fish`},
}

func completionVerb() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print what a shell needs to complete harness command lines at Tab",
		UsageText: "harness completion bash|zsh|fish",
		Description: `Verbs, flags, workloads, formats, the names of results and the words of help are completed.

  source <(harness completion bash)           in ~/.bashrc
  harness completion zsh >~/.zfunc/_harness   and fpath=(~/.zfunc $fpath) before compinit in ~/.zshrc
  harness completion fish >harness.fish       in ~/.config/fish/completions`,
		Args:   true,
		Action: onOperands(printCompletion),
	}
}

// printCompletion prints the script of a shell.
func printCompletion(c *cli.Context, args []string) error {
	if len(args) != 1 {
		return usagef("%d shells: type harness completion and one of %s", len(args), shells.Names())
	}
	sh, err := shells.Lookup(args[0])
	if err != nil {
		return usagef("shell %v", err)
	}
	script, err := completionScripts.ReadFile(sh.script)
	if err != nil {
		return err
	}
	_, err = c.App.Writer.Write(script)
	return err
}

// completeVerb returns the verb that the scripts call. It is in no list, for nobody types it.
func completeVerb() *cli.Command {
	return &cli.Command{
		Name:      "complete",
		Hidden:    true,
		Usage:     "print what may follow a command line, for the scripts of harness completion",
		UsageText: "harness complete -- WORD…",
		Description: `The last WORD is the one that is being typed, and may be "". Each line has a word that may
stand there and, after a tab, what it means; a last line ":files" says that files may stand there too.`,
		Args: true,
		Action: onOperands(func(c *cli.Context, words []string) error {
			if len(words) == 0 {
				words = []string{""}
			}
			var text strings.Builder
			found := completionsOf(newRoot(), words)
			for _, one := range found.candidates {
				fmt.Fprintf(&text, "%s\t%s\n", one.word, one.means)
			}
			if found.files {
				text.WriteString(":files\n")
			}
			return write(c.App.Writer, text.String())
		}),
	}
}
