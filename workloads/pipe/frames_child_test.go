package pipe

import (
	"encoding/json"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// jsonChild answers objects with objects.
func jsonChild(k *talker) int {
	for k.in.Scan() {
		var row struct {
			ID     string     `json:"id"`
			Values []*float64 `json:"values"`
		}
		if err := json.Unmarshal(k.in.Bytes(), &row); err != nil {
			panic(err)
		}
		sum := 0.0
		for _, v := range row.Values {
			if v != nil {
				sum += *v
			}
		}
		answer, err := json.Marshal(map[string]any{"id": row.ID, "n": len(row.Values), "sum": sum})
		if err != nil {
			panic(err)
		}
		k.printf("%s", answer)
	}
	return 0
}

// arrowChild answers each batch with two, the first of them of one row.
func arrowChild() int {
	in, err := ipc.NewReader(os.Stdin)
	if err != nil {
		panic(err)
	}
	defer in.Release()
	schema := arrow.NewSchema([]arrow.Field{{Name: "id", Type: arrow.BinaryTypes.String},
		{Name: "sum", Type: arrow.PrimitiveTypes.Float64}, {Name: "n", Type: arrow.PrimitiveTypes.Int32}}, nil)
	out := ipc.NewWriter(os.Stdout, ipc.WithSchema(schema))
	build := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	flush := func() {
		batch := build.NewRecordBatch()
		defer batch.Release()
		if err := out.Write(batch); err != nil {
			panic(err)
		}
	}
	for in.Next() {
		batch := in.RecordBatch()
		for i := range int(batch.NumRows()) {
			sum := 0.0
			for j := 1; j < int(batch.NumCols()); j++ {
				sum += batch.Column(j).(*array.Float64).Value(i)
			}
			build.Field(0).(*array.StringBuilder).Append(batch.Column(0).(*array.String).Value(i))
			build.Field(1).(*array.Float64Builder).Append(sum)
			build.Field(2).(*array.Int32Builder).Append(int32(batch.NumCols() - 1))
			if i == 0 {
				flush()
			}
		}
		flush()
	}
	if err := out.Close(); err != nil {
		panic(err)
	}
	return 0
}
