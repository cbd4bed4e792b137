package people

// Common names of Africa in Latin letters, the most usual spelling first.
const (
	nigerianFemale = `
Blessing/Blesing Joy Grace Mercy/Mercie Peace Patience Faith Gift Favour/Favor Comfort Rose Mary Esther/Ester Ruth Sarah/Sara Victoria/Viktoria Glory/Glorie Happiness Precious/Preshious Success Osas/Osass Osayi/Osai Itohan/Itoan Isoken/Isokhen Ivie/Ivy Efe/Effe Eki/Ekhi Omosede/Omosade Adesuwa/Adesua Omoruyi/Omorui
Chioma/Chuma Ngozi/Ngozie Chinwe/Chinwie Ifeoma/Ifoma Nkechi/Nkechie Adaeze/Adaize Amaka/Amarka Uche/Utche Obioma/Obiuma Chidinma/Chidima Oluchi/Oluchie Nneka/Neka Ada/Adah Folake/Folakeh Yetunde/Yetundeh Bukola/Bukolah Funmilayo/Funmi Titilayo/Titi Kehinde/Kehind Taiwo/Taye Abosede/Abosedeh Omolara/Lara
Aisha/Aishatu/Aisa Fatima/Fatimah/Fatuma Hauwa/Hawa Zainab/Zainabu Maryam/Mariam Hadiza/Hadija Amina/Aminatu Halima/Halimatu Rukayya/Rukaiya Khadija/Hadiza Jummai/Jumai Ladi/Ladie`
	nigerianMale = `
Emmanuel/Emanuel John/Jhon Samuel/Samual Daniel David Michael/Mikel Joseph/Josef Peter Paul Victor/Viktor Godwin/Goodwin Sunday/Sundy Monday Friday Lucky/Luky Festus/Festos Osaze/Osase Osagie/Osagi Osaro/Osarro Efosa/Efossa Eghosa/Egosa Nosa/Nossa Ehis/Ehiz Aigbe/Aighe
Chinedu/Chinedo Emeka/Emecka Ikechukwu/Ikechuku Obinna/Obina Chukwuma/Chukuma Kelechi/Kelechie Uchenna/Uchena Nnamdi/Namdi Okechukwu/Okechuku Ifeanyi/Ifeani Chibuike/Chibuke Kingsley/Kinsley Tunde/Tundeh Segun/Shegun Femi/Femmy Kunle/Kunleh Wale/Walle Dele/Delle Gbenga/Benga Biodun/Abiodun Kayode/Kayodeh Sola/Shola
Musa/Moussa Ibrahim/Ibraheem Abdullahi/Abdulahi Umar/Omar Usman/Ousman Sani/Sanni Aliyu/Aliu Bello/Belo Yusuf/Yusufu/Yusif Abubakar/Aboubakar Haruna/Harouna Garba/Garbah Danladi/Dan_Ladi Suleiman/Sulaiman Isah/Isa/Issa`
	nigerianFamily = `
Okafor/Okafo Okonkwo/Okonko Eze/Ezeh Nwosu/Nwoshu Obi/Obie Okoro/Okorro Onyeka/Onyekah Nwankwo/Nwanko Chukwu/Chuku Okeke/Okekeh Ibe/Ibeh Uzor/Uzo Anyanwu/Anyawu Igwe/Igweh Mbah/Mba Nnaji/Naji Okoye/Okoyeh Onuoha/Onuha Udeh/Ude Ugwu/Ugwo Agu/Aguh Ani/Anih Azubuike/Azubuke Ekwueme/Ekweme
Osagie/Osagi Osazuwa/Osasuwa Igbinedion/Igbinidion Aigbogun/Aigbogu Omoregie/Omoregbe Idahosa/Idahossa Ehigiator/Ehigiato Edosa/Edossa Obaseki/Obasaki Uwaifo/Uwaifoh Osunde/Osundeh Igiebor/Igebor Omorodion/Omorodian Eguavoen/Eguavon Ogbeide/Ogbeideh Iyamu/Iyamoh Agho/Aghoh Aghedo/Agedo
Adeyemi/Adeyemy Ogunleye/Ogunlaye Adebayo/Adebayor Oladipo/Oladipupo Olawale/Olawaleh Afolabi/Afolabie Akinola/Akinolah Balogun/Balogoun Bankole/Bankoleh Falade/Faladeh Oyelaran/Oyelarin Ojo/Ojoh Olaniyan/Olaniyi Salami/Salamy Adeleke/Adelekeh Ayodele/Ayodelle Fashola/Fasola Ogundele/Ogundelle
Mohammed/Muhammad/Muhammed Abdullahi/Abdulahi Ibrahim/Ibraheem Bello/Belo Musa/Moussa Sani/Sanni Abubakar/Aboubakar Usman/Ousman Yusuf/Yusufu Lawal/Lawall Adamu/Adamou Aliyu/Aliu Danjuma/Dan_Juma Garba/Garbah Shehu/Sheu Umar/Omar Yakubu/Yacoubou
Effiong/Efiong Bassey/Basey Udoh/Udo Etim/Ettim Akpan/Akpang Essien/Esien Okon/Okonn Ekpo/Ekpoh Johnson/Jonson James Peters Williams/William Thomas`
	nigerianPlaceHeads = `Ugbo/Ugboh Ike/Ikeh Oke/Okeh Ama/Amah Ade/Adeh Umu/Umuh Ogbe/Ogbeh Ife/Ifeh Oto/Otto Gidan_ Tudun_ Sabon_ Eko/Ekoh Uro/Uroh`
	nigerianPlaceTails = `ora/orah agwa/agua oma/omah nta/ntah ugba/ugbah ide/ideh owo/owoh aku/akuh eze/ezeh gari/garri rafi/raffi zuru/zurru uku/ukuh isi/isih ala/allah`

	kenyanFemale = `
Mary/Merry Grace Jane/Jayne Faith Mercy/Mercie Esther/Ester Lucy/Lucie Wanjiru/Wanjiro Wambui/Wamboi Njeri/Njery Wangari/Wangare Wanjiku/Wanjikoo Nyambura/Nyamburah Akinyi/Akini Atieno/Atienoh Achieng/Aching Adhiambo/Adiambo Awuor/Awour Anyango/Anyangoh Nafula/Naphula Nekesa/Nekessa Wanjala/Wanjalla
Chebet/Chepet Chepkemoi/Chepkemoy Jepkosgei/Jepkosgey Cherono/Cheronoh Jeptoo/Jepto Mwikali/Mwikalli Muthoni/Mutoni Wairimu/Wairimo Wangui/Wangoi Waithera/Waithira Kemunto/Kemunta Moraa/Mora Nyaboke/Nyabokeh Kerubo/Keruboh Halima/Halimah Fatuma/Fatima Amina/Aminah Zainabu/Zainab Mwanaisha/Mwanaisa Rehema/Rehemah
Sharon/Sharron Brenda Caroline/Carolyn Beatrice/Beatrise Elizabeth/Elisabeth Catherine/Katherine Ann/Anne Rose Joyce Agnes Alice/Alyce Nancy/Nancie Susan/Suzan Purity Winnie/Winny Lilian/Lillian Dorcas/Dorkas Naomi Ruth Hellen/Helen`
	kenyanMale = `
John/Jon Peter/Pita Joseph/Josef James David/Daudi Daniel Samuel Kamau/Kamao Mwangi/Mwangy Njoroge/Njoroghe Kariuki/Karioki Kimani/Kimanni Maina/Mayna Otieno/Otienoh Odhiambo/Odiambo Ochieng/Oching Omondi/Omondy Onyango/Onyangoh Owino/Owinoh Okoth/Okott Wafula/Waphula Wekesa/Wekessa Barasa/Barassa Simiyu/Simiyo
Kipchoge/Kipchogeh Kiprono/Kipronoh Kibet/Kipet Cheruiyot/Cheruyot Koech/Koesh Mutua/Mutuah Musyoka/Musioka Kioko/Kiokoh Mutiso/Mutisso Muli/Mulli Nyamweya/Nyamwea Ombati/Ombaty Hassan/Hasan Abdi/Abdy Mohamed/Mohammed/Muhamed Ali/Aly Omar/Umar Juma/Jumah Hamisi/Khamisi Rashid/Rashidi Salim/Saleem
Brian/Bryan Kevin Dennis/Denis Victor/Viktor Collins/Colins Evans/Evance George Charles Michael Stephen/Steven Paul/Paulo Patrick/Patric Simon/Saimon Moses/Musa Elijah/Elija`
	kenyanFamily = `
Mwangi/Mwangy Otieno/Otienoh Kamau/Kamao Ochieng/Oching Maina/Mayna Odhiambo/Odiambo Njoroge/Njoroghe Wanjiku/Wanjikoo Omondi/Omondy Kariuki/Karioki Onyango/Onyangoh Kimani/Kimanni Wafula/Waphula Mutua/Mutuah Koech/Koesh Achieng/Aching Cheruiyot/Cheruyot Rotich/Rotish Langat/Langatt Kiplagat/Kiplagatt
Juma/Jumah Hassan/Hasan Ali/Aly Mohamed/Mohammed Abdi/Abdy Hussein/Husein Omar/Umar Ibrahim/Ebrahim Wambua/Wambuah Musyoka/Musioka Mutuku/Mutukoo Kilonzo/Kilonso Nzioka/Nziokah Muthama/Mutama Ndung'u/Ndungu Gitau/Githau Gichuru/Gicuru Githinji/Gitinji Karanja/Karanjah Macharia/Masharia
Muriithi/Muriithii/Muriti Nderitu/Nderito Ngugi/Ngugy Njuguna/Njugunah Waweru/Wawero Wanyama/Wanyamah Barasa/Barassa Simiyu/Simiyo Wekesa/Wekessa Makokha/Makoka Shikuku/Shikukoo Okello/Okelo Okoth/Okott Ouma/Oumah Owuor/Owour Oduor/Odour Ogutu/Oguttu Okumu/Okumoo Opiyo/Opio
Nyaga/Nyagah Mugo/Mugoh Njeru/Njeroo Kirui/Kiruy Bett/Bet Chepkwony/Chepkony Kosgei/Kosgey Kiptoo/Kipto Too/To Sang/Sangg Korir/Korrir Biwott/Biwot Nyakundi/Nyakundy Mogaka/Mogakah Ondieki/Ondiek Omwenga/Omuenga Momanyi/Momani Gekonge/Gekong Lagat/Lagatt Ruto/Rutoh
Ekai/Ekay Lokwang/Lokuang Ewoi/Ewoy`
	kenyanPlaceHeads = `Kari/Karri Muka/Mukka Nya/Nia Kipa/Kippa Lodo/Loddo Mbita/Mbitta Gatu/Gattu Thika/Tika Kisu/Kissu Maru/Marru Wanga/Uanga Kito/Kitto Ruiru/Ruiro Olka/Olkah`
	kenyanPlaceTails = `ndu/ndoo ini/inny tha/ta ria/riah bet/bett kho/ko mwe/mue leni/lenni goi/goy beni/benny tani/tanni wa/wah ro/roh sei/sey kuru/kurru`

	ethiopianFemale = `
Almaz/Almas Tigist/Tgist/Tigest Meseret/Messeret Hirut/Hiruth Selam/Selamawit Bethlehem/Betelhem Hana/Hanna Marta/Martha Sara/Sarah Rahel/Rachel Aster/Astair Genet/Gennet Abeba/Abebech/Abebe Zewditu/Zauditu Mulu/Muluwork Tsehay/Tsehai/Sehay Worknesh/Werknesh Yeshi/Yeshie Zinash/Zenash Alemitu/Alemtu
Birtukan/Bertukan Konjit/Qonjit Lemlem/Lamlam Mekdes/Meqdes Netsanet/Nesanet Roman/Romman Senait/Sennait Tirunesh/Terunesh Wubit/Wibit Eyerusalem/Jerusalem Fikirte/Fikerte Freweini/Frewoini Helen/Hellen Kidist/Qdist/Kedist Liya/Lia Mahlet/Mahelet Medhanit/Medhanite Mihret/Mehret Rediet/Redeat Saba/Sabba Samrawit/Semrawit
Tsion/Zion/Sion Yodit/Judith Yordanos/Jordanos Aynalem/Ainalem Belaynesh/Belainesh Desta/Destaw Etenesh/Itenesh Fatuma/Fatima Hawa/Hawwa Zahra/Zehra Amina/Aminat Momina/Mumina Kedija/Khadija Lomi/Lome Chaltu/Caltu Ayantu/Ayantuu Bontu/Bontuu Tsige/Sige Zenebech/Zenebe Bezawit/Bezawite Hiwot/Hiywot Lidya/Lidia`
	ethiopianMale = `
Abebe/Ababe Kebede/Kabbada Tesfaye/Tesfay/Tesfaie Getachew/Getacho Haile/Hailie Mulugeta/Mulugetta Girma/Grma Bekele/Beqele Tadesse/Taddese Alemayehu/Alemayhu Solomon/Selomon Daniel/Danel Yohannes/Johannes Dawit/David Berhanu/Birhanu Assefa/Asefa Demissie/Demise Fikru/Fekru Gebre/Gebru Hailu/Haylu
Lemma/Lema Mekonnen/Mekonen/Makonnen Negash/Negassh Tekle/Teklay Worku/Werku Yared/Jared Zerihun/Zeryhun Abdi/Abdii Ahmed/Ahmad Mohammed/Mohamed/Muhammed Ali/Aly Hassan/Hasan Hussein/Husen Ibrahim/Ebrahim Jemal/Jamal Kedir/Qadir Nuru/Nooru Seid/Said Umer/Omar Abera/Aberra Ayele/Ayelle
Belay/Belai Biruk/Bruk Chala/Caala Dereje/Derege Endale/Indale Ephrem/Efrem Eyob/Iyob Fasil/Fassil Gemechu/Gamachu Habtamu/Habtamo Henok/Enoch Kassahun/Kasahun Lelisa/Lalisa Melaku/Melako Natnael/Nathanael Samuel/Samuell Sisay/Sissay Tariku/Tarekegn Tolosa/Tolossa Wondimu/Wendimu Yonas/Jonas Zelalem/Zellalem`
	ethiopianPlaceHeads = `Addis_/Adis_ Debre_/Dabra_ Mekele/Maqale Wolde/Walda Gonde/Gondar Asse/Asa Bale/Balle Jima/Jimma Shire/Shirre Amba_/Emba_ Koso/Kosso Lali/Lalli Arba_/Arbba_ Meta/Metta`
	ethiopianPlaceTails = `Alem/Alam Berhan/Birhan Ketema/Katama Tabor/Thabor Wuha/Wiha Meda/Mieda Selam/Salam Genet/Gannat Sefer/Safar Bet/Biet Zeyt/Zait Werk/Warq Dingay/Dengay Mariam/Maryam Bado/Baddo`
)
