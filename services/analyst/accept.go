package analyst

import (
	"mime"
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/services/analyst/internal/sheet"
)

// contentTypes of the formats.
var contentTypes = map[string]string{
	sheet.JSON: "application/json",
	sheet.CSV:  "text/csv; charset=utf-8; header=present",
	sheet.Text: "text/plain; charset=utf-8",
}

// formats of the media types that somebody may accept.
var formats = map[string]string{
	"application/json": sheet.JSON,
	"application/*":    sheet.JSON,
	"*/*":              sheet.JSON,
	"text/csv":         sheet.CSV,
	"text/plain":       sheet.Text,
}

// accepted returns the format that an Accept header likes most, the first of several; JSON
// where it names none of ours.
func accepted(header string) string {
	best, most := sheet.JSON, 0.0
	for part := range strings.SplitSeq(header, ",") {
		media, params, err := mime.ParseMediaType(part)
		format := formats[media]
		if err != nil || format == "" {
			continue
		}
		weight := 1.0
		if q, err := strconv.ParseFloat(params["q"], 64); err == nil {
			weight = q
		}
		if weight > most {
			best, most = format, weight
		}
	}
	return best
}
