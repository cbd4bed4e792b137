package analyst

import "testing"

func TestTheFormatIsTheOneLikedMost(t *testing.T) {
	for header, want := range map[string]string{
		"":                                  "json",
		"*/*":                               "json",
		"text/csv":                          "csv",
		"TEXT/CSV":                          "csv",
		"text/plain":                        "table",
		"application/xml":                   "json",
		"text/csv;q=0.5, application/json":  "json",
		"application/json;q=0.5, text/csv":  "csv",
		"text/csv;q=0, */*;q=0.1":           "json",
		"text/html,application/xml,*/*;q=1": "json",
		";;;, text/csv;q=x":                 "csv",
	} {
		if got := accepted(header); got != want {
			t.Errorf("%s: %s, want %s", header, got, want)
		}
	}
}
