package wire

import "runtime/debug"

// Program returns the version of this program, as its build has recorded it.
func Program() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	program := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			program += " " + s.Value
		}
	}
	return program
}
