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

// Key returns the key of the results of a slot, which both sides make of their own secret and the
// other's public part.
func (s Secret) Key(public []byte, session string, slot uint32) (key [KeySize]byte, err error) {
	other, err := ecdh.X25519().NewPublicKey(public)
	if err != nil {
		return key, err
	}
	shared, err := s.private.ECDH(other)
	if err != nil {
		return key, err
	}
	made, err := hkdf.Key(sha256.New, shared, nil, fmt.Sprintf("harness results %s %d", session, slot), KeySize)
	copy(key[:], made)
	return key, err
}
