package e2e_test

import (
	"fmt"
	"strconv"
	"strings"
)

// oracleFlow is the least number of persons of a pair of countries in a period that makes a flow.
const oracleFlow = 5

// oracleEU are the members of the European Union from 1 February 2020.
const oracleEU = "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT " +
	"NLD POL PRT ROU SVK SVN SWE"

func (a oracleArea) inEU() bool { return a.known() && strings.Contains(oracleEU, a.alpha3) }

// oracleCube holds counts by key.
type oracleCube map[string]int

// add counts n persons under every combination of one code of each dimension.
func (c oracleCube) add(n int, dimensions ...[]string) {
	keys := dimensions[0]
	for _, codes := range dimensions[1:] {
		var longer []string
		for _, key := range keys {
			for _, code := range codes {
				longer = append(longer, key+"|"+code)
			}
		}
		keys = longer
	}
	for _, key := range keys {
		c[key] += n
	}
}

func (c oracleCube) printed() map[string]string {
	rows := make(map[string]string, len(c))
	for key, n := range c {
		rows[key] = strconv.Itoa(n)
	}
	return rows
}

func only(codes ...string) []string { return codes }

func withTotal(code string) []string { return []string{code, "_T"} }

// oracleUnique names the series that counts a person once in all. The file has no linkage tokens:
// each of its rows stays a person of its own, so these series equal those of detections.
var oracleUnique = map[string]string{"VIC_DET": "VIC_UNQ", "VIC_PRES": "VIC_UNQ_PRES"}

func (p oraclePerson) ownSeries() []string { return []string{p.series, oracleUnique[p.series]} }

func (p oraclePerson) allSeries() []string { return append(p.ownSeries(), "VIC_ALL", "VIC_UNQ_ALL") }

// count adds up the people in a cube.
func (people oraclePeople) count(add func(c oracleCube, p oraclePerson, n int)) oracleCube {
	c := oracleCube{}
	for p, n := range people {
		add(c, p, n)
	}
	return c
}

// moved are the people whose origin and destination are both known.
func (people oraclePeople) moved() oraclePeople {
	moved := oraclePeople{}
	for p, n := range people {
		if p.origin.known() && p.destination.known() {
			moved[p] = n
		}
	}
	return moved
}

func (people oraclePeople) bySexAndAge() oracleCube { // T01
	return people.count(func(c oracleCube, p oraclePerson, n int) {
		c.add(n, p.allSeries(), withTotal(p.destination.code()), withTotal(p.sex), withTotal(p.age), withTotal(p.year))
	})
}

func (people oraclePeople) byForm() oracleCube { // T02
	return people.count(func(c oracleCube, p oraclePerson, n int) {
		c.add(n, p.allSeries(), withTotal(p.destination.code()), withTotal(p.form), withTotal(p.sex),
			withTotal(p.age), withTotal(p.year))
	})
}

func (people oraclePeople) byCitizenship() oracleCube { // T04
	return people.count(func(c oracleCube, p oraclePerson, n int) {
		c.add(n, p.allSeries(), withTotal(p.destination.code()), withTotal(p.origin.code()), withTotal(p.sex),
			withTotal(p.age), withTotal(p.year))
	})
}

func (people oraclePeople) byCitizenshipClass() oracleCube { // T05
	return people.count(func(c oracleCube, p oraclePerson, n int) {
		c.add(n, p.allSeries(), withTotal(p.destination.code()), only("CITIZENSHIP_CLASS"),
			withTotal(p.citizenshipClass()), withTotal(p.year))
		if p.destination.inEU() {
			c.add(n, p.allSeries(), withTotal(p.destination.code()), only("CITIZENSHIP_CLASS_EU"),
				withTotal(p.citizenshipClassEU()), withTotal(p.year))
		}
	})
}

func (p oraclePerson) citizenshipClass() string {
	switch {
	case !p.origin.known() || !p.destination.known():
		return "_U"
	case p.origin == p.destination:
		return "OWN"
	case p.origin.sub == p.destination.sub:
		return "SUB"
	case p.origin.region == p.destination.region:
		return "REG"
	}
	return "OTR"
}

