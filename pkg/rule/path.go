package rule

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// settleOrigin keeps of the victim's citizenships the one that defines origin, and takes the
// origin from it where the sender gave none. Of several citizenships none defines the origin
// unless the sender says that it rests on citizenship: then, and for the one kept, it is the
// lowest, and otherwise the origin is unknown rather than a guess.
func settleOrigin(rec *tip.Record) {
	in, v := &rec.Incident, &rec.Victim
	open := leavesOpen(in, v.Citizenships)
	kept, known := defining(in, v.Citizenships)
	v.Citizenships, _ = tip.AreasOf(kept)
	switch {
	case in.Origin != geo.None || known == 0:
	case open:
		in.Origin = geo.Unknown
	default:
		in.Origin, in.OriginBasis = kept, code.OriginBasisCitizenship
	}
}

// leavesOpen reports whether there are several citizenships and nothing says which of them is
// the origin.
func leavesOpen(in *tip.Incident, citizenships tip.Areas) bool {
	_, known := defining(in, citizenships)
	return in.Origin == geo.None && known > 1 && in.OriginBasis != code.OriginBasisCitizenship
}

// defining returns the citizenship to keep and how many countries there are to choose from.
// Countries sort before Unknown, so the first is the lowest known one if there is one.
func defining(in *tip.Incident, citizenships tip.Areas) (kept geo.Area, known int) {
	for _, a := range citizenships {
		if a.Known() {
			known++
		}
	}
	if in.OriginBasis == code.OriginBasisCitizenship && citizenships.Has(in.Origin) {
		return in.Origin, known
	}
	return citizenships[0], known
}

// flow is the reach of the path (data dictionary 6): from the origin to the country of
// exploitation or, where that is missing, of detection.
func flow(in *tip.Incident) code.FlowType {
	destination := in.Destination
	if destination == geo.None || destination == geo.Unknown {
		destination = in.Detection
	}
	return geo.Reach(in.Origin, destination)
}
