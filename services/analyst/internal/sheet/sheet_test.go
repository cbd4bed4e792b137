package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/table"
)

func sample(t testing.TB) Sheet {
	t.Helper()
	def, ok := table.Find("T01")
	if !ok {
		t.Fatal("no table T01")
	}
	return Sheet{def, 7, []table.Row{
		{Key: []string{"VIC_DET", "ITA", "F", "_T", "2019"}, Value: "1-10", Status: "Q"},
		{Key: []string{"VIC_ALL", "_T", "_T", "_T", "_T"}, Value: "1234567", Status: "A"},
	}}
}

func TestEachFormatHasItsBytes(t *testing.T) {
	s := sample(t)
	for format, want := range map[string]string{
		CSV: "SERIES,REF_AREA,SEX,AGE,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n" +
			"VIC_DET,ITA,F,_T,2019,1-10,Q\n" +
			"VIC_ALL,_T,_T,_T,_T,1234567,A\n",
		JSON: `{"table":"T01","title":"Detected victims by sex and age","unit":"persons",` +
			`"note":"` + s.Definition.Note + `","caveat":"` + table.Caveat + `",` +
			`"dimensions":["SERIES","REF_AREA","SEX","AGE","TIME_PERIOD"],"sequence":7,"rows":[
{"SERIES":"VIC_DET","REF_AREA":"ITA","SEX":"F","AGE":"_T","TIME_PERIOD":"2019","OBS_VALUE":"1-10","OBS_STATUS":"Q"},
{"SERIES":"VIC_ALL","REF_AREA":"_T","SEX":"_T","AGE":"_T","TIME_PERIOD":"_T","OBS_VALUE":"1234567","OBS_STATUS":"A"}
]}
`,
		Text: `T01 Detected victims by sex and age (persons)

SERIES   REF_AREA  SEX  AGE  TIME_PERIOD  OBS_VALUE  OBS_STATUS
VIC_DET  ITA       F    _T   2019              1-10  Q
VIC_ALL  _T        _T   _T   _T           1,234,567  A

` + s.Definition.Note + "\n" + table.Caveat + `
As of change 7 of the statistics.
`,
	} {
		var b bytes.Buffer
		if err := s.Write(&b, format); err != nil || b.String() != want {
			t.Errorf("%s: %v\n%s", format, err, b.String())
		}
	}
}

func TestRowsReadBackAsTheyAreWritten(t *testing.T) {
	s := sample(t)
	data, err := json.Marshal(Objects{s.Definition, s.Rows})
	var objects []map[string]string
	if err != nil || json.Unmarshal(data, &objects) != nil || len(objects) != len(s.Rows) {
		t.Fatalf("%s: %v", data, err)
	}
	for i, o := range objects {
		if got, err := Row(s.Definition, o); err != nil || !reflect.DeepEqual(got, s.Rows[i]) {
			t.Errorf("%v: %v", got, err)
		}
	}
	if _, err := Row(s.Definition, map[string]string{"SERIES": "VIC_ALL"}); err == nil {
		t.Error("a row without a key was read")
	}
}

func TestASheetWithoutRowsIsWholeInEachFormat(t *testing.T) {
	s := sample(t)
	s.Rows = nil
	var b bytes.Buffer
	if err := s.Write(&b, JSON); err != nil || !json.Valid(b.Bytes()) || !strings.Contains(b.String(), "\"rows\":[\n]") {
		t.Errorf("%s: %v", b.String(), err)
	}
	if data, err := json.Marshal(Objects{s.Definition, nil}); err != nil || string(data) != "[]" {
		t.Errorf("%s: %v", data, err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken") }

func TestErrorsOfTheWriterAndUnknownFormatsAreTold(t *testing.T) {
	for _, format := range []string{CSV, JSON, Text, "xml", ""} {
		if sample(t).Write(broken{}, format) == nil {
			t.Errorf("%q: no error", format)
		}
	}
}

func TestThousandsOfWholeNumbersOnly(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "0": "0", "999": "999", "1000": "1,000", "123456": "123,456", "1234567": "1,234,567", "1-10": "1-10", "1234.50": "1234.50",
	} {
		if got := Thousands(in); got != want {
			t.Errorf("%q is %q", in, got)
		}
	}
}
