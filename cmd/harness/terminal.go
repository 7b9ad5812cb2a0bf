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

// styleOf returns the width of the output and whether to use colours: on a terminal that
// has them, unless the user turned them off (no-color.org).
func styleOf(c *cli.Context, w io.Writer) report.Style {
	return report.Style{
		Width: widthOf(w),
		Color: isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && !c.Bool("no-color"),

		SafeCSV: c.Bool("safe-csv"),
	}
}

// widthOf returns the columns of the terminal, or COLUMNS where w is none; 80 if both are
// unknown, and 40 at least, for nothing fits into less.
func widthOf(w io.Writer) int {
	const least, unknown = 40, 80
	if isTerminal(w) {
		if cols, _, err := term.GetSize(int(fileOf(w).Fd())); err == nil && cols > 0 {
			return max(cols, least)
		}
	}
	if cols, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && cols > 0 {
		return max(cols, least)
	}
	return unknown
}

// isLive reports whether a line written to w can be overwritten.
func isLive(w io.Writer) bool { return isTerminal(w) && os.Getenv("TERM") != "dumb" }

// overLine erases the current line of a terminal.
const overLine = "\r\x1b[K"

// overAbove erases the line above the current one, and goes there.
const overAbove = "\x1b[A" + overLine

// write writes a report in the characters that the locale can show.
func write(w io.Writer, text string) error {
	if asciiOnly() {
		text = draw.ASCII(text)
	}
	_, err := io.WriteString(w, text)
	return err
}

// asciiOnly reports whether the locale names a character set other than UTF-8. Without a
// locale the output is UTF-8: many machines set none and show UTF-8 well.
func asciiOnly() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToUpper(os.Getenv(name)); locale != "" {
			return !strings.Contains(locale, "UTF-8") && !strings.Contains(locale, "UTF8")
		}
	}
	return false
}

func isTerminal(w io.Writer) bool {
	f := fileOf(w)
	return f != nil && term.IsTerminal(int(f.Fd()))
}

// isTerminalReader reports whether r is a terminal, so that the user can answer.
func isTerminalReader(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
