package people

// Common Arabic names: how home writes them, then how they are written in Latin letters,
// the most usual way first; an underscore stands for a space.
const (
	arabicFemale = `
فاطمة/Fatima/Fatma/Fatimah/Fatme مريم/Maryam/Mariam/Meryem عائشة/Aisha/Aysha/Aicha خديجة/Khadija/Khadijah/Hadija
زينب/Zainab/Zeinab/Zaynab أمينة/Amina/Aminah/Ameena سارة/Sara/Sarah نور/Nour/Noor/Nur هدى/Huda/Houda/Hoda
سلمى/Salma/Selma ليلى/Layla/Leila/Laila رانيا/Rania/Raniya هبة/Hiba/Heba دعاء/Duaa/Doaa آية/Aya/Ayah
أسماء/Asma/Asmaa إيمان/Iman/Eman/Imane شيماء/Shaimaa/Shayma/Chaima ياسمين/Yasmin/Yasmine/Jasmin رقية/Ruqayya/Rokaya/Rukia
سمية/Sumaya/Soumaya/Somaya حنان/Hanan/Hanane سناء/Sanaa/Sana وفاء/Wafa/Wafaa نجلاء/Najla/Naglaa منى/Mona/Muna/Mouna
رحمة/Rahma/Rahmah بشرى/Bushra/Bouchra سعاد/Suad/Souad/Soad نادية/Nadia/Nadiya لطيفة/Latifa/Lateefa جميلة/Jamila/Gamila/Djamila
كريمة/Karima/Kareema حليمة/Halima/Haleema صفية/Safiya/Safia/Safiyya سعدية/Saadia/Sadia عبير/Abir/Abeer غادة/Ghada/Gada
لينا/Lina/Leena دينا/Dina/Deena ريم/Reem/Rim/Rym سحر/Sahar/Saher منال/Manal/Menal أمل/Amal/Amel نوال/Nawal/Naoual
إلهام/Ilham/Elham ابتسام/Ibtisam/Ebtisam/Ibtissam نعيمة/Naima/Naeema زهرة/Zahra/Zohra وردة/Warda/Ouarda شهد/Shahd/Chahd
جنى/Jana/Janna ملاك/Malak/Malek رهف/Rahaf/Rahef هند/Hind/Hend بسمة/Basma/Besma سوسن/Sawsan/Sausan تهاني/Tahani/Tehani
حياة/Hayat/Hayet صباح/Sabah/Sabbah مها/Maha/Meha نسرين/Nasreen/Nisrine/Nesrin خلود/Khulood/Kholoud عزيزة/Aziza/Azeeza`

	arabicMale = `
محمد/Mohammed/Muhammad/Mohamed/Mohamad أحمد/Ahmed/Ahmad/Ahmet علي/Ali/Aly حسن/Hassan/Hasan حسين/Hussein/Hussain/Husayn/Hossein
محمود/Mahmoud/Mahmood/Mahmud عمر/Omar/Umar/Omer يوسف/Youssef/Yusuf/Yousef/Yosef إبراهيم/Ibrahim/Ebrahim/Brahim
خالد/Khaled/Khalid/Haled عبد_الله/Abdullah/Abdallah/Abdulla مصطفى/Mustafa/Mostafa/Moustafa سعيد/Saeed/Said/Sayed
صالح/Saleh/Salih/Salah حمزة/Hamza/Hamzah عثمان/Othman/Osman/Uthman طارق/Tariq/Tarek/Tareq كريم/Karim/Kareem
سليمان/Suleiman/Sulaiman/Soliman عبد_الرحمن/Abdulrahman/Abdel_Rahman/Abdurrahman عبد_العزيز/Abdulaziz/Abdelaziz/Abdul_Aziz
فيصل/Faisal/Faysal/Feisal ناصر/Nasser/Nasir/Naser سلطان/Sultan/Soltan ماجد/Majed/Majid/Maged فهد/Fahd/Fahad
بلال/Bilal/Belal ياسر/Yasser/Yasir/Yaser زياد/Ziad/Ziyad/Zeyad رامي/Rami/Ramy سامي/Sami/Samy وليد/Walid/Waleed/Oualid
هشام/Hisham/Hesham/Hicham عادل/Adel/Adil جمال/Jamal/Gamal/Djamel كمال/Kamal/Kamel منصور/Mansour/Mansoor/Mansur
رشيد/Rashid/Rasheed/Rachid نبيل/Nabil/Nabeel أنس/Anas/Anes أيمن/Ayman/Aiman/Aymen بدر/Badr/Bader جابر/Jaber/Jabir/Gaber
حمد/Hamad/Hamed راشد/Rashed/Rashid زكريا/Zakaria/Zakariya سيف/Saif/Seif/Sayf شريف/Sharif/Sherif/Cherif صلاح/Salah/Saleh
عيسى/Issa/Isa/Eissa غازي/Ghazi/Gazi فؤاد/Fouad/Fuad/Foad قاسم/Qasim/Kassem/Qassim لطفي/Lotfi/Lutfi مروان/Marwan/Merwan
موسى/Musa/Moussa/Mousa نزار/Nizar/Nezar هاني/Hani/Hany يحيى/Yahya/Yehia/Yahia إسماعيل/Ismail/Ismael/Esmail أسامة/Osama/Usama/Oussama
رضا/Reda/Rida/Ridha سعد/Saad/Saed عمرو/Amr/Amro`

	arabicFamily = `
الأحمد/Al-Ahmad/Alahmad/El_Ahmed العلي/Al-Ali/Alali/El_Ali المحمد/Al-Mohammed/Almuhammad السعيد/Al-Saeed/Elsaid/Alsaeed
الحسن/Al-Hassan/Elhassan/Alhasan الشمري/Al-Shammari/Alshamari/Al_Shamry العتيبي/Al-Otaibi/Alotaibi/Al_Utaybi
القحطاني/Al-Qahtani/Alkahtani/Al_Qahtany الحربي/Al-Harbi/Alharbi الدوسري/Al-Dosari/Aldossary/Al_Dawsari الزهراني/Al-Zahrani/Alzahrani
الغامدي/Al-Ghamdi/Alghamdi/Al_Gamdi المطيري/Al-Mutairi/Almutairi/Al_Mutayri الشهري/Al-Shehri/Alshehri/Al_Shahri المالكي/Al-Maliki/Almalki
العنزي/Al-Anzi/Alenezi/Al_Anazi البلوشي/Al-Balushi/Albaloushi المنصوري/Al-Mansouri/Almansoori الكعبي/Al-Kaabi/Alkaabi
النعيمي/Al-Nuaimi/Alnuaimi/Al_Neaimi الزعابي/Al-Zaabi/Alzaabi الهاشمي/Al-Hashimi/Alhashmi المزروعي/Al-Mazrouei/Almazrouei
الشامسي/Al-Shamsi/Alshamsi السويدي/Al-Suwaidi/Alsuwaidi/Al_Swedi الورفلي/Al-Warfalli/Elwerfalli/Warfalli المقريف/Al-Magariaf/Elmagarief
الترهوني/Al-Tarhuni/Tarhouni/Eltarhuni المصراتي/Al-Misrati/Elmisurati/Misrati الزنتاني/Al-Zintani/Elzentani القذافي/Al-Qadhafi/Gaddafi/El_Gadafi
الفيتوري/Al-Fitouri/Elfaituri/Fitouri العبيدي/Al-Obeidi/Alobaidi/El_Abidi بن_علي/Ben_Ali/Bin_Ali/Benali بن_سالم/Ben_Salem/Bin_Salim/Bensalem
بن_يوسف/Ben_Youssef/Bin_Yusuf/Benyoussef بن_عمر/Ben_Omar/Bin_Umar/Benomar الشريف/Al-Sharif/Elsherif/Cherif الصغير/Al-Saghir/Elsaghir/Sghaier
المغربي/Al-Maghribi/Elmoghrabi/Maghrabi التونسي/Al-Tounsi/Eltunsi/Tounsi السوداني/Al-Sudani/Elsoudani حداد/Haddad/Hadad نجار/Najjar/Naggar/Nejjar
خوري/Khoury/Khouri/Houry صباغ/Sabbagh/Sabagh عطار/Attar/Atar بيطار/Bitar/Baytar قباني/Qabbani/Kabbani منصور/Mansour/Mansoor
سالم/Salem/Salim درويش/Darwish/Darwich/Derwish حمدان/Hamdan/Hamden زيدان/Zidan/Zaidan/Zidane عوض/Awad/Aouad غانم/Ghanem/Ghanim
فرحات/Farhat/Ferhat قاسم/Kassem/Qasim كنعان/Kanaan/Canaan مراد/Mourad/Murad نصر/Nasr/Naser يونس/Younes/Yunus/Younis
بكر/Bakr/Baker جبر/Jabr/Gabr حجازي/Hijazi/Hegazy داود/Dawood/Daoud/Dawud رمضان/Ramadan/Ramadhan سلامة/Salama/Salameh شاهين/Shahin/Chahine/Shaheen
طه/Taha/Tahah عباس/Abbas/Abas فارس/Fares/Faris كامل/Kamel/Kamil مرعي/Marei/Meree ناصف/Nassif/Nasif هلال/Hilal/Helal
وهبة/Wahba/Wehbe الجابري/Al-Jabri/Aljaberi/El_Gabri الخطيب/Al-Khatib/Elkhatib/Alkhateeb الحلبي/Al-Halabi/Elhalaby البصري/Al-Basri/Elbasry
الرفاعي/Al-Rifai/Elrefaey/Alrifaie السبيعي/Al-Subaie/Alsubaie الرشيدي/Al-Rashidi/Alrashidi/Elrashidy`

	arabicPlaceHeads = `
تل/Tell/Tall/Tel بئر/Bir/Beer عين/Ain/Ayn وادي/Wadi/Ouadi جبل/Jabal/Jebel/Djebel دير/Deir/Dayr كفر/Kafr/Kafer قصر/Qasr/Ksar
باب/Bab أم/Umm/Um/Oum أبو/Abu/Abou رأس/Ras/Raas شط/Shatt/Chott حي/Hayy/Hai`
	arabicPlaceTails = `
السلام/as-Salam/Essalam النور/an-Nur/Ennour الزيتون/az-Zaytun/Zeitoun الورد/al-Ward/Elouard الصفا/as-Safa/Safa الرمل/ar-Raml/Erraml
البيضاء/al-Bayda/Beida الحجر/al-Hajar/Elhajar النخيل/an-Nakhil/Ennakheel القمر/al-Qamar/Elgamar الشرق/ash-Sharq/Echark الغرب/al-Gharb/Elgharb
العسل/al-Asal/Elassal الخضراء/al-Khadra/Elkhadra السدر/as-Sidr/Sedr`
)
