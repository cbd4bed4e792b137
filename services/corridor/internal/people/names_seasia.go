package people

// Common names of south-eastern Asia in Latin letters, the most usual spelling first.
const (
	thaiFemale = `
Siriporn/Siriphon Somjai/Somchai Malee/Mali Kanya/Ganya Suda/Sudha Wanida/Vanida Nattaya/Natthaya Pornthip/Phonthip Ratana/Rattana Sumalee/Sumali Apinya/Aphinya Jintana/Chintana
Kanokwan/Ganokwan Ladda/Lada Mayuree/Mayuri Nongnuch/Nongnut Orathai/Aurathai Pensri/Phensi Pranee/Prani Ratchanee/Ratchani Saowalak/Saovaluck Sasithorn/Sasiton Sirikul/Sirikun Sunisa/Suneesa
Suwanna/Suvanna Thidarat/Tidarat Tippawan/Thipphawan Usa/Usah Waraporn/Waraphon Wilaiwan/Vilaivan Yupin/Yuphin Arunee/Aruni Benjawan/Benchawan Chalida/Shalida Chutima/Shutima
Duangjai/Duangchai Fonthip/Phonthip Hathai/Hatai Jaruwan/Charuwan Kamonwan/Kamolwan Kulap/Kulab Lamai/Lamay Manee/Mani Nipa/Nipha Nuchanat/Nutchanat Pattama/Patthama Phakamas/Pakamat
Pimchanok/Phimchanok Preeya/Priya Rungnapa/Rungnapha Sawitree/Savitri Somporn/Somphon Sukanya/Suganya Supaporn/Suphaphon Thanyarat/Tanyarat Urai/Ulai Wassana/Vasana Wipa/Wipha Ying/Jing Kesorn/Kason`
	thaiMale = `
Somchai/Somjai Somsak/Somsuk Prasert/Prasoet Wichai/Vichai Surachai/Surashai Sompong/Somphong Boonmee/Bunmi Chaiwat/Chayawat Prayut/Prayuth Thawatchai/Tawatchai Anan/Anun Apichat/Aphichat
Arthit/Athit Banjong/Bunchong Chalerm/Chaloem Charoen/Jaroen Danai/Danay Ekkachai/Ekachai Jakkrit/Chakrit Kamon/Kamol Kittisak/Kitisak Kriangkrai/Kriangsak Manop/Manob Montri/Montree
Narong/Narongk Nattapong/Natthaphong Nikom/Nikhom Niran/Nirun Pairoj/Phairot Panya/Punya Phichit/Pichit Pichai/Phichai Prachuap/Prachuab Pramote/Pramot Preecha/Pricha Rangsan/Rungsan
Sakchai/Sakda Samart/Samat Sanit/Sanid Sarawut/Sarawuth Sathit/Satit Sawat/Sawad Sombat/Sombut Sommai/Sommay Suchart/Suchat Sukhum/Sukum Sunthorn/Sunton Supachai/Suphachai
Suriya/Suriyah Suthep/Sutep Tawee/Thawi Thanakorn/Tanakon Thongchai/Tongchai Udom/Udorn Vinai/Winai Viroj/Wirot Wanchai/Vanchai Weera/Vira Wuttichai/Vuthichai Yongyuth/Yongyut`
	thaiFamily = `
Saetang/Sae-Tang Saelim/Sae-Lim Saelee/Sae-Lee Srisuk/Sisuk Jaidee/Chaidi Thongdee/Thongdi Boonmee/Bunmi Srisai/Sisai Kaewkham/Kaeokham Khamdee/Khamdi Sukjai/Sukchai Wongsa/Vongsa
Phromma/Promma Chaiyo/Shaiyo Intha/Inta Kongkaew/Khongkaeo Singkham/Singham Suwan/Suvan Thongsuk/Tongsuk Bunma/Boonma Sangthong/Saengthong Chanthara/Jantara Phetkaew/Petkaeo Somboon/Sombun
Ruangsri/Rueangsi Duangdee/Duangdi Khamphong/Kampong Promsri/Phromsi Rattanakul/Ratanakun Suksawat/Suksawad Charoensuk/Jaroensuk Thepthong/Tepthong Wongchai/Vongchai Khunthong/Kuntong
Saengdao/Sangdao Meesuk/Misuk Noisri/Noisi Phuangthong/Puangtong Sittichai/Sitthichai Thonglor/Tonglo Inthasorn/Intasorn Chumsri/Chumsi Kaewmanee/Kaeomani Bunyasit/Boonyasit Muangthong/Mueangthong
Nakhon/Nakorn Panyakul/Punyakun Rojana/Rochana Siriwan/Sirivan Tanaka/Thanaka Udomsuk/Udomsook Yodkham/Yotkham Malai/Malay Chantree/Chantri Sornsri/Sonsi Phonsri/Ponsi Wandee/Vandi
Khamsing/Kamsing Buathong/Buatong Chaisri/Chaisi Dechawong/Dejavong Homchan/Homjan Jampa/Champa Klinhom/Klinhorm Lertsak/Loetsak Mongkol/Mongkhon Nuansri/Nuansi Onsri/Onsi Pansuk/Phansuk
Rakthai/Raktai Saenkham/Sankham Thamma/Tamma Unjai/Unchai Wisetsri/Wisetsi Yimyaem/Yimyam Prasong/Prasongk Sawangjai/Sawangchai Sombatsiri/Somsiri Thawon/Taworn Tonkla/Tonkhla Chaimongkol/Chaimongkhon`
	thaiStems = `
Srisu/Sisu Thana/Tana Chai/Shai Bun/Boon Kaew/Kaeo Thong/Tong Ratana/Rattana Suwan/Suvan Wong/Vong Charoen/Jaroen Rung/Roong Siri/Siree Phon/Porn Khan/Kan Mani/Manee Sukha/Suka Thep/Tep Inthra/Intra Phrom/Prom Decha/Deja
Udom/Utom Wiset/Viset Panya/Punya Sitthi/Sitti Amorn/Amon Kiat/Kiet Anu/Anoo Naru/Narue Mongkhon/Mongkol Yot/Yod`
	thaiEndings    = `wat/vat chai/jai rat/rath kun/kul sak/sakdi phong/pong suk/sook wong/vong sap/sab thip/tip chot/chote wit/vit det/dech nan/nant kan/karn phan/pan sin/syn thong/tong kit/kij rak/rug`
	thaiPlaceHeads = `Ban/Baan Nong/Nhong Khlong/Klong Don/Dorn Bang/Bung Tha/Ta Huai/Huay Khok/Kok Na/Naa Phu/Poo Wang/Vang Pa/Pha Sa/Sah Mae/Me`
	thaiPlaceTails = `_Sai/_Zai _Yai/_Yay _Noi/_Noy _Daeng/_Dang _Khao/_Kao _Dam/_Dum _Bua/_Boua _Thong/_Tong _Phai/_Pai _Kham/_Kam _Luang/_Loung _Nuea/_Nua _Tai/_Thai _Klang/_Glang _Mai/_May`

	khmerFemale = `
Sophea/Sopheap Srey/Sray Channary/Chanary Bopha/Bopa Chenda/Chinda Dara/Dahra Kunthea/Kuntheary Leakhena/Lakhena Malis/Maly Mony/Monny Nary/Neary Phalla/Phala Pisey/Pisei Pechta/Pechda
Rachana/Rachna Ratha/Rotha Reaksmey/Raksmey Rany/Rani Romdoul/Rumdul Sokha/Sokhah Sopheak/Sophak Sothea/Sotheary Sovann/Sovan Sreymom/Sraymom Sreyneang/Sreyneath Sreypov/Sreypao Sreyroth/Srayroth
Sreyleak/Srayleak Thavy/Thavi Theary/Teary Thida/Tida Vanna/Vana Vannak/Vanak Voleak/Voleck Chantha/Chanta Chanthy/Chanti Chhorvy/Chorvy Davy/Davi Eng/Aeng Kalyan/Kalyann Kanha/Kanya Kolab/Kulap
Lina/Leena Makara/Makra Mealea/Malea Nimol/Nimul Phally/Phali Phary/Phari Pheap/Pheab Saren/Sareth Savy/Savi Sinat/Sinath Sinoun/Sinuon Sokny/Sokni Sopha/Sofa Sophorn/Sophon Sopheary/Sopheari Sambath/Sambat Vicheka/Vichika Chakriya/Chakrya Sotheavy/Sothavy Pheakdey/Pheakdei`
	khmerMale = `
Sokha/Sokhah Dara/Dahra Vuthy/Vuthi Rithy/Rithi Samnang/Somnang Sopheap/Sophea Bunthoeun/Bunthoeurn Chamroeun/Chamroun Chan/Chann Chea/Chia Chhay/Chay Heng/Haeng Kosal/Kosol Makara/Makra
Mao/Mau Narith/Narit Phirun/Pirun Phal/Phall Pheakdey/Pheakdei Piseth/Pisith Ponlok/Punlok Rath/Rat Ratanak/Rattanak Roeun/Roeurn Samnob/Samnop Sambo/Sambor Sarath/Saroth Saroeun/Saroeurn Savuth/Savuth
Seiha/Seyha Serey/Serei Sok/Sokh Sokhom/Sokhum Sokun/Sokunn Sophal/Sophall Sophat/Sophath Sothea/Sothear Sothy/Sothi Sovann/Sovan Sovanna/Sovana Thol/Thorl Thy/Thi Veasna/Vesna Vibol/Vibul Vichea/Vichet
Vireak/Virak Virak/Vireak Visal/Visall Vannak/Vanak Vanna/Vana Yuthea/Yutha Bora/Borah Borey/Borei Chantha/Chanta Chetra/Cheatra Kimsan/Kimsann Kimsour/Kimsor Leang/Liang Mony/Moni Nimith/Nimit Oudom/Udom`
	khmerFamily = `
Sok/Sokh Chea/Chia Chan/Chann Keo/Keov Heng/Haeng Kong/Korng Lim/Lym Long/Loung Mao/Mau Meas/Meah Nhem/Nhim Noun/Nuon Ouk/Uk Pech/Pecch Pen/Penn Phan/Phann Prak/Prack Prum/Prom Ros/Rous Sam/Sarm
San/Sann Seng/Saeng Sim/Sym Sin/Sinn So/Sor Som/Sorm Soun/Suon Tan/Tann Tep/Taep Thach/Thak Tith/Tit Touch/Tuch Ung/Oung Uy/Ouy Van/Vann Var/Va Vong/Vorng Yim/Yem Yin/Yinn Chhim/Chim
Chhun/Chhoun Chhay/Chay Chum/Choum Chuon/Choun Dy/Di Em/Aem Hang/Haing Hem/Haem Heang/Hieng Hun/Houn Im/Yim Ith/It Kao/Kau Khem/Khim Khieu/Kheav Khun/Khoun Kim/Kym Kuch/Kouch Lay/Lai Ly/Li
Mam/Marm Men/Maen Mok/Mork Mom/Morm Neang/Nheang Neth/Net Ngin/Ngen Oum/Um Pal/Pol Phok/Phork Phon/Phorn Pok/Pork Pov/Pao Rath/Rat Rin/Ren Sar/Sa Sao/Sau Say/Sai Sem/Saem Sen/Saen Sun/Soun`
	khmerPlaceHeads = `Phum/Phoum Prey/Prei Chrey/Chrei Kampong/Kompong Boeung/Beung Toul/Tuol O/Ou Svay/Svai Kbal/Kbol Trapeang/Tropeang Anlong/Anlung Koh/Kaoh Wat/Voat Stung/Stoeng`
	khmerPlaceTails = `_Thom/_Thum _Touch/_Tauch _Chas/_Chah _Thmey/_Thmei _Svay/_Svai _Sralao/_Srolao _Krom/_Kraom _Leu/_Loeu _Ampil/_Ampel _Krasang/_Krosang _Romeas/_Rumeas _Tnaot/_Thnot _Sdau/_Sdao _Trach/_Trak _Roka/_Rokar`

	malayFemale = `
Siti/Sitti Nur/Noor Sri/Seri Dewi/Dewy Ratna/Retna Wati/Watie Fitri/Fitry Ani/Anie Yuni/Yunie Rina/Rinna Lestari/Lestary Indah/Endah Putri/Putry Ayu/Ajoe Maya/Maia Nurul/Noorul Aminah/Amina Aisyah/Aisha/Aisah
Fatimah/Fatima Khadijah/Hadijah Zainab/Jaenab Halimah/Halima Rohani/Rohany Salmah/Salma Maryam/Mariam Sumiati/Sumiyati Suryani/Soeryani Tuti/Tutik Yanti/Yantie Rini/Riny Eka/Ika Wulan/Woelan Kartini/Kartinie
Lina/Leena Mega/Megah Novi/Novie Puji/Pudji Ratih/Ratieh Sari/Sarie Sulastri/Soelastri Susanti/Soesanti Tri/Trie Umi/Ummi Warsini/Warsinih Yuliana/Juliana Zubaidah/Jubaedah Asih/Asieh Darmi/Darmie
Endang/Endhang Farah/Fara Hasnah/Hasna Intan/Entan Juliah/Julia Kasmawati/Kasmawaty Lilis/Lillis Mariani/Maryani Noraini/Nuraini Oktavia/Octavia Purwanti/Poerwanti Rosmah/Rosma Sutinah/Soetinah Wahyuni/Wahjuni`
	malayMale = `
Muhammad/Mohammad/Mohamad/Mohd Ahmad/Achmad/Akhmad Agus/Agoes Budi/Boedi Slamet/Selamat Joko/Djoko Eko/Eka Hendra/Hendera Rudi/Rudy/Roedi Andi/Andy Dedi/Dedy Iwan/Iwann Yanto/Janto Sutrisno/Soetrisno Suharto/Soeharto
Bambang/Bambangg Heri/Hery Dwi/Dwie Tri/Trie Wahyu/Wahju Adi/Ady Arif/Arief Asep/Asip Dadang/Dadangg Edi/Edy Fajar/Fadjar Gunawan/Goenawan Hasan/Hassan Husin/Hussein Ibrahim/Ibrohim Imam/Imamm Ismail/Ismael
Jamal/Djamal Jaya/Djaja Kasim/Qasim Kurnia/Koernia Lukman/Luqman Mahmud/Mahmood Maman/Mamann Nasir/Nasser Nur/Noor Oman/Omann Prayitno/Prajitno Rahmat/Rachmat Ramli/Ramlie Ridwan/Ridhwan Rizki/Rizky
Saiful/Syaiful Salim/Saleem Samsul/Syamsul Sudirman/Soedirman Sugeng/Soegeng Sukarno/Soekarno Supri/Soepri Surya/Soerya Taufik/Taufiq Teguh/Tegoeh Udin/Oedin Usman/Oesman Wawan/Wawann Yusuf/Yusof/Jusuf Zainal/Jaenal Zulkifli/Dzulkifli`
	malayFamily = `
Abdullah/Abdulah Ahmad/Achmad Ibrahim/Ibrohim Ismail/Ismael Hassan/Hasan Hussein/Husin Othman/Osman Yusof/Yusuf Rahman/Rachman Hamid/Hameed Omar/Umar Ali/Aly Salleh/Saleh Razak/Razaq Aziz/Azis Zakaria/Zakariya
Saputra/Saputro Santoso/Santosa Wijaya/Widjaja Setiawan/Setyawan Hidayat/Hidajat Kurniawan/Koerniawan Susanto/Soesanto Nugroho/Noegroho Pratama/Pertama Gunawan/Goenawan Purnomo/Poernomo Wibowo/Wibawa
Siregar/Siregarr Nasution/Nasutian Harahap/Harahab Lubis/Loebis Simanjuntak/Simandjuntak Sihombing/Sihombingg Sinaga/Sinagah Manurung/Manoeroeng Hutapea/Hoetapea Situmorang/Situmorangg Panjaitan/Pandjaitan
Ginting/Gintingg Tarigan/Tarigann Sembiring/Sembiringg Rahayu/Rahajoe Lestari/Lestary Wati/Watie Handayani/Handajani Utami/Oetami Astuti/Astoeti Susilowati/Soesilowati Kusuma/Koesoema Suryadi/Soerjadi
Haryanto/Harjanto Hartono/Hartana Sudarsono/Soedarsono Suparman/Soeparman Sumarni/Soemarni Suryono/Soerjono Maulana/Mawlana Firmansyah/Firmansjah Ramadhan/Ramadan Fauzi/Fauzy Hakim/Hakeem Syahputra/Sahputra
Basri/Basry Bakar/Bakkar Daud/Dawud Ghani/Gani Halim/Haleem Idris/Idriss Jaafar/Jafar Kadir/Qadir Latif/Lateef Majid/Madjid Mansor/Mansur Mat/Matt Mokhtar/Mukhtar Musa/Moesa Nordin/Nurdin Rashid/Rasyid
Samad/Samat Shamsuddin/Syamsudin Sulaiman/Soeleman Taib/Tayib Wahab/Wahhab Yaakob/Yakub Yahya/Jahja Zainal/Jaenal Hashim/Hasyim Bahar/Bahara`
	malayPlaceHeads = `Tanjung/Tandjung Sungai/Sungei Bukit/Bukitt Teluk/Telok Kampung/Kampong Batu/Batoe Pulau/Pulo Kota/Kotta Padang/Padangg Air/Ayer Muara/Moeara Suka/Soeka Karang/Karangg Sumber/Soember`
	malayPlaceTails = `_Raya/_Raja _Jaya/_Djaja _Baru/_Baroe _Lama/_Lamah _Merah/_Mera _Hitam/_Itam _Indah/_Endah _Makmur/_Makmoer _Sari/_Sarie _Tengah/_Tenga _Hilir/_Ilir _Hulu/_Ulu _Panjang/_Pandjang _Besar/_Besarr _Kecil/_Ketjil`

	filipinoFemale = `
Maria/Ma. Mary Rose/Rosie Grace Joy Ana/Anna Angel/Angela Jennifer/Jenifer Michelle/Michele Kristine/Christine Jenny/Jenni Rosalie/Rosaly Marites/Maritess Lorna Luz Teresita/Terisita Imelda Corazon/Corazón Gloria Rowena
Jocelyn/Joselyn Maricel/Marisel Marilyn/Marylyn Analyn/Annalyn Cherry/Cherie Rhea/Rea Jasmine/Jazmin Princess Nicole Angelica/Anjelica Janine Catherine/Katherine Sheila/Shiela Liza/Lisa Vilma Norma Erlinda/Irlinda Nenita
Josephine/Josefine Remedios Milagros Rosario Carmelita Leonora Evelyn/Evelin Arlene/Arlyn Gina/Jina Girlie Melanie/Melany Rica/Rika Sharon Joanna/Johanna Glenda Edna Divina/Devina Aileen/Eileen Lovely Precious Crystal/Kristal Rochelle/Roselle Jessa/Jesa Lea/Leah`
	filipinoMale = `
Jose/José Juan Mark/Marc John/Jon Michael/Mikael Christian/Cristian Joshua Angelo/Anjelo Jerome/Gerome Ronald/Ronaldo Reynaldo/Rinaldo Rodrigo/Rudrigo Eduardo Roberto Antonio Manuel Ricardo Danilo/Danillo Ernesto Fernando Rogelio/Rojelio
Romeo Alfredo Arnel/Arnell Rommel/Romel Joel Noel/Nowell Jonathan/Jonatan Jeffrey/Jeffry Dennis/Denis Allan/Alan Edwin/Eduin Rolando Renato Wilfredo Virgilio/Vergilio Benjie/Benjamin Carlo/Karlo Francis/Fransis Gilbert Harold
Ian Jayson/Jason Jomar/Jhomar Kevin/Kelvin Leo Marvin/Mervin Nestor Oliver Patrick Paolo/Paulo Ramil/Ramel Randy/Randie Raymond/Reymond Rey/Ray Richard Rico/Riko Rodel/Rudel Ruel/Rowel Vincent/Vicente Jun Dexter`
	filipinoFamily = `
Santos/Santoz Reyes/Reyez Cruz/Cruzz Bautista/Baptista Ocampo/Okampo Garcia/García Mendoza/Mendosa Torres/Torrez Tomas/Thomas Andrada/Andrade Castillo/Castilio Flores/Florez Villanueva/Vilanueva Ramos/Ramoz Castro/Kastro
Rivera/Ribera Aquino/Akino Navarro/Nabarro Salazar/Salasar Mercado/Merkado dela_Cruz/de_la_Cruz/Delacruz Gonzales/Gonzalez Lopez/Lopes Perez/Peres Fernandez/Fernandes Hernandez/Hernandes Ramirez/Ramires Diaz/Dias Domingo Pascual/Paskual
Santiago/Santyago Soriano/Suriano de_Leon/Deleon Marquez/Markez Valdez/Baldez Aguilar/Agilar Corpuz/Corpus Manalo/Manallo Dizon/Dison Gatdula/Gatdola Magsaysay Panganiban/Pangniban Macaraeg/Macaraig Dimaculangan/Dimakulangan
Tolentino/Tolintino Francisco/Fransisco Velasco/Belasco Evangelista/Ebangelista Ignacio/Ignasio Concepcion/Consepcion Enriquez/Enrikez Miranda Samson/Sampson Sarmiento/Sarmyento Robles/Roblez Padilla/Padila Alvarez/Albarez
Cabrera/Kabrera Trinidad/Trenidad Gutierrez/Gutierez Nunez/Nuñez Lim/Lym Tan/Tann Chua/Chuah Sy/See Ong/Ongg Go/Goh Abad/Abbad Agustin/Agostin Alcantara/Alkantara Balagtas/Balagtaz Basilio/Basillio Bernardo/Vernardo
Cabral/Kabral Caballero/Cavallero David/Davide Espiritu/Espirito Estrada/Istrada Galang/Galangg Lacson/Lakson Legaspi/Legazpi Luna/Lunna Mallari/Malari Ortega/Urtega Pineda/Pinida Quiambao/Kiambao Roque/Roke Tuazon/Tuason Umali/Omali`
	filipinoPlaceHeads = `San_Isidro San_Roque/San_Roke Santa_Rosa/Sta._Rosa San_Jose/San_José Poblacion/Poblasion Bagong/Bagung Malolo/Mallolo Santo_Nino/Sto._Niño Buena/Bwena Laguna/Lagona Tagum/Tagom Balang/Balangg Dagat/Dagatt Mabini/Mabinni`
	filipinoPlaceTails = `_Norte/_Nurte _Sur/_Zur _Este/_Iste _Weste/_Oeste _Bato/_Batu _Tubig/_Tobig _Silang/_Selang _Bukid/_Bokid _Ilog/_Elog _Pook/_Puok _Nuevo/_Nuebo _Viejo/_Viego _Uno/_1 _Dos/_2 _Alto/_Altu`
)
