package wire

import (
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
)

// KeySize is the size of a key, in bytes.
const KeySize = 32

// A Secret is one side of the agreement on the key of a worker's results. Worker and coordinator send
// each other the public part, and nobody who sees both can make the key.
type Secret struct{ private *ecdh.PrivateKey }

// NewSecret returns a fresh secret.
func NewSecret() (Secret, error) {
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	return Secret{private}, err
}

// Public returns what the other side gets.
func (s Secret) Public() []byte { return s.private.PublicKey().Bytes() }

// An Agreement is what a worker process and its coordinator alone know.
type Agreement struct{ shared []byte }

// Agree returns the agreement with the other side, whose public part it is given: both sides have the same.
func (s Secret) Agree(public []byte) (Agreement, error) {
	other, err := ecdh.X25519().NewPublicKey(public)
	if err != nil {
		return Agreement{}, err
	}
	shared, err := s.private.ECDH(other)
	return Agreement{shared}, err
}

// Key returns the key of the results of a slot.
func (a Agreement) Key(session string, slot uint32) (key [KeySize]byte, err error) {
	made, err := hkdf.Key(sha256.New, a.shared, nil, fmt.Sprintf("harness results %s %d", session, slot), KeySize)
	copy(key[:], made)
	return key, err
}
