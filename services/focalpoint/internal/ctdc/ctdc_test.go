package ctdc

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

const shortHeader = "rowIndex,yearOfRegistration,Datasource,gender,ageBroad,citizenship,CountryOfExploitation," +
	"isForcedLabour,isSexualExploit,ExploitType,ControlCategory,RecruiterCategory,LaborType"

const longHeader = "A notice on the terms of use: see the publisher;yearOfRegistration;Datasource;gender;ageBroad;" +
	"majorityStatus;majorityStatusAtExploit;majorityEntry;citizenship;meansOfControlDebtBondage;" +
	"meansOfControlTakesEarnings;meansOfControlRestrictsFinancialAccess;meansOfControlThreats;" +
	"meansOfControlPsychologicalAbuse;meansOfControlPhysicalAbuse;meansOfControlSexualAbuse;" +
	"meansOfControlFalsePromises;meansOfControlPsychoactiveSubstances;meansOfControlRestrictsMovement;" +
	"meansOfControlRestrictsMedicalCare;meansOfControlExcessiveWorkingHours;meansOfControlUsesChildren;" +
	"meansOfControlThreatOfLawEnforcement;meansOfControlWithholdsNecessities;" +
	"meansOfControlWithholdsDocuments;meansOfControlOther;meansOfControlNotSpecified;" +
	"meansOfControlConcatenated;isForcedLabour;isSexualExploit;isOtherExploit;isSexAndLabour;" +
	"isForcedMarriage;isForcedMilitary;isOrganRemoval;isSlaveryAndPractices;typeOfExploitConcatenated;" +
	"typeOfLabourAgriculture;typeOfLabourAquafarming;typeOfLabourBegging;typeOfLabourConstruction;" +
	"typeOfLabourDomesticWork;typeOfLabourHospitality;typeOfLabourIllicitActivities;" +
	"typeOfLabourManufacturing;typeOfLabourMiningOrDrilling;typeOfLabourPeddling;" +
	"typeOfLabourTransportation;typeOfLabourOther;typeOfLabourNotSpecified;typeOfLabourConcatenated;" +
	"typeOfSexProstitution;typeOfSexPornography;typeOfSexRemoteInteractiveServices;" +
	"typeOfSexPrivateSexualServices;typeOfSexConcatenated;isAbduction;RecruiterRelationship;" +
	"CountryOfExploitation;recruiterRelationIntimatePartner;recruiterRelationFriend;" +
	"recruiterRelationFamily;recruiterRelationOther;recruiterRelationUnknown"

// cells are the cells of an invented row that are not empty, by column.
type cells map[string]string

// file returns a file of one layout with the given rows. Where a row does not say otherwise,
// it comes from Case Management in 2015.
func file(header, separator string, rows ...cells) string {
	names := strings.Split(header, separator)
	lines := []string{header}
	for _, row := range rows {
		line := make([]string, len(names))
		for i, name := range names {
			line[i] = cells{"yearOfRegistration": "2015", "Datasource": "Case Management"}[name]
			if cell, ok := row[name]; ok {
				line[i] = cell
			}
		}
		lines = append(lines, strings.Join(line, separator))
	}
	return strings.Join(lines, "\n") + "\n"
}

func read(t *testing.T, text string) (rows []Row, problems []Problem) {
	t.Helper()
	err := Read(strings.NewReader(text),
		func(r Row) error { rows = append(rows, r); return nil },
		func(p Problem) { problems = append(problems, p) })
	if err != nil {
		t.Fatal(err)
	}
	return rows, problems
}

// one reads a file of one row that has no problem.
func one(t *testing.T, text string) (tip.Incident, tip.Victim) {
	t.Helper()
	rows, problems := read(t, text)
	if len(rows) != 1 || len(problems) != 0 {
		t.Fatalf("%d rows, problems %v", len(rows), problems)
	}
	return rows[0].Report.Incident, rows[0].Report.Victims[0]
}

func area(t *testing.T, alpha3 string) geo.Area {
	t.Helper()
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		t.Fatalf("%s is no country", alpha3)
	}
	return a
}

