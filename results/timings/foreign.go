package timings

import "serialfraction/harness/pattern"

// A foreignText is a text with a table in it that no reader here reads.
type foreignText struct {
	begins *pattern.Pattern
	name   string
}

var foreignTexts = []foreignText{
	{pattern.Of(`(?i)^\s*<(!doctype|html|\?xml|table|div|head|body)`), "HTML or XML"},
	{pattern.Of(`^(---\n)?(\S+:\n)*\s*- *[A-Za-z_]\w*: `), "YAML"},
	{pattern.Of(`\\begin\{(tabular|table|longtable)`), "LaTeX"},
}

// checkForeign returns an error where the text is of a kind whose tables are not read.
func (s source) checkForeign() error {
	for _, f := range foreignTexts {
		if f.begins.MatchString(s.begin()) {
			return s.errorf("this is %s: write its table as CSV, with a line for each run, such as 2,13.7 below the header workers,seconds", f.name)
		}
	}
	return nil
}
