package wire

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// SheetsDigest returns the digest that binds an item to its token sheets, in the order in
// which they are sent, and nothing to other items: the reference goes into it, so equal sheets
// of two reports do not show. It is the first 16 bytes of SHA-256 over the label, country and
// reference, and then of each sheet: victim, scheme, epoch, slots, sex and age as four bytes
// each, big-endian, and the salt, the period, the citizenships and the tokens, each after its
// length. The salt is known to the sender and the deduplicator alone, so whoever has made the
// tokens of somebody cannot look for her digest.
func SheetsDigest(country string, ref tip.Ref, sheets []*pb.TokenSheet) tip.Digest {
	b := append([]byte("corridor token sheets v1"), country...)
	b = append(b, ref[:]...)
	text := func(s []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
		b = append(b, s...)
	}
	for _, s := range sheets {
		for _, n := range [...]uint32{s.GetVictimRef(), s.GetScheme(), s.GetEpoch(), s.GetSlots(), uint32(s.GetSex()), uint32(s.GetAge()), uint32(len(s.GetCitizenships()))} {
			b = binary.BigEndian.AppendUint32(b, n)
		}
		text(s.GetSalt())
		text([]byte(s.GetDetectionPeriod()))
		for _, c := range s.GetCitizenships() {
			text([]byte(c))
		}
		text(s.GetTokens())
	}
	sum := sha256.Sum256(b)
	return tip.Digest(sum[:len(tip.Digest{})])
}
