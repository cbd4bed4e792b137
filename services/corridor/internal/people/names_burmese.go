package people

// Common words of Burmese names, written as the Arabic ones. Nobody has a family name: a name
// is two to four of these words.
const (
	burmeseFemale = `
အေး/Aye/Aie/Ei သီတာ/Thida/Thidar နွယ်/Nwe/Nway စု/Su/Soo မြ/Mya/Mia ခင်/Khin/Kin သန်း/Than/Thann ဝင်း/Win/Wynn လှ/Hla/Hlah စန်း/San/Sann
နန်း/Nan/Nang မေ/May/Mae သဇင်/Thazin/Thazinn ဖြူ/Phyu/Pyu ဖြိုး/Phyo/Pyo ဝေ/Wai/Way ယု/Yu/Yoo ယမင်း/Yamin/Yaminn သူ/Thu/Thoo ဇာ/Zar/Za
နီ/Ni/Nee လွင်/Lwin/Lwinn မာ/Mar/Ma ခိုင်/Khaing/Khine အိ/Ei/Aye သက်/Thet/Thek ချို/Cho/Choe ချယ်ရီ/Cherry/Chery စိုး/Soe/Soh တင်/Tin/Tinn
ငြိမ်း/Nyein/Nyeing ဥမ္မာ/Ohnmar/Onma ကြည်/Kyi/Kyee ရီ/Yi/Yee ရွှေ/Shwe/Shway ရည်/Yee/Yi လဲ့/Le/Lae လေး/Lay/Lei ပွင့်/Pwint/Pwin ပန်း/Pan/Pann
ဆု/Hsu/Su ဆွေ/Swe/Sway နှင်း/Hnin/Nin ဇင်/Zin/Zinn ထက်/Htet/Tet သွယ်/Thwe/Thway မိုး/Moe/Moh မူ/Mu/Moo ဝါ/Wah/Wa အိမ့်/Eint/Eaint
သဲ/The/Thae ကေ/Kay/K ဖူး/Phoo/Phu မြတ်/Myat/Myatt နော်/Naw/Nor ဂျာ/Ja/Jar ရတနာ/Yadanar/Yatana သန္တာ/Thandar/Thanda ဝတီ/Wady/Wadee စံ/San/Sam`

	burmeseMale = `
အောင်/Aung/Ong ကျော်/Kyaw/Kyau/Jaw မင်း/Min/Minn ဇော်/Zaw/Zor ထွန်း/Tun/Htun/Htoon ဝင်း/Win/Wynn မြင့်/Myint/Myin စိုး/Soe/Soh လင်း/Lin/Linn နိုင်/Naing/Nine
ကို/Ko/Koh သန်း/Than/Thann လှ/Hla/Hlah ထက်/Htet/Tet ဖြိုး/Phyo/Pyo သူရ/Thura/Thuya ဝေ/Wai/Way ယံ/Yan/Yann မောင်/Maung/Mg/Moung တင်/Tin/Tinn
ခင်/Khin/Kin စည်သူ/Sithu/Sythu ဇေယျာ/Zeyar/Zayar ထူး/Htoo/Htu မိုး/Moe/Moh ဟိန်း/Hein/Heine ပိုင်/Paing/Pine သိန်း/Thein/Thain သက်/Thet/Thek လွင်/Lwin/Lwinn
မျိုး/Myo/Mio စန်း/San/Sann နေ/Nay/Ney သော်/Thaw/Thor ညီ/Nyi/Nyee ငယ်/Nge/Ngai ဘို/Bo/Boh ဖုန်း/Phone/Pon ရဲ/Ye/Yeh ရာ/Yar/Ya
ကြီး/Gyi/Kyi ကျင်/Kyin/Kyinn ခန့်/Khant/Khan စံ/San/Sam ဆန်း/Hsan/San ဇင်/Zin/Zinn တိုး/Toe/Toh နန္ဒ/Nanda/Nandar ပြည့်/Pyae/Pyay မြတ်/Myat/Myatt
လတ်/Latt/Lat ဝဏ္ဏ/Wunna/Wanna သီဟ/Thiha/Thihah ဟန်/Han/Hann အာကာ/Arkar/Akar ဦး/Oo/U ဘ/Ba/Bah စော/Saw/Sor ခွန်/Khun/Khoon စိုင်း/Sai/Sine`

	burmesePlaceHeads = `
ရွှေ/Shwe/Shway မြ/Mya/Mia တောင်/Taung/Toung သာ/Tha/Thar ကျောက်/Kyauk/Kyaut ပင်/Pin/Pinn ညောင်/Nyaung/Nyoung အောင်/Aung/Ong ရေ/Ye/Yay မင်း/Min/Minn
လက်/Let/Lek သစ်/Thit/Thitt ဝါး/Wa/Wah ကံ/Kan/Kann`
	burmesePlaceTails = `
ကုန်း/gon/gone ကျင်း/gyin/kyin တော/daw/taw မြို့/myo/mio ချောင်း/chaung/choung ကန်/gan/kan ကျွန်း/gyun/kyun တန်/dan/tan ပြင်/byin/pyin စု/zu/su
ရွာ/ywa/rwa လွင်/lwin/lwinn ကြီး/gyi/kyi သာ/tha/thar တဲ/de/te`
)
