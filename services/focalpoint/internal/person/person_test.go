package person

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/token"
)

const header = "case_key,victim_ref,given,family,birth_date,birthplace,district,nationality,document\n"

func read(t *testing.T, text string) (map[Key]identity.Identity, []Problem) {
	t.Helper()
	var problems []Problem
	people, err := Read(strings.NewReader(text), func(p Problem) { problems = append(problems, p) })
	if err != nil {
		t.Fatal(err)
	}
	return people, problems
}

func area(t *testing.T, alpha3 string) geo.Area {
	t.Helper()
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		t.Fatal(alpha3)
	}
	return a
}

func TestEveryColumnIsRead(t *testing.T) {
	ana := identity.Identity{
		Given: "Ana Maria", Family: "Rusu", Birth: identity.Date{Year: 1999, Month: 4, Day: 23}, Birthplace: "Orhei, centru",
		District: "MD-3500", Nationality: area(t, "MDA"), Document: "A 01 23",
	}
	for name, text := range map[string]string{
		"with commas":            header + `case-1,2,Ana Maria,Rusu,1999-04-23,"Orhei, centru",MD-3500,MD,A 01 23` + "\n",
		"with semicolons":        strings.ReplaceAll(header, ",", ";") + `case-1;2;Ana Maria;Rusu;1999-04-23;Orhei, centru;MD-3500;MDA;A 01 23`,
		"as spreadsheets write":  "\ufeff" + strings.TrimSpace(header) + "\r\n" + `case-1, 2 ," Ana Maria ",Rusu,1999-04-23,"Orhei, centru",MD-3500,Moldova,A 01 23` + "\r\n",
		"in another order":       "Family, DOCUMENT,victim_ref,case_key,given,nationality,district,birthplace,birth_date\n" + `Rusu,A 01 23,2,case-1,Ana Maria,MDA,MD-3500,"Orhei, centru",1999-04-23`,
		"with empty lines":       header + "\n\n" + `case-1,2,Ana Maria,Rusu,1999-04-23,"Orhei, centru",MD-3500,MD,A 01 23` + "\n\n",
		"beside another of hers": header + `case-1,2,Ana Maria,Rusu,1999-04-23,"Orhei, centru",MD-3500,MD,A 01 23` + "\ncase-1,1,,,,,,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			people, problems := read(t, text)
			if len(problems) > 0 || people[Key{"case-1", 2}] != ana {
				t.Errorf("problems %v, and another person", problems)
			}
		})
	}
}

func TestWhatIsNotKnownStaysEmpty(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want identity.Identity
	}{
		"columns that are missing":      {"case_key,victim_ref,given\nc,1,Ana\n", identity.Identity{Given: "Ana"}},
		"cells that are empty":          {header + "c,1,Ana,,,,,,\n", identity.Identity{Given: "Ana"}},
		"the day":                       {header + "c,1,,,1999-04,,,,\n", identity.Identity{Birth: identity.Date{Year: 1999, Month: 4}}},
		"day and month":                 {header + "c,1,,,1999,,,,\n", identity.Identity{Birth: identity.Date{Year: 1999}}},
		"a nationality known to be not": {header + "c,1,,,,,,unknown,\n", identity.Identity{}},
	} {
		t.Run(name, func(t *testing.T) {
			people, problems := read(t, tt.text)
			if len(problems) > 0 || len(people) != 1 || people[Key{"c", 1}] != tt.want {
				t.Errorf("problems %v, or another person", problems)
			}
		})
	}
}

func TestWhatCannotBeReadIsSaidByLineAndColumn(t *testing.T) {
	long := strings.Repeat("ă", maxCell+1)
	for name, tt := range map[string]struct {
		row  string
		want Problem
		kept bool
	}{
		"too few cells":                {"c,1,Ana", Problem{2, "", ReasonCells}, false},
		"a mark that is not closed":    {`c,1,"Ana,,,,,,`, Problem{2, "", ReasonQuotes}, false},
		"no case":                      {" ,1,Ana,,,,,,", Problem{2, "case_key", ReasonCase}, false},
		"no number":                    {"c,,Ana,,,,,,", Problem{2, "victim_ref", ReasonVictim}, false},
		"a number that is none":        {"c,one,Ana,,,,,,", Problem{2, "victim_ref", ReasonVictim}, false},
		"a number too high":            {"c,51,Ana,,,,,,", Problem{2, "victim_ref", ReasonVictim}, false},
		"a case that is not UTF-8":     {"\xff,1,Ana,,,,,,", Problem{2, "case_key", ReasonCase}, false},
		"a date the other way round":   {"c,1,Ana,,23.04.1999,,,,", Problem{2, "birth_date", ReasonDate}, true},
		"a day that no month has":      {"c,1,Ana,,1999-02-30,,,,", Problem{2, "birth_date", ReasonDate}, true},
		"a year that nobody lives":     {"c,1,Ana,,1899-12-31,,,,", Problem{2, "birth_date", ReasonDate}, true},
		"a nationality":                {"c,1,Ana,,,,,Ruritania,", Problem{2, "nationality", ReasonCountry}, true},
		"a name that is not UTF-8":     {"c,1,Ana,B\xe9la,,,,,", Problem{2, "family", ReasonText}, true},
		"a name that is a whole story": {"c,1,Ana," + long + ",,,,,", Problem{2, "family", ReasonLong}, true},
	} {
		t.Run(name, func(t *testing.T) {
			people, problems := read(t, header+tt.row+"\nc,2,,,,,,,\n")
			if !slices.Equal(problems, []Problem{tt.want}) {
				t.Errorf("got %v, want %v", problems, tt.want)
			}
			if id, ok := people[Key{"c", 1}]; ok != tt.kept || ok && id != (identity.Identity{Given: "Ana"}) || tt.want.Reason.Refuses() == tt.kept {
				t.Error("the row is lost or spoilt")
			}
			if _, ok := people[Key{"c", 2}]; !ok {
				t.Error("the row behind it is lost")
			}
		})
	}
}

