package estimate

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sets are those of the reference that have replicates.
var sets = []string{"UKdat", "UKdat_5", "NewOrl", "NewOrl_5", "Western"}

// reference is what other programs gave for the sets; its README names them.
type reference struct {
	Datasets map[string]struct {
		Lists     []string
		NObserved int      `json:"n_observed"`
		Main      modelRef `json:"main_effects"`
		P02       modelRef `json:"stepwise_p02"`
		P001      modelRef `json:"stepwise_p001"`
		P05       modelRef `json:"stepwise_p05"`
		Pairwise  []struct {
			Lists           []string
			LincolnPetersen *float64 `json:"lincoln_petersen"`
			Chapman         float64
			Var             float64 `json:"chapman_var"`
		}
		Closed map[string]struct{ Abundance, Deviance float64 } `json:"rcapture_closedp_t"`
		Boot   struct {
			Z0   float64
			Ahat float64
			BCa  map[string]float64
			Low  float64 `json:"adjusted_probability_0.025"`
			High float64 `json:"adjusted_probability_0.975"`
		} `json:"bootstrap_bca"`
	}
}

type modelRef struct {
	Terms                   []string
	Estimate, Deviance, AIC float64
	LogDark                 float64   `json:"log_dark"`
	SE                      float64   `json:"se_log_dark"`
	Wald                    []float64 `json:"wald_log_ci95"`
	BICPersons              float64   `json:"bic_n_individuals"`
	BICCells                float64   `json:"bic_n_cells_used"`
	Pearson                 float64   `json:"pearson_chi2"`
	DF                      int       `json:"df_residual"`
	Path                    []struct {
		Pair     string  `json:"best_pair"`
		Observed int     `json:"observed_overlap"`
		Expected float64 `json:"expected_overlap"`
		P        float64 `json:"p_value"`
		Accepted bool
		Rejected []string `json:"rejected_by_checkident"`
	}
	Profile struct{ Lower, Upper float64 } `json:"rcapture_multinomial_profile_ci95"`
}

// data opens a file of the reference, or skips.
func data(t *testing.T, name string) []byte {
	t.Helper()
	folder := os.Getenv("CORRIDOR_DATA")
	b, err := os.ReadFile(filepath.Join(folder, "mse", name))
	if folder == "" || err != nil {
		t.Skipf("%s is not here; set CORRIDOR_DATA to the folder of the test data", name)
	}
	return b
}

