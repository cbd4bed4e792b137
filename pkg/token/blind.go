package token

import (
	"fmt"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/oprf"
	"github.com/cloudflare/circl/zk/dleq"
)

// Blinding is what a client keeps between asking the holders and making tokens of their
// answers. It holds inputs and is used once.
type Blinding struct {
	epoch         uint32
	inputs        []Input
	first, second side
}

// side is one holder's part.
type side struct {
	client  oprf.VerifiableClient
	secret  *oprf.FinalizeData
	blinded [][]byte
}

// Format prints that there is a blinding and nothing of it, whatever the verb.
func (*Blinding) Format(f fmt.State, _ rune) { hidden(f, "blinding") }

// Blind prepares 1 to MaxElements inputs for both holders, each with blinds of its own, so
// that the holders could not even find out together that they were asked the same.
func Blind(epoch Epoch, inputs []Input) (*Blinding, error) {
	if len(inputs) == 0 || len(inputs) > MaxElements {
		return nil, fmt.Errorf("blinding %d inputs: %w", len(inputs), ErrInput)
	}
	framed, err := frames(epoch.Number, inputs)
	if err != nil {
		return nil, fmt.Errorf("blinding: %w", err)
	}
	b := &Blinding{epoch: epoch.Number, inputs: inputs}
	if b.first, err = newSide(epoch.First, framed); err != nil {
		return nil, fmt.Errorf("blinding for holder 1: %w", err)
	}
	if b.second, err = newSide(epoch.Second, framed); err != nil {
		return nil, fmt.Errorf("blinding for holder 2: %w", err)
	}
	return b, nil
}

func newSide(public []byte, framed [][]byte) (side, error) {
	if _, err := element(public); err != nil {
		return side{}, fmt.Errorf("%w: the public key: %w", ErrKey, err)
	}
	var key oprf.PublicKey
	if err := key.UnmarshalBinary(suite, public); err != nil {
		return side{}, fmt.Errorf("%w: the public key", ErrKey)
	}
	s := side{client: oprf.NewVerifiableClient(suite, &key)}
	secret, req, err := s.client.Blind(framed)
	if err != nil {
		return side{}, err
	}
	s.secret = secret
	s.blinded, err = compressed(req.Elements)
	return s, err
}

// First returns what goes to the first holder: ElementSize bytes for each input.
func (b *Blinding) First() [][]byte { return b.first.blinded }

// Second returns what goes to the second holder: ElementSize bytes for each input.
func (b *Blinding) Second() [][]byte { return b.second.blinded }

// Finish verifies both holders' proofs and returns the tokens in the order of the inputs. The
// error names the holder and is ErrProof when its answer was made with another key, for other
// inputs, or is none.
func (b *Blinding) Finish(first, second Evaluation) ([]Token, error) {
	one, err := b.first.finish(first)
	if err != nil {
		return nil, fmt.Errorf("answer of holder 1: %w", err)
	}
	two, err := b.second.finish(second)
	if err != nil {
		return nil, fmt.Errorf("answer of holder 2: %w", err)
	}
	return combineAll(b.epoch, b.inputs, one, two), nil
}

func (s side) finish(e Evaluation) ([][]byte, error) {
	evaluated, err := elements(e.Elements)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProof, err)
	}
	var proof dleq.Proof
	if len(e.Proof) != ProofSize || proof.UnmarshalBinary(group.Ristretto255, e.Proof) != nil {
		return nil, ErrProof
	}
	out, err := s.client.Finalize(s.secret, &oprf.Evaluation{Elements: evaluated, Proof: &proof})
	if err != nil {
		return nil, ErrProof
	}
	return out, nil
}

// Direct returns the tokens that Blind and Finish give, without blinding: for a demonstration
// or a test, where one process holds both keys. The keys are of both holders in one epoch.
func Direct(first, second *HolderKey, inputs []Input) ([]Token, error) {
	epoch, err := EpochOf(first, second)
	if err != nil {
		return nil, err
	}
	framed, err := frames(epoch.Number, inputs)
	if err != nil {
		return nil, fmt.Errorf("evaluating directly: %w", err)
	}
	one, err := first.direct(framed)
	if err != nil {
		return nil, err
	}
	two, err := second.direct(framed)
	if err != nil {
		return nil, err
	}
	return combineAll(epoch.Number, inputs, one, two), nil
}

func (k *HolderKey) direct(framed [][]byte) ([][]byte, error) {
	out := make([][]byte, len(framed))
	for i, f := range framed {
		b, err := k.server.FullEvaluate(f)
		if err != nil {
			return nil, fmt.Errorf("evaluating input %d directly: %w", i, err)
		}
		out[i] = b
	}
	return out, nil
}
