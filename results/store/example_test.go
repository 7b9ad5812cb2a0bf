package store_test

import (
	"context"
	"fmt"
	"os"

	"serialfraction/results/store"
)

// The results of the pool in the folder of the user, the newest first.
func Example() {
	folder, err := store.Default(os.Getenv)
	if err != nil {
		fmt.Println(err)
		return
	}
	entries, err := folder.List(context.Background(), store.Filter{Engine: "pool"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range entries {
		fmt.Println(e.Name, e.State, e.SerialFraction)
	}
}
