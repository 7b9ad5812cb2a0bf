package crash

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"
)

func noSuchGene() error {
	var genes []string
	_ = genes[3]
	return nil
}

// A panic in a goroutine is the error of its group, with the stack of the panic.
func TestPanicOfAGoroutine(t *testing.T) {
	var g errgroup.Group
	g.Go(Guard(noSuchGene))
	var crash *Error
	if err := g.Wait(); !errors.As(err, &crash) {
		t.Fatalf("error %v", err)
	}
	if got := crash.Error(); got != "panic: runtime error: index out of range [3] with length 0" || !strings.Contains(string(crash.Stack), "noSuchGene") {
		t.Errorf("%s\n%s", got, crash.Stack)
	}
	if again := Catch(func() error { panic(crash) }); again != error(crash) {
		t.Errorf("thrown again it is %v", again)
	}
}

// A function that does not panic returns its own error.
func TestNoPanic(t *testing.T) {
	failed := errors.New("failed")
	if err := Catch(func() error { return failed }); err != failed {
		t.Errorf("error %v", err)
	}
	if err := Guard(func() error { return nil })(); err != nil {
		t.Errorf("error %v", err)
	}
}

// A function that cannot look at its context is left when that ends; one that ends has its own error.
func TestCatchUntil(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	failed, enough := errors.New("failed"), errors.New("enough")
	if err := CatchUntil(ctx, func() error { return failed }); err != failed {
		t.Errorf("error %v", err)
	}
	if err := CatchUntil(ctx, noSuchGene); !errors.As(err, new(*Error)) {
		t.Errorf("error %v", err)
	}
	never := make(chan struct{})
	defer close(never)
	cancel(enough)
	if err := CatchUntil(ctx, func() error { <-never; return nil }); err != enough {
		t.Errorf("error %v", err)
	}
}
