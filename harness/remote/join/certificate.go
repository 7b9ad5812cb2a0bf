package join

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"time"
)

// A Certificate is that of a server, by an authority of its own whose key nobody has any more: it
// can sign for no other server.
type Certificate struct {
	Authority string // certificate of the authority in PEM: what a client trusts
	Text      string // certificate of the server in PEM
	Key       string // its key in PEM
}

// early is how far the clock of another host may be behind.
const early = time.Hour

// NewCertificate returns a certificate for a server that is reached by these names and addresses,
// which holds from now on for so long.
func NewCertificate(hosts []string, now time.Time, lasts time.Duration) (c Certificate, err error) {
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "harness authority"},
		NotBefore: now.Add(-early), NotAfter: now.Add(lasts),
		IsCA: true, MaxPathLenZero: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	signing, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return c, err
	}
	if c.Authority, err = certify(authority, authority, &signing.PublicKey, signing); err != nil {
		return c, err
	}
	server := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "harness coordinator"},
		NotBefore: authority.NotBefore, NotAfter: authority.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			server.IPAddresses = append(server.IPAddresses, ip)
		} else {
			server.DNSNames = append(server.DNSNames, host)
		}
	}
	own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return c, err
	}
	if c.Text, err = certify(server, authority, &own.PublicKey, signing); err != nil {
		return c, err
	}
	key, err := x509.MarshalPKCS8PrivateKey(own)
	if err != nil {
		return c, err
	}
	c.Key = string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))
	return c, nil
}

// certify returns a certificate in PEM.
func certify(of, by *x509.Certificate, public *ecdsa.PublicKey, signing *ecdsa.PrivateKey) (string, error) {
	der, err := x509.CreateCertificate(rand.Reader, of, by, public, signing)
	if err != nil {
		return "", err
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), nil
}

// Serves returns the TLS of the server: 1.3 and nothing older.
func (c Certificate) Serves() (*tls.Config, error) {
	pair, err := tls.X509KeyPair([]byte(c.Text), []byte(c.Key))
	if err != nil {
		return nil, err
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS13}, nil
}

// trusting returns the TLS of a client that trusts one authority and no other.
func trusting(authority string) (*tls.Config, error) {
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(authority)) {
		return nil, errors.New("its certificate is damaged")
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS13}, nil
}