func TestARowOfTheShortLayoutMakesAReport(t *testing.T) {
	rows, problems := read(t, file(shortHeader, ",", cells{
		"rowIndex": "7", "yearOfRegistration": "2014", "Datasource": "Hotline", "gender": "Male",
		"ageBroad": "30--38", "citizenship": "KE", "CountryOfExploitation": "OM", "isForcedLabour": "1",
		"isSexualExploit": "0", "ExploitType": "Labor", "ControlCategory": "Threats",
		"RecruiterCategory": "Family/Relative", "LaborType": "Domestic Work",
	}))
	want := []Row{{0, tip.Report{
		Incident: tip.Incident{
			Origin: area(t, "KEN"), OriginBasis: code.OriginBasisCitizenship,
			Destination: area(t, "OMN"), Detection: area(t, "OMN"),
			DetectionPeriod: tip.YearPeriod(2014), DetectionStage: code.CountryRoleDestination,
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusPresumed, StatusAuthority: code.IdentifyingAuthorityHelpline,
			Sex: code.SexMale, AgeRegistration: code.AgeBandY30To38, Citizenships: tip.Areas{area(t, "KEN")},
			Forms:                  code.SetOf(code.ExploitationFormForcedLabour),
			PrimaryForm:            code.ExploitationFormForcedLabour,
			LabourSectors:          code.SetOf(code.LabourSectorISICT),
			ControlMethods:         code.SetOf(code.ControlMethodThreatsUnspecified),
			RecruiterRelationships: code.SetOf(code.RecruiterRelationshipFamily),
		}},
		EntityKind: code.IdentifyingAuthorityHelpline, ConsentScope: code.DataConsentScopeLegalBasisOther,
		LegalBasisRef: LegalBasisRef, SharingLabel: code.SharingLabelAmber,
	}}}
	if !reflect.DeepEqual(rows, want) || len(problems) != 0 {
		t.Errorf("got %+v, problems %v, want %+v", rows, problems, want)
	}
}

func TestAnEmptyRowIsUnknownInBothLayouts(t *testing.T) {
	for name, text := range map[string]string{
		"13 columns": file(shortHeader, ",", cells{"citizenship": "0", "CountryOfExploitation": "-99"}),
		"64 columns": file(longHeader, ";", cells{"gender": "-99", "isAbduction": "-99", "citizenship": "-99"}),
	} {
		t.Run(name, func(t *testing.T) {
			i, v := one(t, text)
			if i.Origin != geo.Unknown || i.Destination != geo.Unknown || i.Detection != geo.Unknown ||
				i.OriginBasis != code.OriginBasisUnspecified || i.DetectionStage != code.CountryRoleUnspecified {
				t.Errorf("countries %+v", i)
			}
			if v.Sex != code.SexUnknown || v.AgeRegistration != code.AgeBandUnknown || v.Citizenships != (tip.Areas{geo.Unknown}) {
				t.Errorf("person %+v", v)
			}
			if v.PrimaryForm != code.ExploitationFormUnknown || v.Forms != code.SetOf(code.ExploitationFormUnknown) {
				t.Errorf("forms %+v", v)
			}
			if !i.Means.Empty() || !i.Acts.Empty() || !v.ControlMethods.Empty() || !v.RecruiterRelationships.Empty() || !v.LabourSectors.Empty() {
				t.Error("something is claimed that the row does not say")
			}
		})
	}
}

