package tip

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// JusticeSummary is one figure on offences or offenders of a country that sends no rows.
type JusticeSummary struct {
	Country          geo.Area
	Year             Period
	Stage            code.JusticeStage
	Sex              code.Sex              // unspecified for all
	CitizenshipClass code.CitizenshipClass // unspecified for all
	Form             code.ExploitationForm // unspecified for all
	Count            uint64
	SourceTextID     string
	CriminalArticle  string
}

// AggregateReturn is one figure on detected victims of a country that sends no rows.
type AggregateReturn struct {
	Country      geo.Area
	Year         Period
	Status       code.TraffickingStatus
	Sex          code.Sex              // unspecified for all
	AgeBand      code.AgeBand          // unspecified for all
	Form         code.ExploitationForm // unspecified for all
	Counterpart  geo.Area              // citizenship or country of repatriation; None for all
	Count        uint64                // or the least that a suppressed figure can be
	CountAtMost  uint64                // the most that a suppressed figure can be; 0 for an exact one
	SourceTextID string
}
