package people

// Common names of India, Nepal and Bangladesh in Latin letters, the most usual spelling first.
const (
	hindiFemale = `
Priya/Preeya Sunita/Suneeta Anita/Aneeta Pooja/Puja Neha Kavita/Kavitha Rekha Meena/Mina Geeta/Gita Lakshmi/Laxmi Sita/Seeta Radha Asha/Aasha Usha/Oosha
Kiran Rani/Ranee Manju Anjali Deepa/Dipa Shanti/Santi Savita/Sabita Suman Pushpa Sarita Mamta/Mamata Poonam/Punam Ritu Seema/Sima Rajni/Rajani
Babita/Bobita Nisha Jyoti/Joti Kamala/Kamla Parvati/Parbati Maya Durga Saraswati/Sarswati Renu Shobha/Sobha Vandana/Bandana Aarti/Arti Sangeeta/Sangita
Kalpana Archana Shilpa Swati Divya Nirmala Sushila/Susila Urmila Vimala/Bimala Padma Indira Rukmini Gauri/Gouri Kusum Chanda Roshni/Roshani Pinky/Pinki
Sapna Komal Bhavna/Bhabana Hema Lalita Sarla/Sarala Tara Champa`
	hindiMale = `
Rahul Raj Amit Sanjay/Sanjoy Vijay/Bijay Rajesh Suresh Ramesh Mahesh Dinesh Mukesh Rakesh Anil Sunil Manoj Ashok/Asok Ravi/Rabi Ajay/Ajoy Deepak/Dipak
Sandeep/Sandip Vikram/Bikram Arjun Krishna/Krisna Ram/Raam Mohan Gopal Hari Shyam/Sham Arun Ganesh Prakash/Prakas Santosh/Santos Vinod/Binod Pramod
Naresh Umesh Kamal Lal Om Prem Babu/Baboo Raju Pawan/Pavan Sachin Rohit Vishal/Bishal Gaurav/Gourav Ankit Nitin Sumit Pankaj Manish Ashish/Asis Yogesh
Jitendra/Jeetendra Dharmendra Narendra Surendra Rajendra Birendra/Virendra Shankar/Sankar Bhim/Bheem Mangal Chandan Sonu Karan Bharat Kishan/Kishor`
	hindiFamily = `
Kumar/Kumaar Singh/Sing Devi/Debi Sharma/Sarma Yadav/Jadav Gupta Kumari Verma/Varma Das/Dass Patel Prasad/Prashad Mishra/Misra Jha/Jhaa Pandey/Pande/Pandy Tiwari/Tewari
Thakur/Thakor Chauhan/Chouhan Rajput Rao/Row Reddy/Reddi Nair/Nayar Pillai/Pillay Iyer/Aiyar Naidu/Nayudu Goud/Gowda Shetty/Shetti Menon Mukherjee/Mukherji
Banerjee/Banerji Chatterjee/Chatterji Ghosh/Ghose Bose/Basu Sen Dutta/Datta Roy/Ray Saha/Shaha Mondal/Mandal Sarkar/Sircar Biswas/Biswash Paul/Pal Mahato/Mahto
Oraon/Uraon Munda Murmu Soren Hembram Tudu Kisku Bauri Bagdi Ahirwar Jatav Chamar Paswan Manjhi/Majhi Sahu/Shahu Behera Nayak/Naik Swain Panda Mohanty
Pradhan Sethi Malhotra Kapoor/Kapur Khanna Chopra Arora Bhatia Gill Sandhu Sidhu Dhillon Grewal Joshi Desai Shah/Sah Mehta Solanki Parmar Rathod/Rathore Vaghela
Chavan/Chavhan Jadhav/Jadav Pawar/Powar Shinde/Sinde More Gaikwad Kamble/Kambale Bhosale Kadam Meena Saini Soni`
	hindiPlaceHeads = `Ram/Raam Shyam/Sham Krishna/Krisna Lakshmi/Laxmi Gopal Hari Shiv/Shib Sita/Seeta Vishnu/Bishnu Madhu Chandra/Chandara Surya/Suraj Dev/Deo Raj`
	hindiPlaceTails = `pur/pura nagar/nager garh/gadh gaon/gao ganj/gunj abad/bad wadi/vadi palli/pally khera/kheda tola/tolla patti/pati bazar/bazaar ghat/ghaat dih/deeh sarai/saray`

	nepaliFamily = `
Tamang/Tamangh Gurung/Gurungh Thapa/Tapa Magar/Mager Rai/Raee Limbu/Limboo Shrestha/Shresta/Sherstha Karki/Karkee Adhikari/Adikari Poudel/Paudel/Paudyal Khadka/Kharka
Bhandari/Bandari Basnet/Basnyat Chaudhary/Chaudhari/Chowdhury Tharu/Taru Sherpa/Serpa Lama/Laama Maharjan/Maharjhan Ghimire/Gimire Acharya/Acharja Sharma/Sarma
Regmi/Regmee Koirala/Koirela Bhattarai/Bhatarai Dahal/Dhahal Subedi/Suvedi Pokharel/Pokhrel Neupane/Nyaupane Khatri/Chhetri Kunwar/Kuwar Rana/Ranna Shahi/Sahi
Budha/Buda Rokaya/Rokka Oli/Olee Giri/Giree Puri/Pooree Nepali/Nepalee Pariyar/Pariar Bishwakarma/Biswakarma/B.K. Sunar/Soonar Damai/Damae Sarki/Sarkee
Majhi/Manjhi Danuwar/Danuvar Chepang/Chepangh Rajbanshi/Rajbansi Yadav/Jadav Mandal/Mondal Sah/Shah Jha/Jhaa Mahato/Mahto Thakur/Thakuri Das/Dass
Kafle/Kaphle Dhakal/Dakal Aryal/Aryaal Gautam/Goutam Pandey/Pande Panta/Pant Joshi/Joshee Bhatta/Bhatt Awasthi/Avasthi Bohara/Bohora Saud/Saaud Ayer/Airi
Dhami/Dhaami Chand/Chanda Malla/Mall Singh/Sing KC/K.C. Bista/Bisht Rawal/Raval Rawat/Raut Thakulla/Thakula Tiwari/Tiwaree Upadhyay/Upadhyaya Lamichhane/Lamichane
Timilsina/Timalsina Wagle/Wagley Bhujel/Bhugel Ale/Aley Pun/Poon Gharti/Garti Nagarkoti/Nagarkotee Balami/Balamee Dangol/Dangoll Manandhar/Manandar`

	banglaFemale = `
Fatema/Fatima/Fatiha Ayesha/Aysha/Aisha Nasrin/Nasreen Shirin/Shireen Taslima/Tasleema Rehana/Rihana Salma/Selma Rina/Reena Shilpi/Shilpy Parvin/Parveen/Pervin Rokeya/Rokaya
Khadija/Khadeza Hasina/Haseena Jahanara/Johanara Monira/Munira Nargis/Nargish Sumi/Sumee Mina/Meena Lipi/Lipy Ruma/Rumana Sultana/Soltana Shahida/Sahida Rashida/Rasheda
Hosneara/Husneara Amena/Amina Sabina/Sabeena Farida/Forida Laila/Layla Moriom/Mariam/Maryam Jesmin/Jasmin/Yasmin Sharmin/Sharmeen Rabeya/Rabia Sufia/Sofia Momtaz/Mumtaz
Anowara/Anwara Asma/Asmaa Beauty/Biuti Bilkis/Bilqis Champa/Chompa Dipali/Deepali Dolly/Doli Halima/Haleema Hena/Hina Josna/Jyotsna Kohinoor/Kohinur Lovely/Lavli Lucky/Laki
Mahmuda/Mahmooda Marufa/Maroofa Moyna/Moina Nazma/Najma Nilufa/Nilufar Papia/Papiya Popy/Popi Rahima/Roheema Rekha/Rekah Roksana/Rukhsana Runa/Roona Sabita/Savita
Shefali/Shephali Shamima/Samima Sokhina/Sakina Tania/Taniya Tahmina/Tahmeena Yeasmin/Yasmin Zohra/Johora`
	banglaMale = `
Mohammad/Md/Muhammad/Mohammed Abdul/Abdool Rahim/Roheem Karim/Korim Rafiq/Rofiq Shafiq/Shofiq/Safiq Jamal/Jamaal Kamal/Kamaal Hasan/Hassan Hossain/Hussain/Hossen Faruk/Farooq Alam/Alom
Rubel/Roobel Sohel/Suhail/Sohail Jewel/Juwel Shahin/Shaheen Liton/Litton Ripon/Repon Masud/Masood Mamun/Mamoon Monir/Munir Anwar/Anowar Nurul/Noorul Aminul/Ameenul Shariful/Sariful
Saiful/Sayful Rezaul/Rejaul Ziaul/Jiaul Habib/Habibur Mizan/Mijan Jahangir/Jahangeer Alamgir/Alomgir Selim/Salim Salam/Salaam Kalam/Kalaam Babul/Babool Dulal/Dulaal Helal/Hilal
Iqbal/Ikbal Ismail/Esmail Jasim/Joshim Khokon/Khokan Mahbub/Mahboob Manik/Manick Milon/Milan Mintu/Mintoo Mofiz/Mofij Nasir/Naser Nazrul/Nozrul Obaidul/Obaydul Omar/Umar
Polash/Palash Raju/Razu Rana/Rahna Roni/Rony Sabuj/Shobuj Sagor/Sagar Shamim/Samim Shohag/Sohag Sumon/Suman Tariqul/Tarikul Uzzal/Ujjal Yusuf/Yousuf Zahid/Jahid`
	banglaFamily = `
Islam/Eslam Begum/Begom Hossain/Hussain/Hossen Khatun/Khatoon Akter/Akhter/Aktar Rahman/Rohman/Rahaman Ahmed/Ahmmed/Ahamed Uddin/Udin Miah/Mia/Mian Ali/Aly Khan/Kahn Bibi/Bibee
Sarker/Sarkar Haque/Hoque/Haq Alam/Alom Chowdhury/Choudhury/Chaudhuri Mollah/Molla Sheikh/Shaikh/Sk Howlader/Hawlader Sikder/Shikder/Sikdar Talukder/Talukdar Das/Dash Roy/Ray
Mondal/Mandal Biswas/Biswash Bepari/Byapari Hawladar/Howlader Mridha/Mirdha Majumder/Mazumder/Majumdar Bhuiyan/Bhuiya/Bhuyan Gazi/Gaji Fakir/Fokir Munshi/Monshi Mistri/Mistry Pramanik/Pramanick
Sardar/Sarder Matubbar/Matbar Khandaker/Khondoker/Khandakar Kazi/Qazi Mirza/Mirja Patwary/Patwari Sultana/Soltana Parvin/Parveen Nahar/Naher Ara/Araa Jahan/Johan Yasmin/Yeasmin
Sen/Shen Saha/Shaha Paul/Pal Dey/De Nath/Nat Barua/Borua Chakma/Chakmah Marma/Marmah Tripura/Tripora Debnath/Devnath Ghosh/Ghose Karmakar/Karmaker Halder/Haldar Malik/Mallik
Akand/Akanda Azad/Ajad Bashar/Basher Dewan/Diwan Faruk/Farooq Hasan/Hassan Kabir/Kobir Karim/Korim Kibria/Kibriya Latif/Lotif Mahmud/Mahmood Matin/Motin Mannan/Mannaan
Mia/Miya Nabi/Nobi Quddus/Kuddus Rashid/Rosid Salam/Salaam Samad/Shamad Shikder/Sikder Siddique/Siddiqui Tarafder/Tarafdar Zaman/Jaman Banik/Bonik Dhali/Dhalee Laskar/Lashkar`
	banglaPlaceHeads = `Char/Chor Nawab/Nabab Kali/Kalee Madan/Modan Gopal/Gopaal Islam/Eslam Sonar/Shonar Fulbari/Phulbari Shyam/Sham Rasul/Rosul Brahman/Bamon Alam/Alom Nur/Noor Hari/Horee`
	banglaPlaceTails = `pur/pore ganj/gonj gaon/gao para/parah hat/haat bari/baree khali/khalee kanda/kandi nagar/nogor danga/dhanga tala/tola char/chor bazar/bajar dia/diya kathi/kati`
)
