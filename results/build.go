package results

import (
	"runtime/debug"
	"slices"
)

// A Build identifies a build of harness, as far as the Go toolchain recorded it.
type Build struct {
	Version  string            `json:"version,omitempty"`  // of the module: "v1.2.0", "(devel)"; "" = unknown
	Revision string            `json:"revision,omitempty"` // of the version control system; "" = unknown
	Modified bool              `json:"modified,omitempty"` // whether files were changed after it
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

// ThisBuild describes the running program. Where the program uses harness as a library,
// Version is that of the library and the revision is that of the program.
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
