package people

import "strings"

const rareFamilies = 40 // per cent of people, where rare names are put together

// culture is a recipe made ready to draw from; index 0 is for women, 1 for men.
type culture struct {
	recipe
	given, mid, last [2]deck
	places           []word
}

// newCulture makes a recipe ready.
func newCulture(r recipe) *culture {
	c := &culture{recipe: r}
	flat := r.skew
	if flat == 0 {
		flat = 2
	}
	for sex, texts := range [2][2]string{{r.female, r.middleFemale}, {r.male, r.middleMale}} {
		c.given[sex] = newDeck(r.script.parse(texts[0]), nil, 0, 2)
		if texts[1] != "" {
			c.mid[sex] = newDeck(r.script.parse(texts[1]), nil, 0, 2)
		}
		if r.family != "" {
			family := func(text string) []word { return r.script.parse(text) }
			if r.gender != nil && sex == 0 {
				family = func(text string) []word { return r.script.parse(each(text, r.gender)) }
			}
			c.last[sex] = newDeck(family(r.family), family(r.rare()), rareFamilies, flat)
		}
	}
	c.places = r.places()
	return c
}

// rare returns every family name that stems and endings make.
func (r *recipe) rare() string {
	var b strings.Builder
	for _, stem := range strings.Fields(r.stems) {
		for _, ending := range strings.Fields(r.endings) {
			b.WriteString(compound(stem, ending))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// compound joins stem and ending form by form.
func compound(stem, ending string) string {
	s, e := strings.Split(stem, "/"), strings.Split(ending, "/")
	forms := make([]string, max(len(s), len(e)))
	for i := range forms {
		forms[i] = s[min(i, len(s)-1)] + e[min(i, len(e)-1)]
	}
	return strings.Join(forms, "/")
}

// places returns every place name that heads and tails make.
func (r *recipe) places() []word {
	var list []word
	heads, tails := r.script.parse(r.heads), r.script.parse(r.tails)
	for i := range heads {
		for j := range tails {
			list = append(list, join(&heads[i], &tails[j], r.between))
		}
	}
	return list
}

// each applies a function to the first form of every word of a list.
func each(text string, change func(string) string) string {
	fields := strings.Fields(text)
	for i, f := range fields {
		first, rest, _ := strings.Cut(f, "/")
		fields[i] = strings.TrimSuffix(change(first)+"/"+rest, "/")
	}
	return strings.Join(fields, " ")
}

// feminine returns a Slavic family name as women bear it.
func feminine(s string) string {
	for _, pair := range [...][2]string{
		{"ський", "ська"}, {"цький", "цька"}, {"ий", "а"}, {"ов", "ова"}, {"ев", "ева"}, {"ін", "іна"},
		{"ski", "ska"}, {"cki", "cka"}, {"dzki", "dzka"},
	} {
		if root, ok := strings.CutSuffix(s, pair[0]); ok {
			return root + pair[1]
		}
	}
	return s
}

// patronymics makes fathers' names of men's.
func patronymics(names, ending string) string {
	var list []string
	for _, f := range strings.Fields(names) {
		name, _, _ := strings.Cut(f, "/")
		if root, ok := strings.CutSuffix(name, "й"); ok {
			list = append(list, root+map[string]string{"івна": "ївна", "ович": "йович"}[ending])
			continue
		}
		for _, vowel := range []string{"о", "а", "я"} {
			name = strings.TrimSuffix(name, vowel)
		}
		list = append(list, name+ending)
	}
	return strings.Join(list, " ")
}
