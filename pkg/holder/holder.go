// Package holder gets linkage tokens from the two key-holders: from the services over NATS,
// or from keys in the process. Inputs never leave the process, and no error or request holds
// one.
package holder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/corridor-tip/corridor/pkg/token"
)

// Evaluator makes tokens of inputs in an epoch, in the order of the inputs.
type Evaluator interface {
	Tokens(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error)
}

// Errors of a key-holder that callers tell apart. The text around them names the holder.
var (
	// ErrMalformed says that the holder could not read the request: another version of it.
	ErrMalformed = errors.New("the key-holder cannot read the request")
	// ErrUntrusted says that the trust list does not name the country's signing key.
	ErrUntrusted = errors.New("the key-holder does not trust this signing key for this country")
	// ErrStale says that the clocks are more than five minutes apart.
	ErrStale = errors.New("the key-holder finds the request too old, too new or repeated: compare the clocks")
	// ErrEpoch says that the holder has no key of the epoch.
	ErrEpoch = errors.New("there is no key of this epoch")
	// ErrQuota says that the country has used up its evaluations of the day (UTC).
	ErrQuota = errors.New("the evaluations of this country are used up for today")
	// ErrUnavailable says that a holder does not answer, or cannot keep its audit.
	ErrUnavailable = errors.New("the key-holder is not available")
	// ErrAnswer says that an answer is none.
	ErrAnswer = errors.New("the answer of the key-holder cannot be read")
)

// Local evaluates with keys in the process, without blinding: for demonstrations and tests.
// The tokens are those that the two services give.
type Local struct {
	First, Second *token.HolderKey
}

// perTask is how many inputs one processor evaluates before it looks for more.
const perTask = 64

// Tokens returns the token of each input. The error is ErrEpoch when the keys are of another
// epoch.
func (l Local) Tokens(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error) {
	own, err := token.EpochOf(l.First, l.Second)
	if err != nil {
		return nil, err
	}
	if own.Number != epoch.Number || !bytes.Equal(own.First, epoch.First) || !bytes.Equal(own.Second, epoch.Second) {
		return nil, fmt.Errorf("evaluating in epoch %d: %w", epoch.Number, ErrEpoch)
	}
	tokens := make([]token.Token, len(inputs))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(inputs); from += perTask {
		to := min(from+perTask, len(inputs))
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			part, err := token.Direct(l.First, l.Second, inputs[from:to])
			copy(tokens[from:], part)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("evaluating directly: %w", err)
	}
	return tokens, nil
}
