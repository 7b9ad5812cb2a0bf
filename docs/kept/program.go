package kept

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"serialfraction/results"
)

// A Program is an executable file.
type Program struct {
	Path    string
	Version string // in words
	Digest  string // the first 12 digits of the SHA-256 of the file
}

// ProgramAt returns the harness of a path.
func ProgramAt(path string) (Program, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Program{}, err
	}
	digest, err := digestOf(path)
	if err != nil {
		return Program{}, err
	}
	version, err := exec.Command(path, "version").Output()
	if err != nil {
		return Program{}, fmt.Errorf("%s version: %w", path, err)
	}
	return Program{path, strings.TrimSpace(string(version)), digest}, nil
}

// ThisProgram returns the program that runs: what judges the sweeps.
func ThisProgram() (Program, error) {
	path, err := os.Executable()
	if err != nil {
		return Program{}, err
	}
	digest, err := digestOf(path)
	b := results.ThisBuild()
	version := strings.TrimSpace(b.Version + " " + b.Revision)
	if b.Modified {
		version += " and files that were changed after it"
	}
	return Program{path, version, digest}, err
}

func (p Program) String() string { return fmt.Sprintf("%s (SHA-256 %s…)", p.Version, p.Digest) }

func digestOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, file)
	return hex.EncodeToString(sum.Sum(nil)[:6]), err
}

// copyFile copies a program, whole or not at all. Package wholefile makes no file that can be run.
func copyFile(to, from string) error {
	program, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	part := to + ".part"
	if err := os.WriteFile(part, program, 0o755); err != nil {
		return err
	}
	return os.Rename(part, to)
}
