package ctdc

import (
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
)

func TestTheSourceDecidesTheStatus(t *testing.T) {
	for source, want := range map[string][2]string{
		"Case Management":  {"CO", "NGO"},
		" case management": {"CO", "NGO"},
		"Hotline":          {"PR", "HLP"},
	} {
		_, v := one(t, file(shortHeader, ",", cells{"Datasource": source}))
		if got := [2]string{v.Status.String(), v.StatusAuthority.String()}; got != want {
			t.Errorf("%s: got %v, want %v", source, got, want)
		}
	}
}

func TestSexAndAgeAtRegistration(t *testing.T) {
	for name, c := range map[string]struct {
		row      cells
		sex, age string
	}{
		"a woman in the lowest band of adults": {cells{"gender": "Female", "ageBroad": "18--20"}, "F", "Y18T20"},
		"a boy":                                {cells{"gender": "Male", "ageBroad": "0--8"}, "M", "Y0T8"},
		"a single hyphen as in later files":    {cells{"ageBroad": "9-17"}, "_U", "Y9T17"},
		"the open band":                        {cells{"ageBroad": "48+"}, "_U", "Y_GE48"},
		"a gender beside the two":              {cells{"gender": "Trans/Transgender/NonConforming"}, "_O", "_U"},
		"a majority where the band is unknown": {cells{"majorityStatus": "Minor"}, "_U", "Y0T17"},
		"an adult where the band is unknown":   {cells{"majorityStatus": "Adult", "ageBroad": "-99"}, "_U", "Y_GE18"},
		"the band is finer than the majority":  {cells{"majorityStatus": "Adult", "ageBroad": "24--26"}, "_U", "Y24T26"},
		"neither the band nor the majority":    {cells{}, "_U", "_U"},
	} {
		t.Run(name, func(t *testing.T) {
			_, v := one(t, file(longHeader, ";", c.row))
			if v.Sex.String() != c.sex || v.AgeRegistration.String() != c.age {
				t.Errorf("got %s %s, want %s %s", v.Sex, v.AgeRegistration, c.sex, c.age)
			}
		})
	}
}

func TestTheThreeAgesAreKeptApart(t *testing.T) {
	_, v := one(t, file(longHeader, ";", cells{"ageBroad": "18--20", "majorityStatusAtExploit": "Adult", "majorityEntry": "Minor"}))
	if v.AgeRegistration != code.AgeBandY18To20 || v.AgeExploitation != code.AgeBandAdultUnspecified || v.AgeEntry != code.AgeBandMinorUnspecified {
		t.Errorf("got %s %s %s", v.AgeRegistration, v.AgeExploitation, v.AgeEntry)
	}
	_, v = one(t, file(longHeader, ";", cells{"ageBroad": "18--20"}))
	if v.AgeExploitation != code.AgeBandUnknown || v.AgeEntry != code.AgeBandUnknown {
		t.Errorf("asked and not known: got %s %s", v.AgeExploitation, v.AgeEntry)
	}
	_, v = one(t, file(shortHeader, ",", cells{"ageBroad": "18--20"}))
	if v.AgeExploitation != code.AgeBandUnspecified || v.AgeEntry != code.AgeBandUnspecified {
		t.Errorf("a column that the file lacks: got %s %s", v.AgeExploitation, v.AgeEntry)
	}
}

// names lists a set of forms by short code, in the order of their numbers.
func names(set code.Set[code.ExploitationForm]) string {
	var list []string
	for c := range set.All() {
		list = append(list, c.String())
	}
	return strings.Join(list, " ")
}

func TestForms(t *testing.T) {
	for name, c := range map[string]struct {
		row            cells
		forms, primary string
	}{
		"sexual":                            {cells{"ExploitType": "Sexual", "isSexualExploit": "1"}, "SX", "SX"},
		"labour":                            {cells{"ExploitType": "Labor", "isForcedLabour": "1"}, "FL", "FL"},
		"domestic work stays forced labour": {cells{"ExploitType": "Labor", "LaborType": "Domestic Work"}, "FL", "FL"},
		"slavery":                           {cells{"ExploitType": "Slavery/Similar"}, "SL", "SL"},
		"forced marriage":                   {cells{"ExploitType": "Forced Marriage", "isForcedLabour": "0"}, "FM", "FM"},
		"other":                             {cells{"ExploitType": "Other"}, "OP", "OP"},
		"a flag adds its form":              {cells{"ExploitType": "Other", "isForcedLabour": "1"}, "FL OP", "OP"},
		"both flags, one is named":          {cells{"ExploitType": "Sexual", "isForcedLabour": "1", "isSexualExploit": "1"}, "SX FL", "SX"},
		"named, though its flag says no":    {cells{"ExploitType": "Sexual", "isSexualExploit": "0"}, "SX", "SX"},
		"multiple has no primary":           {cells{"ExploitType": "Multiple", "isForcedLabour": "1"}, "SX FL", "_U"},
		"one flag alone is primary":         {cells{"isForcedLabour": "1", "isSexualExploit": "0"}, "FL", "FL"},
		"both flags alone have no primary":  {cells{"isForcedLabour": "1", "isSexualExploit": "1"}, "SX FL", "_U"},
		"neither flag":                      {cells{"isForcedLabour": "0", "isSexualExploit": "0"}, "_U", "_U"},
	} {
		t.Run(name, func(t *testing.T) {
			_, v := one(t, file(shortHeader, ",", c.row))
			if names(v.Forms) != c.forms || v.PrimaryForm.String() != c.primary {
				t.Errorf("got %s of %s, want %s of %s", v.PrimaryForm, names(v.Forms), c.primary, c.forms)
			}
		})
	}
}

