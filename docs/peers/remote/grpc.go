package main

import (
	"context"
	"net"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
)

// A plainCodec leaves messages as they are. Each that is received has memory of its own.
type plainCodec struct{}

func (plainCodec) Name() string                       { return "plain" }
func (plainCodec) Marshal(v any) ([]byte, error)      { return *v.(*[]byte), nil }
func (plainCodec) Unmarshal(data []byte, v any) error { *v.(*[]byte) = data; return nil }

// A rawCodec leaves messages as they are. Those that are received are copied to where the one before
// was, which takes less time and more code.
type rawCodec struct{}

func (rawCodec) Name() string { return "raw" }

func (rawCodec) Marshal(v any) (mem.BufferSlice, error) {
	return mem.BufferSlice{mem.SliceBuffer(*v.(*[]byte))}, nil
}

func (rawCodec) Unmarshal(data mem.BufferSlice, v any) error {
	held := v.(*[]byte)
	*held = slices.Grow((*held)[:0], data.Len())[:data.Len()]
	data.CopyTo(*held)
	return nil
}

var _ encoding.CodecV2 = rawCodec{}

// grpcStream is a stream of gRPC, of either side.
type grpcStream struct {
	stream interface {
		SendMsg(m any) error
		RecvMsg(m any) error
	}
	held []byte
}

func (g *grpcStream) send(message []byte) error { return g.stream.SendMsg(&message) }

func (g *grpcStream) receive() ([]byte, error) {
	err := g.stream.RecvMsg(&g.held)
	return g.held, err
}

// mostMessage is above the largest chunk.
const mostMessage = 8 << 20

var chunks = grpc.StreamDesc{StreamName: "Chunks", ServerStreams: true, ClientStreams: true}

// A codec is how gRPC is made to use one.
type codec struct {
	server grpc.ServerOption
	client grpc.CallOption
}

var (
	plain = codec{grpc.ForceServerCodec(plainCodec{}), grpc.ForceCodec(plainCodec{})}
	raw   = codec{grpc.ForceServerCodecV2(rawCodec{}), grpc.ForceCodecV2(rawCodec{})}
)

func (c codec) listen(_ context.Context, accepted chan<- transport) (address string, stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	ended := make(chan struct{})
	server := grpc.NewServer(c.server, grpc.MaxRecvMsgSize(mostMessage))
	served := chunks
	served.Handler = func(_ any, stream grpc.ServerStream) error {
		accepted <- &grpcStream{stream: stream}
		<-ended // the stream ends with the handler
		return nil
	}
	server.RegisterService(&grpc.ServiceDesc{ServiceName: "Work", HandlerType: (*any)(nil), Streams: []grpc.StreamDesc{served}}, nil)
	go func() { _ = server.Serve(l) }() // returns when the server is stopped
	return l.Addr().String(), func() { close(ended); server.Stop() }, nil
}

func (c codec) dial(ctx context.Context, address string) (transport, error) {
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(c.client, grpc.MaxCallRecvMsgSize(mostMessage)))
	if err != nil {
		return nil, err
	}
	stream, err := conn.NewStream(ctx, &chunks, "/Work/Chunks")
	if err != nil {
		return nil, err
	}
	return &grpcStream{stream: stream}, nil
}
