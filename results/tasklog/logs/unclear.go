package logs

// A Setting is what a person may set about a log.
type Setting int

// The settings, named by the option that they are in.
const (
	ByFrom    Setting = iota // the format
	ByColumns                // which column has what
	ByStage                  // which tasks belong together
	BySpan                   // which spans are tasks
	ByBuild                  // which of several runs
	ByOnly                   // which jobs
)

// An Unclear is the error of a log that may be read in several ways, or in no known way, until a
// setting decides.
type Unclear struct {
	What    string // the error in words, with the source and what was found
	By      Setting
	Example string // a value that may be right, as it is typed; "" = What lists them
}

func (u *Unclear) Error() string { return u.What }

// unclear returns an [Unclear] that a setting decides.
func (s *source) unclear(by Setting, example, format string, args ...any) error {
	return &Unclear{What: s.errorf(format, args...).Error(), By: by, Example: example}
}
