package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// onOperands is an action on the arguments of a verb that are not flags.
func onOperands(action func(c *cli.Context, args []string) error) cli.ActionFunc {
	return func(c *cli.Context) error {
		args, err := operands(c)
		if err != nil {
			return err
		}
		if c.Bool("help") {
			cli.HelpPrinter(c.App.Writer, cli.CommandHelpTemplate, c.Command)
			return nil
		}
		return action(c, args)
	}
}

// operands returns the arguments of a verb that are not flags. The library stops
// looking for flags at the first of them; the flags behind it are set here, so that
// they may stand anywhere. After "--" all are operands, and "-" is always one.
func operands(c *cli.Context) ([]string, error) {
	var found []string
	for args := c.Args().Slice(); len(args) > 0; {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			return append(found, args...), nil
		}
		if arg == "-" || !strings.HasPrefix(arg, "-") {
			found = append(found, arg)
			continue
		}
		name, value, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		i := slices.IndexFunc(c.Command.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
		if i < 0 {
			return nil, usageError(c, errText("flag provided but not defined: -"+name), false)
		}
		_, toggle := c.Command.Flags[i].(*cli.BoolFlag)
		switch {
		case hasValue:
		case toggle:
			value = "true"
		case len(args) == 0:
			return nil, usageError(c, errText("flag needs an argument: -"+name), false)
		default:
			value, args = args[0], args[1:]
		}
		if err := c.Set(c.Command.Flags[i].Names()[0], value); err != nil { // of a second name the first would not know
			return nil, usageError(c, errText("invalid value \""+value+"\" for flag -"+name+": "+err.Error()), false)
		}
	}
	return found, nil
}

// errText is an error in the words of package flag, which usageError reads.
type errText string

func (e errText) Error() string { return string(e) }