func references(t *testing.T) (r reference) {
	t.Helper()
	if err := json.Unmarshal(data(t, "reference.json"), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func set(t *testing.T, name string) Table {
	t.Helper()
	table, err := ReadCSV(strings.NewReader(string(data(t, name+".csv"))))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// near fails when two figures differ by more than a share of the second.
func near(t *testing.T, what string, got, want, share float64) {
	t.Helper()
	if !(math.Abs(got-want) <= share*max(math.Abs(want), 1e-3)) {
		t.Errorf("%s: %.12g, not %.12g", what, got, want)
	}
}

func names(t Table, pairs []Pair) (s []string) {
	for _, p := range pairs {
		s = append(s, t.Lists[p.A]+":"+t.Lists[p.B])
	}
	return s
}

func TestTheReferenceSetsGiveTheirReferenceEstimates(t *testing.T) {
	want := map[string]float64{"UKdat": 11418.0, "UKdat_5": 11313.0, "NewOrl": 1183.7, "NewOrl_5": 1034.2, "Western": 2483.4}
	for name, ref := range references(t).Datasets {
		t.Run(name, func(t *testing.T) {
			table := set(t, name)
			for threshold, m := range map[float64]modelRef{0: ref.Main, .02: ref.P02, .001: ref.P001, .05: ref.P05} {
				fit, path, err := table.Stepwise(threshold)
				if err != nil {
					t.Fatal(err)
				}
				compare(t, table, fit, m)
				if threshold == .02 {
					comparePath(t, table, path, m)
				}
			}
			fit, _, _ := table.Stepwise(Threshold)
			if w, ok := want[name]; ok && math.Abs(fit.Estimate-w) > .051 {
				t.Errorf("%s: %.1f, not %.1f", name, fit.Estimate, w)
			}
		})
	}
}

func compare(t *testing.T, table Table, fit Fit, m modelRef) {
	t.Helper()
	if got := slices.Concat(table.Lists, names(table, fit.Pairs)); !slices.Equal(got, m.Terms) {
		t.Errorf("model %v, not %v", got, m.Terms)
	}
	near(t, "estimate", fit.Estimate, m.Estimate, 1e-6)
	near(t, "AIC", fit.AIC(), m.AIC, 1e-6)
	near(t, "BIC of persons", fit.BIC(fit.Persons), m.BICPersons, 1e-6)
	near(t, "lower Wald limit", fit.Wald(.95).Low, m.Wald[0], 1e-6)
	near(t, "upper Wald limit", fit.Wald(.95).High, m.Wald[1], 1e-6)
	if m.DF > 0 {
		near(t, "standard error", fit.SE, m.SE, 1e-6)
		near(t, "deviance", fit.Deviance, m.Deviance, 1e-6)
		near(t, "Pearson", fit.Pearson, m.Pearson, 1e-6)
		near(t, "BIC of cells", fit.BIC(fit.Cells), m.BICCells, 1e-6)
		near(t, "degrees of freedom", float64(fit.DF()), float64(m.DF), 0)
	}
	if m.Profile.Upper > 0 {
		p, err := table.Profile(fit, .95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "lower profile limit", p.Low, m.Profile.Lower, 2e-5)
		near(t, "upper profile limit", p.High, m.Profile.Upper, 2e-5)
	}
}

func comparePath(t *testing.T, table Table, path []Step, m modelRef) {
	t.Helper()
	if len(path) != len(m.Path) {
		t.Fatalf("%d steps, not %d", len(path), len(m.Path))
	}
	for i, s := range path {
		w := m.Path[i]
		if got := names(table, []Pair{s.Pair})[0]; got != w.Pair || s.Accepted != w.Accepted || s.Observed != w.Observed {
			t.Errorf("step %d: %s %+v, not %+v", i, got, s, w)
		}
		if got := names(table, s.Rejected); !slices.Equal(got, w.Rejected) && len(w.Rejected) > 0 {
			t.Errorf("step %d rejects %v, not %v", i, got, w.Rejected)
		}
		near(t, "expected overlap", s.Expected, w.Expected, 1e-6)
		near(t, "p-value", s.P/w.P, 1, 1e-6)
	}
}

func TestChaoAndPairsOfListsAreThoseOfTheReference(t *testing.T) {
	for name, ref := range references(t).Datasets {
		t.Run(name, func(t *testing.T) {
			table := set(t, name)
			fit, err := table.Chao()
			if err != nil {
				t.Fatal(err)
			}
			near(t, "Mth Chao", fit.Estimate, ref.Closed["Mth Chao (LB)"].Abundance, 1e-6)
			near(t, "deviance", fit.Deviance, ref.Closed["Mth Chao (LB)"].Deviance, 1e-6)
			for _, w := range ref.Pairwise {
				two := table.Two(Pair{slices.Index(table.Lists, w.Lists[0]), slices.Index(table.Lists, w.Lists[1])})
				near(t, "Chapman", two.Chapman, w.Chapman, 1e-9)
				near(t, "variance", two.Variance, w.Var, 1e-9)
				if w.LincolnPetersen != nil {
					near(t, "Lincoln-Petersen", two.LincolnPetersen, *w.LincolnPetersen, 1e-9)
				}
			}
		})
	}
}

func TestExistenceIsRightInEveryCase(t *testing.T) {
	var cases []struct {
		ID, NLists int
		Histories  []string
		Counts     []int
		Pairs      [][2]int
		Code       Code `json:"ierr_SparseMSE"`
		Estimate   *float64
		SE         float64 `json:"se_log_dark"`
		Deviance   float64
	}
	if err := json.Unmarshal(data(t, "existence_cases.json"), &cases); err != nil || len(cases) < 100 {
		t.Fatal(len(cases), err)
	}
	for _, c := range cases {
		table := Table{Lists: make([]string, c.NLists), Counts: make([]int, 1<<c.NLists)}
		for i, h := range c.Histories {
			table.Counts[parseHistory(h)] += c.Counts[i]
		}
		var pairs []Pair
		for _, p := range c.Pairs {
			pairs = append(pairs, Pair{p[0] - 1, p[1] - 1})
		}
		if got := table.Check(pairs); got != c.Code {
			t.Errorf("case %d: code %d, not %d", c.ID, got, c.Code)
		}
		large := Table{Lists: table.Lists, Counts: slices.Clone(table.Counts)}
		for h := range large.Counts {
			large.Counts[h] *= 100_003
		}
		if got := large.Check(pairs); got != c.Code {
			t.Errorf("case %d with large counts: code %d, not %d", c.ID, got, c.Code)
		}
		fit, err := table.Fit(pairs)
		if (err == nil) != (c.Estimate != nil) {
			t.Errorf("case %d: %v", c.ID, err)
		} else if err == nil {
			near(t, "estimate of case "+strconv.Itoa(c.ID), fit.Estimate, *c.Estimate, 1e-6)
		}
	}
}

// parseHistory reads 0101; the first digit is the first list.
func parseHistory(digits string) (history int) {
	for i, d := range digits {
		if d == '1' {
			history |= 1 << i
		}
	}
	return history
}

// replicates returns the tables of a set's bootstrap and the estimates of the reference.
func replicates(t *testing.T, name string) (tables []Table, estimates []float64) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(data(t, name+".csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	boot, err := csv.NewReader(strings.NewReader(string(data(t, "boot/"+name+"_boot.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lists := len(rows[0]) - 1
	for _, b := range boot[1:] {
		table := Table{Lists: rows[0][:lists], Counts: make([]int, 1<<lists)}
		for i, row := range rows[1:] {
			n, _ := strconv.Atoi(b[i])
			table.Counts[parseHistory(strings.Join(row[:lists], ""))] = n
		}
		e, _ := strconv.ParseFloat(b[len(b)-1], 64)
		tables, estimates = append(tables, table), append(estimates, e)
	}
	return tables, estimates
}

// TestReplicatesGiveTheirReferenceEstimates takes every fifth replicate, or all of them with
// ESTIMATE=full.
func TestReplicatesGiveTheirReferenceEstimates(t *testing.T) {
	every := 5
	if os.Getenv("ESTIMATE") == "full" {
		every = 1
	}
	for _, name := range sets {
		t.Run(name, func(t *testing.T) {
			tables, estimates := replicates(t, name)
			for i := 0; i < len(tables); i += every {
				fit, _, err := tables[i].Stepwise(Threshold)
				if err != nil {
					t.Errorf("replicate %d: %v", i, err)
				}
				near(t, "replicate "+strconv.Itoa(i), fit.Estimate, estimates[i], 1e-6)
			}
		})
	}
}

func TestBCaOfTheGivenReplicatesIsThatOfTheReference(t *testing.T) {
	for _, name := range sets {
		t.Run(name, func(t *testing.T) {
			ref := references(t).Datasets[name].Boot
			_, estimates := replicates(t, name)
			b, err := set(t, name).Bootstrap(estimates, 0, Threshold)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "z0", b.Z0, ref.Z0, 1e-6)
			near(t, "a", b.A, ref.Ahat, 1e-4)
			for p, want := range ref.BCa {
				at, _ := strconv.ParseFloat(p, 64)
				near(t, "limit at "+p, b.Quantile(b.Adjusted(at)), want, 1e-5)
			}
			if bca := b.BCa(.95); name == "UKdat" && (math.Round(bca.Low) != 9267 || math.Round(bca.High) != 14307) {
				t.Errorf("UKdat: %v", bca)
			}
			near(t, "adjusted lower probability", b.Adjusted(.025), ref.Low, 1e-4)
			near(t, "adjusted upper probability", b.Adjusted(.975), ref.High, 1e-4)
			if low, high := b.Degenerate(.95); !low || high {
				t.Errorf("degenerate below %v, above %v", low, high)
			}
		})
	}
}
