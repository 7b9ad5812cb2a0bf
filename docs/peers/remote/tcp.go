package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"io"
	"net"
	"slices"
)

// tcp is a TCP connection on which every message has its length before it.
type tcp struct {
	conn   net.Conn
	r      *bufio.Reader
	length [8]byte
	held   []byte
}

func newTCP(conn net.Conn) *tcp { return &tcp{conn: conn, r: bufio.NewReader(conn)} }

func (t *tcp) send(message []byte) error {
	var length [8]byte
	binary.LittleEndian.PutUint64(length[:], uint64(len(message)))
	buffers := net.Buffers{length[:], message} // one call of the system
	_, err := buffers.WriteTo(t.conn)
	return err
}

func (t *tcp) receive() ([]byte, error) {
	if _, err := io.ReadFull(t.r, t.length[:]); err != nil {
		return nil, err
	}
	n := int(binary.LittleEndian.Uint64(t.length[:]))
	t.held = slices.Grow(t.held[:0], n)[:n]
	_, err := io.ReadFull(t.r, t.held)
	return t.held, err
}

func listenTCP(_ context.Context, accepted chan<- transport) (address string, stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	var conns []net.Conn
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for range most {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			conns = append(conns, conn)
			accepted <- newTCP(conn)
		}
	}()
	return l.Addr().String(), func() {
		l.Close()
		<-ended
		for _, c := range conns {
			c.Close()
		}
	}, nil
}

func dialTCP(_ context.Context, address string) (transport, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return newTCP(conn), nil
}
