package results

import (
	"runtime/debug"
	"slices"
)

// A Build says which build of harness it was, as far as the Go toolchain recorded it.
type Build struct {
	Version  string            `json:"version,omitempty"`  // of the module: "v1.2.0", "(devel)"; "" = not told
	Revision string            `json:"revision,omitempty"` // of the version control system; "" = not told
	Modified bool              `json:"modified,omitempty"` // whether files had been changed since
	Time     string            `json:"time,omitempty"`     // of the revision, RFC 3339
	Settings map[string]string `json:"settings,omitempty"` // of the compiler, those of a fixed list: GOAMD64, -race
}

// module is the path of this module.
const module = "serialfraction"

// buildSettings are those that change what the compiler makes.
var buildSettings = []string{
	"-asan", "-buildmode", "-compiler", "-cover", "-gcflags", "-msan", "-pgo", "-race", "-tags",
	"CGO_CFLAGS", "CGO_ENABLED", "DefaultGODEBUG", "GOAMD64", "GOARM64", "GOEXPERIMENT", "GORISCV64",
}

// ThisBuild describes the build that it is called in. Of a program that uses harness
// as a library the revision is that program's.
func ThisBuild() Build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return Build{}
	}
	return buildOf(info)
}

func buildOf(info *debug.BuildInfo) (b Build) {
	if info.Main.Path == module {
		b.Version = info.Main.Version
	}
	for _, dep := range info.Deps {
		if dep.Path == module {
			b.Version = dep.Version
		}
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.Revision = s.Value
		case s.Key == "vcs.modified":
			b.Modified = s.Value == "true"
		case s.Key == "vcs.time":
			b.Time = s.Value
		case s.Value != "" && slices.Contains(buildSettings, s.Key):
			if b.Settings == nil {
				b.Settings = map[string]string{}
			}
			b.Settings[s.Key] = s.Value
		}
	}
	return b
}