func (p oraclePerson) citizenshipClassEU() string {
	switch {
	case !p.origin.known():
		return "_U"
	case p.origin == p.destination:
		return "OWN"
	case p.origin.inEU():
		return "EU"
	}
	return "NEU"
}

type oraclePair struct {
	origin, destination oracleArea
	period              string
}

// flows are the pairs of countries that enough people share in a period.
func (people oraclePeople) flows() map[oraclePair]bool {
	counts, flows := map[oraclePair]int{}, map[oraclePair]bool{}
	for p, n := range people.moved() {
		for _, period := range withTotal(p.year) {
			counts[oraclePair{p.origin, p.destination, period}] += n
		}
	}
	for pair, n := range counts {
		if n >= oracleFlow {
			flows[pair] = true
		}
	}
	return flows
}

func (people oraclePeople) byPair() oracleCube { // T09
	flows := people.flows()
	return people.moved().count(func(c oracleCube, p oraclePerson, n int) {
		from, to, sex, form := p.origin.code(), p.destination.code(), withTotal(p.sex), withTotal(p.form)
		c.add(n, p.allSeries(), only("_T"), withTotal(to), sex, form, withTotal(p.year))
		c.add(n, p.allSeries(), only(from), only("_T"), sex, form, withTotal(p.year))
		for _, period := range withTotal(p.year) {
			if flows[oraclePair{p.origin, p.destination, period}] {
				c.add(n, p.allSeries(), only(from), only(to), sex, form, only(period))
			}
		}
	})
}

func (people oraclePeople) byReach() map[string]string { // T10
	reach := map[string]string{"OWN": "DOM", "SUB": "SUB", "REG": "REG", "OTR": "TRR"}
	parts := people.moved().count(func(c oracleCube, p oraclePerson, n int) {
		c.add(n, p.allSeries(), only(p.destination.code(), p.destination.sub, "_T"),
			withTotal(reach[p.citizenshipClass()]), withTotal(p.year))
	})
	rows := make(map[string]string, 2*len(parts))
	for key, n := range parts {
		f := strings.Split(key, "|")
		whole := parts[strings.Join([]string{f[0], f[1], "_T", f[3]}, "|")]
		rows[strings.Join([]string{f[0], f[1], f[2], "NUMBER", f[3]}, "|")] = strconv.Itoa(n)
		rows[strings.Join([]string{f[0], f[1], f[2], "PT", f[3]}, "|")] = oraclePercent(n, whole)
	}
	return rows
}

// oraclePercent prints part of whole in percent with two decimals, halves up.
func oraclePercent(part, whole int) string {
	hundredths := (2*10000*part + whole) / (2 * whole)
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}

func (people oraclePeople) bySubRegions() oracleCube { // T11
	c := people.moved().count(func(c oracleCube, p oraclePerson, n int) {
		c.add(n, p.allSeries(), withTotal(p.origin.sub), withTotal(p.destination.sub), withTotal(p.year))
	})
	for pair := range people.flows() {
		c.add(1, only("FLW_CNT"), withTotal(pair.origin.sub), withTotal(pair.destination.sub), only(pair.period))
	}
	return c
}

func (people oraclePeople) byAuthority() oracleCube { // T25
	return people.count(func(c oracleCube, p oraclePerson, n int) {
		area, authority := withTotal(p.destination.code()), withTotal(p.authority)
		c.add(n, p.ownSeries(), area, authority, only(p.status), withTotal(p.year))
		c.add(n, only("VIC_ALL", "VIC_UNQ_ALL"), area, authority, only("_T"), withTotal(p.year))
	})
}

func (people oraclePeople) byReporter() oracleCube { // T30
	return people.count(func(c oracleCube, p oraclePerson, n int) {
		c.add(n, only("DQ_RECORDS"), withTotal("XCT"), only("_T"), only("_T"), withTotal(p.year))
	})
}
