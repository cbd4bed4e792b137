package people

// recipe says how a culture makes names; lists as script.parse reads them.
type recipe struct {
	script         *script
	female, male   string
	family         string // empty: nobody has a family name
	stems, endings string // rare family names are put together of these

	middleFemale, middleMale string              // middle names; see middle
	middle                   [2]int              // per cent with one, and of those with another
	middleWithFamily         bool                // written with the family name, as fathers' names are
	middleFirst              bool                // written before the given name
	middleAtHome             bool                // left out in Latin letters
	second                   int                 // per cent with a second given name
	secondFamily             int                 // per cent with a second family name
	noFamily                 int                 // per cent without a family name
	skew                     float64             // how flat family names are distributed; 2 unless told
	swapped                  int                 // per cent of reports abroad that swap given and family names
	gender                   func(string) string // a family name as women bear it
	heads, tails, between    string              // of place names
}

var (
	slavicFathers = func(ending string) string { return patronymics(slavicMale, ending) }

	recipes = map[string]recipe{
		"arabic": {script: arabic, female: arabicFemale, male: arabicMale, family: arabicFamily,
			middleFemale: arabicMale, middleMale: arabicMale, middle: [2]int{90, 40}, middleWithFamily: true,
			heads: arabicPlaceHeads, tails: arabicPlaceTails, between: " "},
		"urdu": {script: urdu, female: urduFemale, male: urduMale, family: urduFamily, second: 45,
			heads: urduPlaceHeads, tails: urduPlaceTails, between: " "},
		"hindi": {script: latin, female: hindiFemale, male: hindiMale, family: hindiFamily, second: 20,
			heads: hindiPlaceHeads, tails: hindiPlaceTails},
		"nepali": {script: latin, female: hindiFemale, male: hindiMale, family: nepaliFamily, second: 30,
			heads: hindiPlaceHeads, tails: hindiPlaceTails},
		"bangla": {script: latin, female: banglaFemale, male: banglaMale, family: banglaFamily, second: 40,
			heads: banglaPlaceHeads, tails: banglaPlaceTails},
		"slavic": {script: cyrillic, female: slavicFemale, male: slavicMale, family: slavicFamily,
			stems: slavicStems, endings: slavicEndings, gender: feminine,
			middleFemale: slavicFathers("івна"), middleMale: slavicFathers("ович"), middle: [2]int{60, 0}, middleAtHome: true,
			heads: slavicPlaceHeads, tails: slavicPlaceTails, between: " "},
		"burmese": {script: burmese, female: burmeseFemale, male: burmeseMale, second: 100,
			middleFemale: burmeseFemale, middleMale: burmeseMale, middle: [2]int{65, 25},
			heads: burmesePlaceHeads, tails: burmesePlaceTails},
		"vietnamese": {script: vietnamese, female: vietnameseFemale, male: vietnameseMale, family: vietnameseFamily, skew: 0.01,
			middleFemale: vietnameseMiddleFemale, middleMale: vietnameseMiddleMale, middle: [2]int{95, 10}, middleFirst: true, swapped: 8,
			heads: vietnamesePlaceHeads, tails: vietnamesePlaceTails, between: " "},
		"spanish": {script: latin, female: spanishFemale, male: spanishMale, family: spanishFamily, second: 50, secondFamily: 85,
			heads: spanishPlaceHeads, tails: spanishPlaceTails},
		"filipino": {script: latin, female: filipinoFemale, male: filipinoMale, family: filipinoFamily, second: 40,
			middleFemale: filipinoFamily, middleMale: filipinoFamily, middle: [2]int{70, 0}, middleWithFamily: true,
			heads: filipinoPlaceHeads, tails: filipinoPlaceTails},
		"english": {script: latin, female: englishFemale, male: englishMale, family: englishFamily,
			stems: englishStems, endings: englishEndings,
			middleFemale: englishFemale, middleMale: englishMale, middle: [2]int{45, 0},
			heads: englishPlaceHeads, tails: englishPlaceTails},
		"polish": {script: latin, female: polishFemale, male: polishMale, family: polishFamily,
			stems: polishStems, endings: polishEndings, second: 20, gender: feminine,
			heads: polishPlaceHeads, tails: polishPlaceTails},
		"german": {script: german, female: germanFemale, male: germanMale, family: germanFamily,
			stems: germanStems, endings: germanEndings, second: 15,
			heads: germanPlaceHeads, tails: germanPlaceTails},
		"italian": {script: latin, female: italianFemale, male: italianMale, family: italianFamily,
			stems: italianStems, endings: italianEndings, second: 10,
			heads: italianPlaceHeads, tails: italianPlaceTails},
		"romanian": {script: latin, female: romanianFemale, male: romanianMale, family: romanianFamily,
			stems: romanianStems, endings: romanianEndings, second: 40,
			heads: romanianPlaceHeads, tails: romanianPlaceTails},
		"nigerian": {script: latin, female: nigerianFemale, male: nigerianMale, family: nigerianFamily, second: 40,
			heads: nigerianPlaceHeads, tails: nigerianPlaceTails},
		"kenyan": {script: latin, female: kenyanFemale, male: kenyanMale, family: kenyanFamily, second: 60,
			heads: kenyanPlaceHeads, tails: kenyanPlaceTails},
		"ethiopian": {script: latin, female: ethiopianFemale, male: ethiopianMale,
			middleFemale: ethiopianMale, middleMale: ethiopianMale, middle: [2]int{100, 60}, middleWithFamily: true,
			heads: ethiopianPlaceHeads, tails: ethiopianPlaceTails},
		"thai": {script: latin, female: thaiFemale, male: thaiMale, family: thaiFamily, stems: thaiStems, endings: thaiEndings,
			heads: thaiPlaceHeads, tails: thaiPlaceTails},
		"khmer": {script: latin, female: khmerFemale, male: khmerMale, family: khmerFamily, swapped: 6,
			heads: khmerPlaceHeads, tails: khmerPlaceTails},
		"malay": {script: latin, female: malayFemale, male: malayMale, family: malayFamily, second: 50, noFamily: 15,
			heads: malayPlaceHeads, tails: malayPlaceTails},
	}
)
