package revision

import (
	"encoding/binary"
	"errors"
)

// Size is the number of bytes of an encoded Version.
const Size = 4 + 1 + 16

// AppendBinary appends the Size bytes of v: the revision big-endian, 1 for a withdrawal or
// 0, the digest. It never fails.
func (v Version) AppendBinary(b []byte) ([]byte, error) {
	b = binary.BigEndian.AppendUint32(b, v.Revision)
	withdrawn := byte(0)
	if v.Withdrawn {
		withdrawn = 1
	}
	return append(append(b, withdrawn), v.Digest[:]...), nil
}

// UnmarshalBinary reads what AppendBinary wrote, all of b.
func (v *Version) UnmarshalBinary(b []byte) error {
	if len(b) != Size || b[4] > 1 {
		return errors.New("malformed version of a report")
	}
	v.Revision = binary.BigEndian.Uint32(b)
	v.Withdrawn = b[4] == 1
	copy(v.Digest[:], b[5:])
	return nil
}
