package main

// unlisted are the countries of Corridor that ISO 3166-1 does not list. M49 has no entry for
// Kosovo: Unicode CLDR contains it in 039 Southern Europe. XCT is a user-assigned code for
// tests with files of the Counter-Trafficking Data Collaborative.
var unlisted = []country{
	{alpha3: "XKX", alpha2: "XK", name: "Kosovo", subregion: 39, region: 150,
		aliases: folded([]string{"Kosovo", "Kosova", "Косово", "كوسوفو", "科索沃", "Republic of Kosovo", "Kosovo (UNSCR 1244)"})},
	{alpha3: "XCT", name: "CTDC test jurisdiction", aliases: folded([]string{"CTDC test jurisdiction"})},
}

// preferred are English short names where CLDR's abbreviates or differs from the name that
// the United Nations use.
var preferred = map[string]string{
	"BIH": "Bosnia and Herzegovina",
	"COD": "Democratic Republic of the Congo",
	"COG": "Congo",
	"CPV": "Cabo Verde",
	"GBR": "United Kingdom",
	"UMI": "United States Minor Outlying Islands",
	"USA": "United States",
	"VIR": "United States Virgin Islands",
	"VNM": "Viet Nam",
}

// others are former, inverted, short and English names that the source does not hold, and
// the two alpha-2 codes of Eurostat that ISO 3166-1 does not know.
var others = map[string][]string{
	"ARE": {"UAE", "Emirates"},
	"BGD": {"Bangla Desh"},
	"BIH": {"Bosnia-Herzegovina", "Bosnia Hercegovina", "BiH"},
	"BLR": {"Byelorussia", "Belorussia", "Беларусь", "Белоруссия"},
	"BOL": {"Bolivia, Plurinational State of"},
	"CAF": {"Central African Rep."},
	"CHN": {"PR China", "Mainland China", "China, People's Republic of"},
	"CIV": {"Cote d Ivoire", "Cote dIvoire", "Ivory Coast"},
	"COD": {"DR Congo", "DRC", "Congo, Democratic Republic of the", "Congo, Dem. Rep.", "Dem. Rep. Congo", "Zaire"},
	"COG": {"Congo Republic", "Congo, Republic of", "Congo, Rep.", "Congo-Brazzaville"},
	"CPV": {"Cape Verde Islands", "Cap-Vert"},
	"CZE": {"Czech Rep.", "République tchèque", "República Checa"},
	"DEU": {"Federal Republic of Germany", "Deutschland"},
	"DOM": {"Dominican Rep."},
	"EGY": {"Egypt, Arab Rep."},
	"ESP": {"España"},
	"FLK": {"Falkland Islands (Malvinas)", "Islas Malvinas"},
	"FSM": {"Micronesia, Federated States of"},
	"GBR": {"UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "Royaume-Uni", "Reino Unido", "Великобритания"},
	"GMB": {"Gambia, The"},
	"GRC": {"EL", "Hellas"},
	"GNB": {"Guinea Bissau"},
	"HKG": {"Hong Kong SAR", "China, Hong Kong SAR", "Hong Kong SAR China", "Hongkong"},
	"IRN": {"Iran, Islamic Republic of", "Iran, Islamic Rep.", "Persia"},
	"KGZ": {"Kyrgyz Republic", "Kirghizia", "Kirgizstan", "Киргизия", "Кыргызстан"},
	"KOR": {"Korea, Republic of", "Republic of South Korea", "Korea, Rep.", "ROK"},
	"LAO": {"Lao PDR", "Lao", "Lao, People's Democratic Republic"},
	"LBY": {"Libyan Arab Jamahiriya"},
	"LKA": {"Ceylon"},
	"MAC": {"Macau", "Macao SAR", "China, Macao SAR", "Macao SAR China"},
	"MDA": {"Moldova, Republic of", "Moldavia", "Молдавия", "Молдова"},
	"MKD": {"Macedonia", "FYROM", "Republic of Macedonia", "Macedonia, the former Yugoslav Republic of", "The former Yugoslav Republic of Macedonia"},
	"MMR": {"Burma", "Birmania", "Birmanie", "Myanmar (Burma)"},
	"NLD": {"Holland", "The Netherlands"},
	"PRK": {"Korea, Democratic People's Republic of", "DPRK", "DPR Korea", "Korea, Dem. People's Rep."},
	"PSE": {"Palestine, State of", "Palestinian Territories", "Occupied Palestinian Territory", "Palestinian Territory, Occupied", "West Bank and Gaza"},
	"ROU": {"Rumania", "Roumania"},
	"RUS": {"Россия", "Russie", "Rusia"},
	"SVK": {"Slovak Republic"},
	"SWZ": {"Swaziland"},
	"SYR": {"Syrie", "Siria", "Сирия"},
	"TLS": {"East Timor", "Timor Leste"},
	"TUR": {"Turkey", "Republic of Turkey", "Republic of Türkiye", "Turquie", "Turquía"},
	"TWN": {"Taiwan, Province of China", "Chinese Taipei", "Taiwan, China"},
	"TZA": {"Tanzania, United Republic of", "Tanzanie"},
	"USA": {"U.S.", "U.S.A.", "États-Unis", "Estados Unidos", "США"},
	"VAT": {"Holy See (Vatican City State)", "Vatican"},
	"VEN": {"Venezuela, Bolivarian Republic of", "Venezuela, RB"},
	"VGB": {"British Virgin Islands", "Virgin Islands, British"},
	"VIR": {"US Virgin Islands", "Virgin Islands, U.S."},
	"VNM": {"Vietnam"},
	"YEM": {"Yemen, Rep."},
}
