package ctdc

import (
	"slices"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

func TestACellThatCannotBeReadIsUnknownAndAProblem(t *testing.T) {
	for name, c := range map[string]struct {
		row  cells
		want Problem
	}{
		"a citizenship":          {cells{"citizenship": "QQ"}, Problem{0, "citizenship", ReasonCountry}},
		"a country":              {cells{"CountryOfExploitation": "Ruritania"}, Problem{0, "CountryOfExploitation", ReasonCountry}},
		"a year out of range":    {cells{"yearOfRegistration": "20150"}, Problem{0, "yearOfRegistration", ReasonYear}},
		"a year that is a date":  {cells{"yearOfRegistration": "1/5/2015"}, Problem{0, "yearOfRegistration", ReasonYear}},
		"a year that is unknown": {cells{"yearOfRegistration": "-99"}, Problem{0, "yearOfRegistration", ReasonYear}},
		"a source":               {cells{"Datasource": "Newspaper"}, Problem{0, "Datasource", ReasonSource}},
		"a source that is empty": {cells{"Datasource": ""}, Problem{0, "Datasource", ReasonSource}},
		"a sex":                  {cells{"gender": "?"}, Problem{0, "gender", ReasonLabel}},
		"an age":                 {cells{"ageBroad": "19"}, Problem{0, "ageBroad", ReasonLabel}},
		"a flag":                 {cells{"isAbduction": "yes"}, Problem{0, "isAbduction", ReasonFlag}},
		"a form":                 {cells{"typeOfExploitConcatenated": "Chess"}, Problem{0, "typeOfExploitConcatenated", ReasonLabel}},
	} {
		t.Run(name, func(t *testing.T) {
			rows, problems := read(t, file(longHeader, ";", c.row))
			if len(problems) != 1 || problems[0] != c.want {
				t.Errorf("got %v, want %v", problems, c.want)
			}
			if len(rows) != 1 || check(rows[0]) != nil {
				t.Error("the row is lost or spoilt")
			}
		})
	}
}

func TestWhatCannotBeReadClaimsNothing(t *testing.T) {
	rows, _ := read(t, file(longHeader, ";", cells{
		"citizenship": "QQ", "CountryOfExploitation": "QQ", "Datasource": "?", "yearOfRegistration": "?", "gender": "?", "ageBroad": "?",
	}))
	i, v := rows[0].Report.Incident, rows[0].Report.Victims[0]
	if i.Origin != geo.Unknown || i.Detection != geo.Unknown || i.DetectionPeriod != 0 {
		t.Errorf("incident %+v", i)
	}
	if v.Status != code.TraffickingStatusPresumed || v.StatusAuthority != code.IdentifyingAuthorityOther || v.Sex != code.SexUnknown || v.AgeRegistration != code.AgeBandUnknown {
		t.Errorf("victim %+v", v)
	}
}

func TestALineThatFallsApartIsLeftOutAndKeepsItsPosition(t *testing.T) {
	text := shortHeader + "\n" +
		"0,2015,Hotline,Male,,,,,,,,,\n" +
		"1,2015,Hotline,Male,,,,,,,,,,\n" +
		"2,2015,Hotline,\"Male,,,,,,,,,\n" +
		"3,2015,Hotline,\"Male\"x,,,,,,,,,\n" +
		"4,2015,Hotline\n" +
		"5,2015,Hotline,\"Female\",,,,,,,,,\n"
	rows, problems := read(t, text)
	want := []Problem{{1, "", ReasonCells}, {2, "", ReasonQuotes}, {3, "", ReasonQuotes}, {4, "", ReasonCells}}
	if !slices.Equal(problems, want) {
		t.Errorf("got %v, want %v", problems, want)
	}
	if len(rows) != 2 || rows[0].Position != 0 || rows[1].Position != 5 || rows[1].Report.Victims[0].Sex != code.SexFemale {
		t.Errorf("got %+v", rows)
	}
}

func TestAColumnThatIsNotKnownIsAProblemWithoutItsName(t *testing.T) {
	rows, problems := read(t, shortHeader+",Jane Roe\n0,2015,Hotline,Male,,,,,,,,,,secret\n")
	if want := []Problem{{HeaderPosition, "#14", ReasonColumn}}; !slices.Equal(problems, want) || len(rows) != 1 {
		t.Errorf("got %v, %d rows", problems, len(rows))
	}
}
