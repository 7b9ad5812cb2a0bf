package main

import (
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"serialfraction/results/report"
	"serialfraction/results/report/draw"
)

// styleOf says how wide the output is and whether it has colours: on a terminal
// that knows them, unless the user said no (no-color.org).
func styleOf(c *cli.Context, w io.Writer) report.Style {
	return report.Style{
		Width: widthOf(w),
		Color: isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && !c.Bool("no-color"),
	}
}

// widthOf returns the columns of the terminal, or of COLUMNS elsewhere: 80 where
// neither tells, and 40 where there are fewer, for nothing fits into less.
func widthOf(w io.Writer) int {
	const least, unknown = 40, 80
	if isTerminal(w) {
		if cols, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && cols > 0 {
			return max(cols, least)
		}
	}
	if cols, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && cols > 0 {
		return max(cols, least)
	}
	return unknown
}

// isLive says whether a line written to w can be written over.
func isLive(w io.Writer) bool { return isTerminal(w) && os.Getenv("TERM") != "dumb" }

// overLine begins a line of a terminal that takes the place of the one there.
const overLine = "\r\x1b[K"

// write writes a report in the characters that the locale can show.
func write(w io.Writer, text string) error {
	if asciiOnly() {
		text = draw.ASCII(text)
	}
	_, err := io.WriteString(w, text)
	return err
}

// asciiOnly says whether the locale asks for plain ASCII: only where it names
// another character set, for many machines set no locale and show UTF-8 well.
func asciiOnly() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToUpper(os.Getenv(name)); locale != "" {
			return !strings.Contains(locale, "UTF-8") && !strings.Contains(locale, "UTF8")
		}
	}
	return false
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// isTerminalReader says whether a person may answer there.
func isTerminalReader(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
