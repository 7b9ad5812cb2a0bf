package broker

import (
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strconv"

	"serialfraction/harness"
)

// An address is where a server listens.
type address struct {
	host   string   // as it was typed; "" = all addresses of this machine
	port   int      // 0 = any that is free
	hosts  []string // names and addresses by which others reach it, the likeliest first
	secure bool     // others than this machine reach it: it has TLS
}

// parseAddress reads an address HOST:PORT.
func parseAddress(text string) (a address, err error) {
	bad := func(want string) error { return &harness.FlagError{Flag: "listen", Value: text, Want: want} }
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		return a, bad("type HOST:PORT, such as 10.0.0.1:4222 or 0.0.0.0:4222, which is every address of this machine; port 0 is any that is free")
	}
	if a.port, err = strconv.Atoi(port); err != nil || a.port < 0 || a.port > 65535 {
		return a, bad("type a port from 0, which is any that is free, to 65535")
	}
	ip := net.ParseIP(host)
	a.host = host
	switch {
	case host == "localhost", ip != nil && ip.IsLoopback():
		a.hosts = []string{host}
	case host == "", ip != nil && ip.IsUnspecified():
		a.hosts, a.secure = everyHost(), true
	default:
		a.hosts, a.secure = []string{host}, true
	}
	return a, nil
}

// everyHost returns the addresses of this machine, its name, and those by which it reaches itself.
func everyHost() (hosts []string) {
	addresses, _ := net.InterfaceAddrs() // without them there is the name
	for _, of := range addresses {
		if n, ok := of.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			hosts = append(hosts, n.IP.String())
		}
	}
	// The addresses of IPv4 first: more networks have them.
	slices.SortStableFunc(hosts, func(a, b string) int { return len(net.ParseIP(b).To4()) - len(net.ParseIP(a).To4()) })
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, name)
	}
	return append(hosts, "localhost", "127.0.0.1")
}

// free returns a *harness.FlagError where the server cannot listen at an address.
func (a address) free() error {
	at := net.JoinHostPort(a.host, strconv.Itoa(a.port))
	l, err := net.Listen("tcp", at)
	if err == nil {
		return l.Close()
	}
	if system := (*os.SyscallError)(nil); errors.As(err, &system) {
		err = system.Err
	}
	return &harness.FlagError{Flag: "listen", Value: at, Want: fmt.Sprintf("the server for the workers cannot listen there: %v: type an address of this machine with another port, or 0, which is any that is free", err)}
}