func TestFormsOfTheOfficialLayout(t *testing.T) {
	for name, c := range map[string]struct {
		row            cells
		forms, primary string
	}{
		"one form is named":               {cells{"typeOfExploitConcatenated": "Sexual exploitation", "isSexualExploit": "1", "isForcedLabour": "1"}, "SX FL", "SX"},
		"labels differ in case":           {cells{"typeOfExploitConcatenated": "SLAVERY and similar practices"}, "SL", "SL"},
		"two forms are named":             {cells{"typeOfExploitConcatenated": `"Forced labour; Forced marriage"`}, "FL FM", "_U"},
		"sex and labour is both":          {cells{"isSexAndLabour": "1"}, "SX FL", "_U"},
		"one flag":                        {cells{"isOrganRemoval": "1"}, "OR", "OR"},
		"armed groups":                    {cells{"isForcedMilitary": "1"}, "AG", "AG"},
		"slavery":                         {cells{"isSlaveryAndPractices": "1"}, "SL", "SL"},
		"forced marriage":                 {cells{"isForcedMarriage": "1"}, "FM", "FM"},
		"other":                           {cells{"isOtherExploit": "1"}, "OP", "OP"},
		"begging is a sector and no form": {cells{"isForcedLabour": "1", "typeOfLabourBegging": "1"}, "FL", "FL"},
	} {
		t.Run(name, func(t *testing.T) {
			_, v := one(t, file(longHeader, ";", c.row))
			if names(v.Forms) != c.forms || v.PrimaryForm.String() != c.primary {
				t.Errorf("got %s of %s, want %s of %s", v.PrimaryForm, names(v.Forms), c.primary, c.forms)
			}
		})
	}
}

func TestSectorsControlAndRecruitersOfTheShortLayout(t *testing.T) {
	for cell, want := range map[string]code.LabourSector{
		"Agriculture": code.LabourSectorISICA, "Aquafarming": code.LabourSectorISICA, "Begging": code.LabourSectorBegging,
		"Construction": code.LabourSectorISICF, "Domestic Work": code.LabourSectorISICT, "Hospitality": code.LabourSectorISICI,
		"Manufacturing": code.LabourSectorISICC, "Peddling": code.LabourSectorISICG, "Other": code.LabourSectorOther,
	} {
		if _, v := one(t, file(shortHeader, ",", cells{"LaborType": cell})); v.LabourSectors != code.SetOf(want) {
			t.Errorf("sector of %s is not %s", cell, want)
		}
	}
	for cell, want := range map[string]code.ControlMethod{
		"Threats": code.ControlMethodThreatsUnspecified, "Financial": code.ControlMethodOther, "Physical": code.ControlMethodOther,
		"Survival": code.ControlMethodOther, "Other": code.ControlMethodOther,
	} {
		if _, v := one(t, file(shortHeader, ",", cells{"ControlCategory": cell})); v.ControlMethods != code.SetOf(want) {
			t.Errorf("control by %s is not %s", cell, want)
		}
	}
	for cell, want := range map[string]code.RecruiterRelationship{
		"Family/Relative": code.RecruiterRelationshipFamily, "Intimate Partner": code.RecruiterRelationshipIntimatePartner,
		"Friend/Acquaintance": code.RecruiterRelationshipFriendOrAcquaintance, "Other": code.RecruiterRelationshipOther,
	} {
		if _, v := one(t, file(shortHeader, ",", cells{"RecruiterCategory": cell})); v.RecruiterRelationships != code.SetOf(want) {
			t.Errorf("recruiter %s is not %s", cell, want)
		}
	}
}

func TestFlagsOfTheOfficialLayoutAddUp(t *testing.T) {
	i, v := one(t, file(longHeader, ";", cells{
		"meansOfControlThreats": "1", "meansOfControlWithholdsDocuments": "1", "meansOfControlFalsePromises": "0",
		"meansOfControlNotSpecified": "1", "meansOfControlConcatenated": "Threats",
		"typeOfLabourAquafarming": "1", "typeOfLabourMiningOrDrilling": "1", "typeOfLabourNotSpecified": "1",
		"typeOfSexPornography": "1", "isAbduction": "1", "RecruiterRelationship": "Friend",
		"recruiterRelationFriend": "1", "recruiterRelationOther": "1", "recruiterRelationUnknown": "1",
	}))
	if v.ControlMethods != code.SetOf(code.ControlMethodThreatsUnspecified, code.ControlMethodWithholdsDocuments) {
		t.Errorf("control %v", v.ControlMethods)
	}
	if v.LabourSectors != code.SetOf(code.LabourSectorISICA, code.LabourSectorISICB) {
		t.Errorf("sectors %v", v.LabourSectors)
	}
	if v.SexualTypes != code.SetOf(code.SexualExploitationTypePornography) || i.Means != code.SetOf(code.PalermoMeansAbduction) {
		t.Errorf("sexual types %v, means %v", v.SexualTypes, i.Means)
	}
	if v.RecruiterRelationships != code.SetOf(code.RecruiterRelationshipFriendOrAcquaintance, code.RecruiterRelationshipOther) {
		t.Errorf("recruiters %v", v.RecruiterRelationships)
	}
}

func TestNotSpecifiedStandsWhereNothingElseDoes(t *testing.T) {
	_, v := one(t, file(longHeader, ";", cells{
		"meansOfControlNotSpecified": "1", "typeOfLabourNotSpecified": "1", "recruiterRelationUnknown": "1",
	}))
	if v.ControlMethods != code.SetOf(code.ControlMethodNotSpecified) ||
		v.LabourSectors != code.SetOf(code.LabourSectorNotSpecified) ||
		v.RecruiterRelationships != code.SetOf(code.RecruiterRelationshipUnknown) {
		t.Errorf("got %+v", v)
	}
}
