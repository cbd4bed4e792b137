package estimate

import "fmt"

// Options say how a report is made. The zero value leaves the bootstrap out.
type Options struct {
	Threshold  float64 // p-value below which a pair is taken
	Replicates int     // of the bootstrap
	Seed       uint64
	Recall     float64 // share of links that linkage finds, from 0 to 1; 0 when not known
}

const (
	level = .95
	floor = 11 // counts below are not told, because they can tell who somebody is
)

// Report is an estimate with what is needed to judge it. The range is what it says; figures of
// single models are there to be checked, not to be cited.
type Report struct {
	Table     string      `json:"table"` // hash
	Lists     []ListSize  `json:"lists"`
	Persons   int         `json:"persons"`
	Overlaps  []Overlap   `json:"overlaps"`
	Empty     []string    `json:"empty_pairs,omitempty"`
	Three     Count       `json:"on_three_lists_or_more"`
	Range     Limits      `json:"range"`
	Intervals []Limits    `json:"intervals"`
	Model     *Chosen     `json:"model,omitempty"`
	Boot      *Resampled  `json:"bootstrap,omitempty"`
	Chao      *float64    `json:"chao_mth,omitempty"`
	Two       *PairFigure `json:"two_lists,omitempty"`
	Others    []Other     `json:"other_choices,omitempty"`
	Spread    *Limits     `json:"spread_of_choices,omitempty"`
	Recall    *float64    `json:"linkage_recall,omitempty"`
	Warnings  []string    `json:"warnings,omitempty"`
}

// ListSize is how many are on a list.
type ListSize struct {
	Name    string `json:"name"`
	Persons Count  `json:"persons"`
}

// Overlap is how many are on both lists of a pair.
type Overlap struct {
	Pair    string `json:"pair"`
	Persons Count  `json:"persons"`
}

// Limits is an interval and where it comes from. High is nil where there is no upper limit.
type Limits struct {
	Method string   `json:"method"`
	Level  float64  `json:"level,omitempty"`
	Low    float64  `json:"low"`
	High   *float64 `json:"high"`
}

// Chosen is the model that stepwise choice ends with.
type Chosen struct {
	Threshold  float64  `json:"threshold"`
	Pairs      []string `json:"pairs"`
	Absent     []string `json:"pairs_minus_infinity,omitempty"`
	Path       []Stride `json:"path"`
	Estimate   float64  `json:"estimate"`
	LogDark    float64  `json:"log_unseen"`
	SE         float64  `json:"se_log_unseen"`
	Code       Code     `json:"existence_code"`
	Deviance   float64  `json:"deviance"`
	DF         int      `json:"df"`
	Pearson    float64  `json:"pearson_chi2"`
	Cells      int      `json:"cells"`
	Params     int      `json:"parameters"`
	AIC        float64  `json:"aic"`
	BICPersons float64  `json:"bic_n_persons"`
	BICCells   float64  `json:"bic_n_cells"`
}

// Stride is a step without the counts behind it.
type Stride struct {
	Pair     string   `json:"pair"`
	More     bool     `json:"more_than_expected"`
	P        float64  `json:"p_value"`
	Accepted bool     `json:"accepted"`
	Rejected []string `json:"not_fittable,omitempty"`
	Estimate float64  `json:"estimate_after"`
}

// Resampled are the diagnostics of the bootstrap.
type Resampled struct {
	Replicates   int     `json:"replicates"`
	Failed       int     `json:"failed"`
	Seed         uint64  `json:"seed"`
	Z0           float64 `json:"z0"`
	A            float64 `json:"a"`
	AdjustedLow  float64 `json:"adjusted_low"`
	AdjustedHigh float64 `json:"adjusted_high"`
}

// PairFigure is what two lists give where there are no more.
type PairFigure struct {
	LincolnPetersen float64 `json:"lincoln_petersen"`
	Chapman         float64 `json:"chapman"`
	Variance        float64 `json:"chapman_variance"`
}

// Other is what another choice gives: another threshold, a list less, two lists as one.
type Other struct {
	Choice   string  `json:"choice"`
	Pairs    int     `json:"pairs"`
	Estimate float64 `json:"estimate,omitempty"`
	Refused  string  `json:"refused,omitempty"`
}

// Count is a number of persons; one from 1 to 10 is written as "under 11".
type Count int

// String writes the number, or that it is too small to tell.
func (c Count) String() string {
	if c > 0 && c < floor {
		return fmt.Sprintf("under %d", floor)
	}
	return fmt.Sprint(int(c))
}

// MarshalJSON writes a number, or "under 11" as text.
func (c Count) MarshalJSON() ([]byte, error) {
	if c > 0 && c < floor {
		return fmt.Appendf(nil, "%q", c.String()), nil
	}
	return []byte(c.String()), nil
}
