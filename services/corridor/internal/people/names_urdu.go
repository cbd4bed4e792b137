package people

// Common names of Pakistan and of Muslims of India, written as the Arabic ones.
const (
	urduFemale = `
فاطمہ/Fatima/Fatimah/Fatma عائشہ/Ayesha/Aisha/Aysha زینب/Zainab/Zaynab مریم/Maryam/Mariam/Mariyam صائمہ/Saima/Sayma نادیہ/Nadia/Nadiya
شازیہ/Shazia/Shaziya سمیرا/Sumaira/Samira/Sumera رابعہ/Rabia/Rabiya/Rabea خدیجہ/Khadija/Khadeeja حنا/Hina/Heena ثناء/Sana/Sanaa
عظمیٰ/Uzma/Ozma نازیہ/Nazia/Naziya سعدیہ/Sadia/Saadia فرزانہ/Farzana/Ferzana رخسانہ/Rukhsana/Ruksana ریحانہ/Rehana/Rihana
شبانہ/Shabana/Shabanah نسرین/Nasreen/Nasrin پروین/Parveen/Perveen/Parvin نسیم/Naseem/Nasim بشریٰ/Bushra/Boshra ثمینہ/Samina/Sameena
تحسین/Tahseen/Tehsin کوثر/Kausar/Kosar/Kauser کلثوم/Kulsoom/Kalsoom/Kulsum اقراء/Iqra/Ikra مہوش/Mehwish/Mahwish مدیحہ/Madiha/Madeeha
ارم/Iram/Irum عاصمہ/Asma/Aasma صدف/Sadaf/Sadaff سدرہ/Sidra/Sidrah حفصہ/Hafsa/Hafsah آمنہ/Amna/Aamna/Amina کرن/Kiran/Kirran
لبنیٰ/Lubna/Lobna عنبرین/Ambreen/Amberin صبا/Saba/Sabaa نورین/Noreen/Naureen غزالہ/Ghazala/Gazala طاہرہ/Tahira/Tahirah زاہدہ/Zahida/Zaheda
خالدہ/Khalida/Khaleda شاہدہ/Shahida/Shaheda مسرت/Musarrat/Masarat نگہت/Nighat/Nighet رضیہ/Razia/Raziya صغریٰ/Sughra/Sogra
سکینہ/Sakina/Sakeena شمیم/Shamim/Shameem نصرت/Nusrat/Nasrat یاسمین/Yasmin/Yasmeen/Jasmin ماریہ/Maria/Mariya ہما/Huma/Homa
انیلہ/Aneela/Anila فوزیہ/Fouzia/Fauzia/Fozia عابدہ/Abida/Abeda ساجدہ/Sajida/Sajeda`

	urduMale = `
محمد/Muhammad/Mohammad/Mohammed/Muhammed علی/Ali/Aly احمد/Ahmed/Ahmad عمران/Imran/Emran عمر/Umar/Omar/Umer بلال/Bilal/Belal
عثمان/Usman/Osman/Uthman حسن/Hassan/Hasan حسین/Hussain/Husain/Hussein عدنان/Adnan/Adnaan وسیم/Waseem/Wasim کاشف/Kashif/Kaashif
آصف/Asif/Aasif طارق/Tariq/Tarik خالد/Khalid/Khaled شاہد/Shahid/Shaheed ساجد/Sajid/Sajjid زاہد/Zahid/Zaheed ناصر/Nasir/Naser
یاسر/Yasir/Yaser عامر/Aamir/Amir/Amer عرفان/Irfan/Erfan سلمان/Salman/Selman فیصل/Faisal/Faysal نعمان/Noman/Nauman/Numan
رضوان/Rizwan/Ridwan کامران/Kamran/Kaamran ندیم/Nadeem/Nadim نوید/Naveed/Navid/Naved شہزاد/Shahzad/Shehzad وقاص/Waqas/Wakas
وقار/Waqar/Wakar جاوید/Javed/Javaid/Jawed اقبال/Iqbal/Ikbal اکرم/Akram/Akrem اسلم/Aslam/Aslem ارشد/Arshad/Arshed امجد/Amjad/Amjed
اعجاز/Ijaz/Ejaz/Aijaz افتخار/Iftikhar/Eftikhar غلام/Ghulam/Gulam/Golam حامد/Hamid/Hameed حمزہ/Hamza/Hamzah حارث/Haris/Harith
ابراہیم/Ibrahim/Ebrahim اسماعیل/Ismail/Esmail جمیل/Jamil/Jameel کریم/Karim/Kareem لیاقت/Liaqat/Liaquat/Liyaqat مبشر/Mubashir/Mobasher
مشتاق/Mushtaq/Mushtak نذیر/Nazir/Nazeer نواز/Nawaz/Navaz قاسم/Qasim/Kasim رفیق/Rafiq/Rafique/Rafeeq رشید/Rashid/Rasheed
سعید/Saeed/Sayeed/Said صابر/Sabir/Saber صدام/Saddam/Sadam شکیل/Shakeel/Shakil سہیل/Sohail/Suhail تنویر/Tanveer/Tanvir یوسف/Yousaf/Yusuf/Yousuf
ذیشان/Zeeshan/Zishan ظفر/Zafar/Zaffar`

	urduFamily = `
خان/Khan/Kahn احمد/Ahmed/Ahmad علی/Ali/Aly حسین/Hussain/Husain/Hussein ملک/Malik/Malick بٹ/Butt/Bhatt چوہدری/Chaudhry/Choudhary/Chaudhary/Chowdhry
شیخ/Sheikh/Shaikh/Shekh قریشی/Qureshi/Quraishi/Koreshi اقبال/Iqbal/Ikbal راجپوت/Rajput/Rajpoot بھٹی/Bhatti/Bhati مغل/Mughal/Mogul
جٹ/Jatt/Jutt/Jat گجر/Gujjar/Gujar/Goojar اعوان/Awan/Awaan رانا/Rana/Raana راجہ/Raja/Rajah میر/Mir/Meer مرزا/Mirza/Meerza
بیگ/Baig/Beg/Beyg سید/Syed/Sayed/Saiyid شاہ/Shah/Schah بخاری/Bukhari/Bokhari گیلانی/Gilani/Geelani/Jilani ہاشمی/Hashmi/Hashimi
انصاری/Ansari/Ansary فاروقی/Farooqi/Faruqi/Farooqui صدیقی/Siddiqui/Siddiqi/Sadiqi عثمانی/Usmani/Osmani عباسی/Abbasi/Abassi
بلوچ/Baloch/Balouch/Baluch بگٹی/Bugti/Bughti مری/Marri/Mari لغاری/Leghari/Laghari مزاری/Mazari/Mezari کھوسہ/Khosa/Khosah جتوئی/Jatoi/Jatoy
سومرو/Soomro/Sumro میمن/Memon/Meman بھٹو/Bhutto/Bhuto چانڈیو/Chandio/Chandyo ابڑو/Abro/Abroo پٹھان/Pathan/Patan آفریدی/Afridi/Afreedi
یوسفزئی/Yousafzai/Yusufzai خٹک/Khattak/Khatak وزیر/Wazir/Wazeer محسود/Mehsud/Mahsud درانی/Durrani/Durani کاکڑ/Kakar/Kaker اچکزئی/Achakzai/Achekzai
مینگل/Mengal/Mingal رئیسانی/Raisani/Raeesani ڈوگر/Dogar/Doger سندھو/Sandhu/Sindhu گل/Gill/Gil مسیح/Masih/Maseeh بی_بی/Bibi/Beebi
بیگم/Begum/Begam خاتون/Khatoon/Khatun پروین/Parveen/Perveen کوثر/Kausar/Kosar اختر/Akhtar/Akhter یعقوب/Yaqoob/Yaqub/Yakub
رحمان/Rehman/Rahman الٰہی/Elahi/Ilahi محمود/Mahmood/Mehmood حمید/Hameed/Hamid رشید/Rasheed/Rashid لطیف/Latif/Lateef مجید/Majeed/Majid
نواز/Nawaz/Navaz پرویز/Pervaiz/Parvez/Pervez رضا/Raza/Reza سلیم/Saleem/Salim شریف/Sharif/Shareef تبسم/Tabassum/Tabasum وڑائچ/Warraich/Waraich
زمان/Zaman/Zamaan کیانی/Kayani/Kiyani جنجوعہ/Janjua/Janjuah عالم/Alam/Aalam باجوہ/Bajwa/Bajwah`

	urduPlaceHeads = `
نور/Noor/Nur علی/Ali/Aly شاہ/Shah گل/Gul/Gull رحیم/Rahim/Raheem کریم/Karim/Kareem فتح/Fateh/Fatah جلال/Jalal/Jalaal سلطان/Sultan/Soltan
میر/Mir/Meer ملک/Malik/Malak غازی/Ghazi/Gazi حسن/Hassan/Hasan چمن/Chaman/Chamman`
	urduPlaceTails = `
آباد/Abad پور/Pur/Poor گڑھ/Garh/Gar کوٹ/Kot/Kote نگر/Nagar/Nagger والا/Wala/Walla گوٹھ/Goth/Got پنڈ/Pind کلاں/Kalan/Kallan
خورد/Khurd/Khord بازار/Bazar/Bazaar منڈی/Mandi/Mundi چک/Chak/Chuk بستی/Basti/Bustee ڈیرہ/Dera/Derah`
)
