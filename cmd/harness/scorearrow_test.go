package main

import (
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// scoreArrow is a program of a user's that answers each row of an Arrow stream with its first value.
func scoreArrow() {
	in, err := ipc.NewReader(os.Stdin)
	if err != nil {
		os.Exit(1)
	}
	schema := arrow.NewSchema([]arrow.Field{{Name: "first", Type: arrow.PrimitiveTypes.Float64}}, nil)
	out := ipc.NewWriter(os.Stdout, ipc.WithSchema(schema))
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	for in.Next() {
		builder.Field(0).(*array.Float64Builder).AppendValues(in.RecordBatch().Column(1).(*array.Float64).Float64Values(), nil)
		if out.Write(builder.NewRecordBatch()) != nil {
			os.Exit(1)
		}
	}
	out.Close()
}
