package corridor

import "github.com/corridor-tip/corridor/pkg/linkage"

// explanation is an explanation in JSON.
type explanation struct {
	First     string                        `json:"first"`
	Second    string                        `json:"second"`
	OnePerson bool                          `json:"one_person"`
	Chain     []string                      `json:"chain,omitempty"`
	Review    string                        `json:"review,omitempty"`
	Decision  string                        `json:"decision,omitempty"`
	Revision  uint32                        `json:"decision_revision,omitempty"`
	Evidence  string                        `json:"evidence"`
	Epoch     uint16                        `json:"epoch,omitempty"`
	Families  []family                      `json:"families,omitempty"`
	Fields    map[string]map[string]float64 `json:"fields,omitempty"`
	Sex       string                        `json:"sex"`
	Age       string                        `json:"age"`
	Bits      map[string]float64            `json:"bits"`
	Posterior float64                       `json:"posterior"`
}

type family struct {
	Name     string `json:"name"`
	Agree    int    `json:"agree"`
	Compared int    `json:"compared"`
}

func explanationOf(e linkage.Explanation) explanation {
	x := explanation{
		First: e.A.String(), Second: e.B.String(), OnePerson: len(e.Chain) > 0, Review: causes[e.Cause][0],
		Decision: verdicts[e.Decision.Verdict], Revision: e.Decision.Revision, Evidence: verdictOf(e), Epoch: e.Epoch,
		Fields: map[string]map[string]float64{}, Sex: accords[e.Sex], Age: accords[e.Age], Posterior: e.Score.Posterior(),
		Bits: map[string]float64{"prior": bits(e.Prior), "families": bits(e.Evidence), "traits": bits(e.Against), "total": bits(e.Score),
			"review": bits(e.Review), "link": bits(e.Link), "strong": bits(e.Strong)},
	}
	for _, k := range e.Chain {
		x.Chain = append(x.Chain, k.String())
	}
	for _, f := range e.Families {
		x.Families = append(x.Families, family(f))
	}
	for _, f := range e.Fields {
		if !f.Known {
			continue
		}
		x.Fields[f.Name] = map[string]float64{}
		for _, l := range f.Levels {
			x.Fields[f.Name][l.Name] = l.Probability
		}
	}
	return x
}