func TestTheFirstOfTwoRowsOnOneVictimCounts(t *testing.T) {
	people, problems := read(t, header+"c,1,Ana,,,,,,\nc,1,Eva,,,,,,\nc,x,Ida,,,,,,\nc,2,Ina,,,,,,\n")
	want := []Problem{{3, "", ReasonTwice}, {4, "victim_ref", ReasonVictim}}
	if !slices.Equal(problems, want) || people[Key{"c", 1}].Given != "Ana" || people[Key{"c", 2}].Given != "Ina" || len(people) != 2 {
		t.Errorf("%d people, problems %v", len(people), problems)
	}
}

func TestAColumnThatIsNotKnownIsAProblemWithoutItsName(t *testing.T) {
	people, problems := read(t, "case_key,Jane Roe,victim_ref\nc,secret,1\n")
	if want := []Problem{{1, "#2", ReasonColumn}}; !slices.Equal(problems, want) || len(people) != 1 {
		t.Errorf("%d people, problems %v", len(people), problems)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("broken disk") }

func TestFilesThatAreNone(t *testing.T) {
	for name, r := range map[string]io.Reader{
		"empty":                       strings.NewReader(""),
		"without a case":              strings.NewReader("victim_ref,given\n"),
		"without a number":            strings.NewReader("case_key,given\n"),
		"with a column twice":         strings.NewReader("case_key,victim_ref,given,Given\n"),
		"with a mark that stays open": strings.NewReader("case_key,victim_ref,\"given\n"),
		"in UTF-16":                   strings.NewReader("\xff\xfec\x00a\x00s\x00e\x00"),
		"with an endless line":        strings.NewReader(header + strings.Repeat("secret ", maxLine)),
		"that end in an error":        io.MultiReader(strings.NewReader(header), broken{}),
		"that begin with an error":    broken{},
	} {
		_, err := Read(r, func(p Problem) { t.Errorf("%s: %v", name, p) })
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzRead checks that a row is read or said to be left out, that problems hold nothing of the
// file, and that tokens can be made of whatever was read.
func FuzzRead(f *testing.F) {
	f.Add([]byte(header + "c,1,Ana,Rusu,1999-04-23,Orhei,MD-3500,MDA,A0123\nc,1,,,,,,,\n"))
	f.Add([]byte("\ufeffvictim_ref;case_key;birth_date;name\n1;c;1999;x\n\n2;\"c\";1999-13;\n"))
	f.Add([]byte(header + "c,1," + strings.Repeat("щ", maxCell) + "," + strings.Repeat("ㄓ ", maxCell/2) + ",1999-04-23," + strings.Repeat("ﷺ", maxCell) + ",,MDA,\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		lost, lines := map[int]bool{}, strings.Count(string(b), "\n")+1
		people, err := Read(strings.NewReader(string(b)), func(p Problem) {
			if p.Reason.Refuses() {
				lost[p.Line] = true
			}
			if p.Line < 1 || p.Line > lines || columns[p.Column] == nil && p.Column != "" && !strings.HasPrefix(p.Column, "#") {
				t.Errorf("a problem in line %d of %d", p.Line, lines)
			}
		})
		if err != nil {
			return
		}
		if len(people)+len(lost) > lines-1 {
			t.Errorf("%d people and %d rows left out of %d lines", len(people), len(lost), lines)
		}
		for _, who := range people {
			for _, in := range who.Inputs() {
				if len(in.Value) == 0 || len(in.Value) > token.MaxValue {
					t.Errorf("an input of %d bytes", len(in.Value))
				}
			}
		}
	})
}
