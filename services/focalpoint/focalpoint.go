// Package focalpoint is a country's end of Corridor: it imports records, validates them, makes
// them as coarse as they may leave, signs them, publishes them and follows the receipts. What
// says which case is behind a report stays here: the case keys and the key of the references.
package focalpoint

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Name of the service.
const Name = "focalpoint"

// Filing is one thing to send: a report's case key and what to do with it.
type Filing struct {
	CaseKey  string // any text that tells the case from others in the country; never leaves it
	Revision uint32 // 1 or more; the highest counts
	Action   code.Action
	Content  []byte   // an encoded IncidentReport; nil for a withdrawal
	People   []Person // the victims of whom it is known who they are; they never leave as such
}

func (f *Filing) check() error {
	upsert := f.Action == code.ActionUpsert
	switch {
	case f.CaseKey == "":
		return errors.New("a filing has no case key")
	case f.Revision == 0:
		return errors.New("a filing has no revision")
	case !upsert && f.Action != code.ActionWithdraw:
		return errors.New("a filing is neither an upsert nor a withdrawal")
	case upsert == (len(f.Content) == 0):
		return errors.New("an upsert without content, or a withdrawal with some")
	case !upsert && len(f.People) > 0:
		return errors.New("a withdrawal of people: it takes out whoever was reported")
	}
	return nil
}

// leastRefKey is the least length of a reference key in bytes.
const leastRefKey = 32

// Identity is who a focal point is.
type Identity struct {
	Country geo.Area
	Key     *sign.Key // signs submissions
	RefKey  []byte    // 32 random bytes or more, the key of the references; stays in the country
}

// refDomain keeps references apart from whatever else may be keyed with the same bytes.
const refDomain = "corridor report_ref v1\x00"

// Ref returns the reference of a case: the first 16 bytes of HMAC-SHA256 under RefKey. The
// same case has the same reference for as long as the key lives, so it can be corrected and
// withdrawn; without the key nobody can tell or guess the case.
func (id Identity) Ref(caseKey string) tip.Ref {
	return tip.Ref(id.keyed(refDomain, []byte(caseKey))[:len(tip.Ref{})])
}

// saltDomain keeps salts apart from references.
const saltDomain = "corridor token salt v1\x00"

// salt returns what the digest of a report's tokens is salted with: the same for as long as the
// key lives, so that a report that is sent again is the same version.
func (id Identity) salt(ref []byte) []byte { return id.keyed(saltDomain, ref)[:len(tip.Ref{})] }

// keyed returns the HMAC-SHA256 of a text in a domain under RefKey.
func (id Identity) keyed(domain string, text []byte) []byte {
	mac := hmac.New(sha256.New, id.RefKey)
	mac.Write([]byte(domain))
	mac.Write(text)
	return mac.Sum(nil)
}

func (id Identity) check() error {
	switch {
	case !id.Country.Known():
		return errors.New("the sender is no country")
	case id.Key == nil:
		return errors.New("there is no signing key")
	case len(id.RefKey) < leastRefKey:
		return errors.New("the reference key is shorter than 32 bytes")
	}
	return nil
}
