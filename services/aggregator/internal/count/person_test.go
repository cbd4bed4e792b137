package count

import (
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// victim returns a confirmed woman of Nigeria, sexually exploited and detected in Italy by the
// police in 2022, changed as the test wants.
func victim(change func(*Member)) Member {
	citizenships, _ := tip.AreasOf(area("NGA"))
	m := Member{Country: area("ITA"), VictimRef: 1, Record: tip.Record{
		Incident: tip.Incident{Origin: area("NGA"), Destination: area("ITA"), Detection: area("ITA"),
			DetectionPeriod: tip.QuarterPeriod(2022, 2), DetectionStage: code.CountryRoleDestination},
		Victim: tip.Victim{Status: code.TraffickingStatusConfirmed, StatusAuthority: code.IdentifyingAuthorityPolice,
			Sex: code.SexFemale, AgeRegistration: code.AgeBandY21To23, Citizenships: citizenships,
			PrimaryForm: code.ExploitationFormSexualExploitation},
	}}
	if change != nil {
		change(&m)
	}
	return m
}

// The cases name a person's members and cells that she must be counted in.
var cases = map[string]struct {
	members []Member
	cells   [][]string // table, then key
	none    [][]string
}{
	"a confirmed victim counts in her series and in all": {
		members: []Member{victim(nil)},
		cells: [][]string{
			{"T01", "VIC_DET", "ITA", "F", "Y_GE18", "2022"},
			{"T01", "VIC_ALL", "_T", "_T", "_T", "_T"},
			{"T25", "VIC_DET", "ITA", "POL", "CO", "2022"},
			{"T25", "VIC_ALL", "ITA", "POL", "_T", "2022"},
		},
		none: [][]string{{"T01", "VIC_PRES", "ITA", "F", "Y_GE18", "2022"}},
	},
	"a rejected person counts in no table of victims": {
		members: []Member{victim(func(m *Member) { m.Record.Victim.Status = code.TraffickingStatusRejected })},
		cells:   [][]string{{"T30", "DQ_RECORDS", "ITA", "_T", "_T", "2022"}},
		none:    [][]string{{"T01", "VIC_ALL", "_T", "_T", "_T", "_T"}},
	},
	"the first year wins and a later record fills what was unknown": {
		members: []Member{
			victim(func(m *Member) {
				m.Record.Incident.DetectionPeriod = tip.YearPeriod(2023)
				m.Record.Victim.Sex = code.SexMale
			}),
			victim(func(m *Member) {
				m.VictimRef = 2
				m.Record.Incident.DetectionPeriod = tip.YearPeriod(2021)
				m.Record.Victim.Status = code.TraffickingStatusPresumed
				m.Record.Victim.Sex = code.SexUnknown
			}),
		},
		cells: [][]string{
			{"T01", "VIC_DET", "ITA", "M", "Y_GE18", "2021"},
			{"T30", "DQ_DUP_NAT", "ITA", "_T", "_T", "2023"},
		},
		none: [][]string{
			{"T01", "VIC_ALL", "ITA", "_T", "_T", "2023"},
			{"T30", "DQ_DUP_XB", "_T", "_T", "_T", "_T"},
		},
	},
	"a person whom two countries detected counts in both, once abroad": {
		members: []Member{
			victim(nil),
			victim(func(m *Member) {
				m.Country, m.Record.Incident.Detection = area("DEU"), area("DEU")
				m.Record.Incident.DetectionPeriod = tip.YearPeriod(2024)
			}),
		},
		cells: [][]string{
			{"T01", "VIC_ALL", "ITA", "_T", "_T", "2022"},
			{"T01", "VIC_ALL", "DEU", "_T", "_T", "2024"},
			{"T30", "DQ_DUP_XB", "DEU", "_T", "_T", "2024"},
			{"T30", "DQ_DUP_XB", "_T", "_T", "_T", "_T"},
		},
		none: [][]string{{"T30", "DQ_DUP_XB", "ITA", "_T", "_T", "_T"}},
	},
	"a record without a detecting country does not count the person again": {
		members: []Member{
			victim(func(m *Member) {
				m.Record.Incident.Detection = geo.Unknown
				m.Record.Incident.DetectionPeriod = tip.YearPeriod(2020)
			}),
			victim(nil),
		},
		cells: [][]string{{"T01", "VIC_ALL", "_T", "_T", "_T", "_T"}, {"T01", "VIC_ALL", "ITA", "_T", "_T", "2020"}},
		none:  [][]string{{"T01", "VIC_ALL", "_U", "_T", "_T", "_T"}},
	},
	"several groups of forms without a primary one are mixed": {
		members: []Member{victim(func(m *Member) {
			m.Record.Victim.PrimaryForm = code.ExploitationFormUnknown
			m.Record.Victim.Forms = code.SetOf(code.ExploitationFormOrganRemoval, code.ExploitationFormDebtBondage)
		})},
		cells: [][]string{{"T02", "VIC_DET", "ITA", "MX", "F", "Y_GE18", "2022"}},
	},
	"several forms of one group are that group": {
		members: []Member{victim(func(m *Member) {
			m.Record.Victim.PrimaryForm = 0
			m.Record.Victim.Forms = code.SetOf(code.ExploitationFormServitude, code.ExploitationFormDebtBondage)
		})},
		cells: [][]string{{"T02", "VIC_DET", "ITA", "G_FL", "F", "Y_GE18", "2022"}},
	},
	"a dual national counts under the citizenship of her origin": {
		members: []Member{victim(func(m *Member) {
			m.Record.Victim.Citizenships, _ = tip.AreasOf(area("DEU"), area("NGA"))
		})},
		cells: [][]string{
			{"T04", "VIC_DET", "ITA", "NGA", "F", "Y_GE18", "2022"},
			{"T05", "VIC_DET", "ITA", "CITIZENSHIP_CLASS", "OTR", "2022"},
			{"T05", "VIC_DET", "_T", "CITIZENSHIP_CLASS_EU", "NEU", "2022"},
		},
	},
	"without a destination the detecting country is it": {
		members: []Member{victim(func(m *Member) { m.Record.Incident.Destination = geo.None })},
		cells: [][]string{
			{"T09", "VIC_DET", "NGA", "ITA", "F", "G_SX", "2022"},
			{"T10", "VIC_DET", "M49_039", "TRR", "NUMBER", "2022"},
			{"T10", "VIC_ALL", "_T", "_T", "NUMBER", "_T"},
			{"T11", "VIC_DET", "M49_011", "M49_039", "2022"},
		},
		none: [][]string{{"T30", "DQ_KNOWN", "ITA", "FIELD", "DESTINATION", "2022"}},
	},
	"a person counts once in each transit country and once in all": {
		members: []Member{victim(func(m *Member) {
			m.Record.Incident.Transit, _ = tip.AreasOf(area("LBY"), area("NER"))
		})},
		cells: [][]string{
			{"T12", "VIC_ALL", "LBY", "NGA", "ITA", "_T", "2022"},
			{"T12", "VIC_ALL", "NER", "NGA", "ITA", "_T", "2022"},
			{"T12", "VIC_ALL", "_T", "_T", "_T", "_T", "_T"},
		},
		none: [][]string{{"T12", "VIC_ALL", "_T", "_T", "_T", "TRA", "_T"}},
	},
	"who was detected in transit passed through the detecting country": {
		members: []Member{victim(func(m *Member) { m.Record.Incident.DetectionStage = code.CountryRoleTransit })},
		cells: [][]string{
			{"T12", "VIC_DET", "ITA", "NGA", "ITA", "TRA", "2022"},
			{"T12", "VIC_ALL", "_T", "NGA", "ITA", "_T", "2022"},
		},
	},
	"what nobody knows is unknown": {
		members: []Member{{Record: tip.Record{Victim: tip.Victim{Status: code.TraffickingStatusPresumed}}}},
		cells: [][]string{
			{"T02", "VIC_PRES", "_U", "_U", "_U", "_U", "_U"},
			{"T04", "VIC_PRES", "_U", "_U", "_U", "_U", "_U"},
			{"T05", "VIC_PRES", "_U", "CITIZENSHIP_CLASS", "_U", "_U"},
			{"T25", "VIC_PRES", "_U", "_U", "PR", "_U"},
		},
		none: [][]string{{"T10", "VIC_ALL", "_T", "_T", "NUMBER", "_T"}, {"T12", "VIC_ALL", "_T", "_T", "_T", "_T", "_T"}},
	},
}

func TestPersonsAreCounted(t *testing.T) {
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tables := New()
			mustApply(t, tables, arrivals([][]Member{c.members}), Quality{})
			for _, want := range c.cells {
				if n := cell(t, tables, want[0], want[1:]...); n != 1 {
					t.Errorf("%v is %d, want 1", want, n)
				}
			}
			for _, empty := range c.none {
				if n := cell(t, tables, empty[0], empty[1:]...); n != 0 {
					t.Errorf("%v is %d, want none", empty, n)
				}
			}
		})
	}
}
