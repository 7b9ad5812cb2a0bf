package spec

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
)

// SumOf returns the SHA-256 of the file at a path, in hexadecimal. The error is that of reading it.
func SumOf(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