func TestPositionCountsRowsOfDataAndNotBlankLines(t *testing.T) {
	text := file(shortHeader, ",", cells{"gender": "Male"}, cells{"gender": "Male"}, cells{"gender": "Male"})
	rows, _ := read(t, strings.ReplaceAll(text, "\n", "\r\n\r\n"))
	for i, r := range rows {
		if r.Position != i || r.Report.Victims[0].Sex != code.SexMale {
			t.Errorf("row %d has position %d", i, r.Position)
		}
	}
	if len(rows) != 3 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestTheHeaderGoesByNames(t *testing.T) {
	const text = "\ufeffCountryOfExploitation;citizenship;ageBroad;gender;Datasource;yearOfRegistration\n" +
		"\"AT\";MD;18--20;Female;Hotline;2012\n"
	i, v := one(t, text)
	if i.Destination != area(t, "AUT") || i.Origin != area(t, "MDA") || v.Sex != code.SexFemale || i.DetectionPeriod.Year() != 2012 {
		t.Errorf("got %+v %+v", i, v)
	}
}

func TestFilesThatAreNoneOfCTDCAreRefused(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"an empty file":              {"", "empty"},
		"a column is missing":        {strings.Replace(shortHeader, "citizenship", "nation", 1), "citizenship is missing"},
		"a column stands twice":      {shortHeader + ",gender", "gender stands twice"},
		"a header that is a row":     {"0,2002,Case Management,Female", "is missing"},
		"a quotation mark is open":   {`"rowIndex,gender`, "quotation mark"},
		"a header that never ends":   {strings.Repeat("x", maxLine+1), "too long"},
		"a row of data never ends":   {shortHeader + "\n" + strings.Repeat("x", maxLine+1), "row 0"},
		"an unknown value is leaked": {"Jane Roe,gender", "is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Read(strings.NewReader(c.text), func(Row) error { return nil }, func(Problem) {})
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "Jane") {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestAnErrorOfTheReceiverStopsTheReading(t *testing.T) {
	stop, calls := errors.New("enough"), 0
	err := Read(strings.NewReader(file(shortHeader, ",", cells{}, cells{}, cells{})), func(Row) error {
		if calls++; calls == 2 {
			return stop
		}
		return nil
	}, func(Problem) {})
	if !errors.Is(err, stop) || calls != 2 || !strings.Contains(err.Error(), "row 1") {
		t.Errorf("%d calls, %v", calls, err)
	}
}

func TestAnErrorOfTheSourceIsNotTheEndOfTheFile(t *testing.T) {
	broken := errors.New("line is dead")
	r := io.MultiReader(strings.NewReader(file(shortHeader, ",", cells{})), failing{broken})
	if err := Read(r, func(Row) error { return nil }, func(Problem) {}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func FuzzRead(f *testing.F) {
	f.Add([]byte(file(shortHeader, ",", cells{"gender": "Male"}, cells{"citizenship": "ZZ"})))
	f.Add([]byte(file(longHeader, ";", cells{"isAbduction": "1"}, cells{"typeOfExploitConcatenated": `"Forced labour;Other"`})))
	f.Add([]byte(shortHeader + "\n\"\n,,,\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		lines, last, lost := strings.Count(string(b), "\n"), -1, 0
		err := Read(strings.NewReader(string(b)), func(r Row) error {
			if r.Position <= last {
				return fmt.Errorf("position %d after %d", r.Position, last)
			}
			last = r.Position
			return check(r)
		}, func(p Problem) {
			if p.Column == "" {
				lost++
			}
		})
		if err != nil && strings.HasPrefix(err.Error(), "handling") {
			t.Fatal(err)
		}
		if last >= lines || lost > lines {
			t.Fatalf("position %d, %d lost, in %d lines", last, lost, lines)
		}
	})
}

// check tells what is wrong with a row whatever its cells held.
func check(r Row) error {
	if len(r.Report.Victims) != 1 {
		return fmt.Errorf("%d victims", len(r.Report.Victims))
	}
	v := r.Report.Victims[0]
	switch {
	case v.Ref != 1 || v.Status == code.TraffickingStatusUnspecified || v.StatusAuthority != r.Report.EntityKind:
		return errors.New("no reference, status or authority")
	case v.Forms.Empty() || v.Forms.Has(code.ExploitationFormMixed):
		return errors.New("no form, or a mixed one")
	case v.PrimaryForm != code.ExploitationFormUnknown && !v.Forms.Has(v.PrimaryForm):
		return errors.New("the primary form is not among the forms")
	case r.Report.Incident.Detection != r.Report.Incident.Destination:
		return errors.New("detected elsewhere than exploited")
	}
	return nil
}
