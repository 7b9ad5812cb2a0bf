package input

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"serialfraction/harness"
)

// Files returns the paths that a source names: of its rows, unless these are built in, and of its groups.
// What a format has beside them, such as a .fam file, is found from these.
func (s Source) Files() (paths []string) {
	name, _, _ := strings.Cut(s.Data, ":")
	if !slices.ContainsFunc(builtins(), func(b builtin) bool { return b.name == name }) {
		paths = append(paths, s.Data)
	}
	if s.Groups != "" {
		paths = append(paths, s.Groups)
	}
	return paths
}

// Elsewhere returns a source for [LoadElsewhere] in a process that sees the same files, whatever its
// current folder is. None of its files may be the standard input.
func (s Source) Elsewhere() (json.RawMessage, error) {
	for _, path := range s.Files() {
		rooted, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("%s: its folder is not known: %w", path, err)
		}
		if path == s.Data {
			s.Data = rooted
		}
		if path == s.Groups {
			s.Groups = rooted
		}
	}
	text, err := json.Marshal(s)
	if err != nil {
		panic(fmt.Sprintf("a source has no JSON: %v", err)) // it has texts and numbers
	}
	return text, nil
}

// LoadElsewhere loads the rows of a source that [Source.Elsewhere] of another process has named.
func LoadElsewhere(ctx context.Context, source json.RawMessage) (*harness.Dataset, error) {
	var s Source
	if err := json.Unmarshal(source, &s); err != nil {
		return nil, fmt.Errorf("what names the rows is damaged: %w", err)
	}
	return Load(ctx, s)
}
