package keyholder

import (
	"encoding/binary"
	"errors"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/geo"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// granted is the refusal of a request that is none.
const granted = pb.EvaluationRefusal_EVALUATION_REFUSAL_UNSPECIFIED

// skew is how far apart the clocks of a focal point and a key-holder may be, and so how long
// a request can be used.
const skew = 5 * time.Minute

// request is the signed part of a request.
type request struct {
	id      uuid.UUID
	country geo.Area // that it names
	epoch   uint32
	blinded [][]byte // not yet known to be elements
}

// asked is a request as far as it can be trusted: a country only where its key signed.
type asked struct {
	request
	refusal pb.EvaluationRefusal // granted while nothing speaks against it
}

func (a asked) refuse(r pb.EvaluationRefusal) asked {
	a.refusal = r
	return a
}

var errBody = errors.New("the body of the request cannot be read, or asks for nothing or too much")

// decodeBody reads the signed part of a request of at most burst elements.
func decodeBody(body []byte, burst int) (request, error) {
	var b pb.EvaluationRequestBody
	if proto.Unmarshal(body, &b) != nil {
		return request{}, errBody
	}
	id, err := uuid.Parse(b.GetRequestId())
	if err != nil || id.String() != b.GetRequestId() || id.Version() != 7 || id.Variant() != uuid.RFC4122 {
		return request{}, errBody
	}
	country, ok := geo.ParseAlpha3(b.GetCountry())
	if n := len(b.GetBlinded()); !ok || !country.Known() || n == 0 || n > burst {
		return request{}, errBody
	}
	return request{id: id, country: country, epoch: b.GetEpoch(), blinded: b.GetBlinded()}, nil
}

// made returns the time in a UUIDv7.
func made(id uuid.UUID) time.Time {
	return time.UnixMilli(int64(binary.BigEndian.Uint64(id[:8]) >> 16))
}

// fresh reports whether a request of that id can still, or already, be used.
func fresh(id uuid.UUID, now time.Time) bool { return now.Sub(made(id)).Abs() <= skew }
