package people

// Common Spanish names, with their accents.
const (
	spanishFemale = `
María Ana Carmen Laura Luz Rosa Sandra/Xandra Claudia/Klaudia Patricia Marta/Martha Diana/Dayana Paola Andrea Adriana Gloria Martha Yolanda/Llolanda Mónica Ángela Daniela Valentina Sofía Camila/Kamila Gabriela Natalia/Nathalia Alejandra Lucía Isabel/Ysabel
Elena/Helena Juana Guadalupe Margarita Verónica Leticia/Letisia Silvia/Sylvia Teresa/Theresa Rosario Josefina Dolores Concepción Pilar Cristina/Christina Raquel Beatriz Lorena Karla/Carla Karen/Caren Jessica/Yesica Wendy/Wendi Yesenia/Jesenia Marisol
Maribel Esperanza Blanca Rocío Norma Irma Olga Ruth/Rut Miriam/Myriam Elsa Fernanda Mariana Brenda Evelyn/Evelin Nancy/Nanci`
	spanishMale = `
José Juan Carlos/Karlos Luis Jorge Miguel Francisco Pedro Antonio Manuel Jesús Alejandro David Daniel Javier/Xavier Fernando Rafael Ángel Ramón Sergio Andrés Diego Eduardo Ricardo Roberto Mario Víctor Óscar/Oskar Julio César Alberto Raúl
Enrique Arturo Armando Héctor Hugo/Ugo Iván Pablo Alfredo Felipe Gustavo Guillermo Ernesto Rubén Marco/Marcos Martín Edgar/Édgar Wilmer/Wilmar Nelson Jairo/Yairo Gerardo Salvador Santiago Sebastián Cristian/Christian Kevin/Kelvin Brayan/Bryan/Brian Jonathan/Yonatan Elmer Marvin Edwin/Eduin Wilson`
	spanishFamily = `
García Rodríguez Hernández Martínez López González Pérez Sánchez Ramírez Torres Flores Gómez Díaz Rivera Reyes Cruz Morales Ortiz/Ortis Gutiérrez Castillo Ramos Ruiz/Ruis Vargas/Bargas Jiménez/Giménez Mendoza Álvarez Moreno Romero Herrera Medina Aguilar Castro
Guzmán Muñoz Rojas Méndez Salazar Vásquez/Vázquez Contreras Guerrero Estrada Ortega Luna Domínguez Suárez Soto Delgado Sandoval Ríos Cortés/Cortez Alvarado Valencia Mejía/Mexía Lara Núñez Cárdenas Fuentes León Juárez Campos Vega Peña Miranda Ochoa Carrillo
Navarro Silva/Sylva Escobar Cabrera Acosta Pineda Molina Orozco/Orosco Maldonado Osorio/Ossorio Zapata/Sapata Quintero Cardona Restrepo Bautista Chávez/Chaves Velásquez/Velázquez Lemus Zelaya/Selaya Funes Xol Caal/Kaal Choc/Chok Tzul Pacheco Padilla Marroquín`
	spanishPlaceHeads = `San_Pedro San_Miguel Santa_Lucía Santa_Cruz El_Carmen Los_Ángeles La_Esperanza Villa_Nueva/Villanueva Puerto Río Monte Santo_Tomás San_José La_Concepción`
	spanishPlaceTails = `_del_Valle _de_la_Sierra _del_Mar _Alto _Bajo _Nuevo _Viejo _de_las_Flores _del_Norte _del_Sur _Grande _Chico _de_los_Pinos _del_Monte _Hondo`

	englishFemale = `
Mary Jennifer/Jenifer Linda/Lynda Elizabeth/Elisabeth Susan/Suzan Jessica/Jesica Sarah/Sara Karen Lisa/Liza Nancy Betty Sandra Ashley/Ashleigh Emily/Emilie Kimberly/Kimberley Donna Michelle/Michele Carol/Carole Amanda Melissa Deborah/Debra Stephanie/Stefanie Rebecca/Rebekah Laura
Sharon Cynthia Kathleen/Cathleen Amy/Aimee Angela Shirley Anna/Ana Ruth Brenda Pamela Nicole/Nichole Katherine/Catherine/Kathryn Samantha Christine/Kristine Emma Rachel/Rachael Carolyn/Caroline Janet/Janette Heather Maria Diane/Dianne Olivia Julie Joyce Victoria Kelly/Kelley Christina/Kristina
Joan Evelyn Lauren/Loren Judith Megan/Meghan Chloe Grace Jade Jasmine/Jasmin Destiny Brianna/Breanna Tiffany/Tiffanie Crystal/Krystal Courtney`
	englishMale = `
James John/Jon Robert Michael/Micheal William David Richard Joseph Thomas Charles Christopher/Kristopher Daniel Matthew/Mathew Anthony/Antony Mark/Marc Donald Steven/Stephen Paul Andrew Joshua Kenneth Kevin Brian/Bryan George Edward Ronald Timothy Jason/Jayson Jeffrey/Geoffrey Ryan Jacob Gary/Garry
Nicholas/Nicolas Eric/Erik Jonathan/Johnathan Larry Justin Scott Brandon/Branden Benjamin Samuel Gregory/Greggory Frank Alexander Raymond Patrick Jack Dennis/Denis Jerry/Gerry Tyler Aaron/Aron Henry Douglas Peter Adam Nathan Zachary/Zachery Walter Kyle Harold Carl/Karl Liam Connor/Conor Callum/Calum`
	englishFamily = `
Smith/Smyth Johnson Williams Brown/Browne Jones Miller Davis/Davies Wilson/Willson Anderson/Andersen Taylor/Tayler Moore/More Jackson Martin Lee/Leigh Thompson/Thomson White Harris Clark/Clarke Lewis/Louis Robinson Walker Young Allen/Allan King Wright Scott Hill Green/Greene Adams Baker Hall Campbell Mitchell
Carter Roberts Phillips/Philips Evans Turner Parker Edwards Collins Stewart/Stuart Morris Murphy Cook/Cooke Rogers/Rodgers Morgan Cooper Peterson/Petersen Reed/Reid Bailey/Bayley Bell Kelly/Kelley Howard Ward Cox Richardson Wood/Woods Watson Brooks Bennett/Bennet Gray/Grey James Hughes Price Myers Long Foster Sanders/Saunders Ross
Powell Sullivan Russell Barnes Fisher/Fischer Henderson Coleman Simmons/Simmonds Jordan Reynolds Graham Wallace Cole West Owens Harvey Webb Palmer Mason Hunt Hart`
	englishStems      = `Ash Black Brad Brook Chester Clay Crow Dun Elling Fair Farn Good Green Hamp Har Hather Hol Lang Lin Mar Mel Mid Nor Oak Pem Red Rock Sher Stan Stret Thorn Wal War Wes Whit Win Wood Worth Kirk Over`
	englishEndings    = `ton ley ford field worth well wood by ham man burn ridge`
	englishPlaceHeads = `Ash Brook Clay East Fair Green Hart Kings Long Mill North Oak River Stone`
	englishPlaceTails = `ton ford field wood bury ham port dale vale mouth ville bridge stead haven combe`

	polishFemale = `
Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa/Eva Krystyna/Kristina Elżbieta Magdalena Joanna Monika Zofia/Sofia Aleksandra Jadwiga Danuta Irena Halina Teresa Helena Natalia Marta Beata Dorota Janina Jolanta Ewelina/Evelina Justyna Iwona/Ivona Karolina Paulina Sylwia/Silvia Renata
Alicja Patrycja Stanisława Urszula Marianna Grażyna Bożena Kamila Wanda/Vanda Wiktoria/Victoria Weronika/Veronika Dominika Emilia Julia Aneta Martyna Edyta Izabela Klaudia/Claudia Zuzanna Oliwia/Olivia Kinga Sabina Marlena Lucyna Żaneta Honorata Łucja Celina Bogusława`
	polishMale = `
Jan Andrzej Piotr Krzysztof Stanisław Tomasz Paweł Józef Marcin Marek Michał Grzegorz Jerzy Tadeusz Adam Łukasz Zbigniew Ryszard Dariusz Henryk Mariusz Kazimierz Wojciech Robert Mateusz Marian Rafał Jacek Janusz Mirosław Maciej Sławomir Jarosław Kamil Wiesław Roman Władysław Jakub/Jakob Artur/Arthur Zdzisław
Edward Mieczysław Damian Dawid/David Przemysław Sebastian Czesław Leszek Daniel Waldemar Bartosz Adrian Dominik Hubert Kacper/Kasper Szymon Filip/Philip Patryk/Patrick Bogdan Norbert`
	polishFamily = `
Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król Nowakowski Wieczorek Jabłoński Wróbel Majewski Olszewski Stępień Dudek Malinowski Jaworski
Adamczyk Pawlak Nowicki Sikora Witkowski Walczak Rutkowski Baran Michalak Szewczyk Ostrowski Tomaszewski Zalewski Pietrzak Wróblewski Duda Marciniak Jasiński Sadowski Zawadzki Bąk Jakubowski Wilk Chmielewski Borkowski Sokołowski Szczepański Sawicki Kucharski Lis Maciejewski Kubiak Kalinowski Wysocki Mazurek Sobczak
Czarnecki Kołodziej Urbański Kaźmierczak Sikorski Głowacki Krajewski Zakrzewski Ziółkowski Laskowski Gajewski Mróz Brzeziński Makowski`
	polishStems      = `Brzez Dęb Gór Jawor Kalin Lip Malin Olsz Pawl Rogal Sob Tom Wierzb Zaw Bor Czern Grab Jan Kamien Lask Mar Nied Ostr Piask Rud Sad Star Such Wit Wol`
	polishEndings    = `owski iński czak ecki ik arz ewicz ak ek`
	polishPlaceHeads = `Nowa_ Stara_ Wielka_ Mała_ Górna_ Dolna_ Biała_ Czarna_ Długa_ Krótka_ Zielona_ Sucha_ Mokra_ Jasna_`
	polishPlaceTails = `Wola Dąbrowa Góra Łąka Brzezina Lipa Olszyna Sosna Kuźnia Huta Osada Rzeka Młynówka Kępa Polana`

	germanFemale = `
Maria Anna Ursula Monika Petra Elisabeth/Elizabeth Sabine Karin/Carin Helga Renate Gisela Brigitte Ingrid Erika/Erica Andrea Gabriele Claudia/Klaudia Susanne Christine/Kristine Birgit Heike Stefanie/Stephanie Julia Katharina/Catharina Sandra Nicole/Nikole Anja Kathrin/Katrin Melanie Martina Barbara Angelika Heidi Silke Tanja
Christina/Kristina Daniela Nadine Jana Lena Laura Lea Sarah/Sara Hannah/Hanna Emma Mia Sophie/Sofie Johanna Marie Luisa/Louisa Franziska Jessica/Jessika Vanessa Jasmin/Yasmin Jennifer Carina/Karina Ute Gudrun Bärbel Käthe Jutta Elke Marlies Rosemarie Hildegard`
	germanMale = `
Peter Michael Thomas Andreas Wolfgang Klaus/Claus Jürgen Günter/Günther Stefan/Stephan Christian Uwe Werner Horst Frank Dieter Manfred Gerhard Hans Bernd/Bernt Thorsten/Torsten Matthias/Mathias Helmut/Helmuth Walter/Walther Heinz Martin Jörg Rolf/Ralf Jens Sven/Swen Alexander Jan Rainer/Reiner Holger Karl/Carl Dirk
Joachim Ralf Carsten/Karsten Heinrich Markus/Marcus Daniel Oliver Kai/Kay Lukas/Lucas Leon Felix Paul Jonas Maximilian Tim Philipp/Philip Sebastian Tobias Florian Marcel Kevin Dennis Patrick Björn Götz`
	germanFamily = `
Müller/Mueller Schmidt/Schmitt Schneider/Schneyder Fischer Weber Meyer/Meier/Maier Wagner Becker Schulz/Schultz Hoffmann/Hofmann Schäfer/Schaefer Koch Bauer Richter Klein Wolf/Wolff Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann/Hoffmann Hartmann Lange Schmitt/Schmidt Werner Schmitz Krause Meier/Meyer Lehmann Schmid Schulze Maier/Mayer Köhler
Herrmann/Hermann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß/Weiss Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß/Gross Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn`
	germanStems      = `Acker Berg Brücken Busch Dorn Eichen Feld Garten Hagen Hammer Holz Kirch Linden Mühl Neu Ober Rosen Sand Stein Stolz Tal Unter Wald Wiesen Zell`
	germanEndings    = `mann er bauer meier berger hofer inger müller`
	germanPlaceHeads = `Alten Neu Ober Unter Groß Klein Rosen Linden Eichen Kirch Mühl Sonnen Stein Wald`
	germanPlaceTails = `berg dorf feld hausen heim bach burg stadt tal brück hofen ried au rode werder`

	italianFemale = `
Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina/Katerina Francesca Anna_Maria/Annamaria Antonietta Carla/Karla Elena/Helena Concetta Rita Margherita Franca Paola Giulia/Julia Chiara Sara/Sarah Martina Valentina Alessia Silvia/Sylvia Laura Elisa Federica Giorgia Roberta Simona Monica Daniela Alessandra
Cristina/Christina Barbara Patrizia Sofia Aurora Ginevra Alice Emma Beatrice Gaia Ilaria Serena Stefania Sabrina Claudia Elisabetta Emanuela Manuela Marta Noemi Eleonora Viola Vittoria Michela Nicoletta`
	italianMale = `
Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo/Karlo Franco Domenico Bruno Paolo Michele Giorgio Aldo Sergio Luciano Andrea Marco Alessandro Matteo Lorenzo Davide Luca/Luka Simone Riccardo Federico Stefano Roberto Fabio Massimo Claudio Daniele Gabriele Leonardo Nicola
Filippo Tommaso Edoardo Emanuele Gianluca/Gian_Luca Maurizio Enrico Alberto Giacomo Raffaele Gennaro Ciro Cristian/Christian Diego Jacopo Mattia Mirko/Mirco Samuele Valerio Vittorio Umberto`
	italianFamily = `
Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca/Deluca Costa Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola De_Santis/Desantis D'Angelo/Dangelo Marchetti
Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala De_Angelis/Deangelis Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Martino Fiore`
	italianStems      = `Bell Bonf Brun Cam Capr Castell Col Cor Fabr Fior Gall Gandolf Guid Lanz March Mart Mont Nardi Orl Pag Pasqual Pell Riv Rosell Salv Sant Tomm Vall Vent Zan`
	italianEndings    = `ini etti elli one acci ardi esi otti ato ucci`
	italianPlaceHeads = `Monte Castel Villa Borgo Rocca San_ Santa_ Ponte Torre Val Campo Fonte Pieve Colle`
	italianPlaceTails = `bello forte franco nuovo vecchio alto rosso bianco lungo chiaro verde grande secco lieto sereno`

	romanianFemale = `
Maria Elena/Helena Ana/Anna Ioana/Joana Mihaela/Michaela Andreea/Andrea Cristina/Christina Daniela Alina Gabriela Georgeta Mariana Nicoleta Florentina Alexandra Simona Adriana Monica Carmen Loredana Raluca Diana Roxana/Ruxana Oana Irina Laura Valentina Violeta Doina Rodica Viorica Aurelia Lucia Steluța Floarea Lenuța Ileana Magdalena
Bianca Denisa/Denise Larisa/Larissa Iulia/Julia Ștefania Anca Corina Camelia Liliana Luminița Paraschiva Veronica Tatiana Natalia Olga Svetlana Ecaterina/Caterina Ludmila Galina Nadejda Angela Silvia Tamara Zina`
	romanianMale = `
Ion/Ioan Gheorghe/George Vasile Constantin/Konstantin Nicolae Andrei Alexandru Mihai Ștefan Cristian/Christian Daniel Florin Adrian Marian Ionuț Gabriel Bogdan Cătălin Lucian Marius Dumitru/Dimitru Petru/Petre Radu Sorin Viorel Costel Ilie Dan Liviu Mircea Răzvan Robert Valentin Victor Vlad Claudiu Ciprian Cosmin Dragoș Emil Eugen
Horia Iulian/Julian Laurențiu Nelu Octavian Ovidiu Pavel Remus Sebastian Silviu Teodor/Theodor Tiberiu Tudor Traian Virgil Anatolie Grigore Sergiu/Serghei Iurie/Yuri Veaceslav/Viaceslav Igor Oleg Vitalie/Vitaly`
	romanianFamily = `
Popa Popescu Ionescu Radu Dumitru Gheorghe Stoica Stan Munteanu/Muntean Constantin Marin Rusu Rus Dumitrescu Ciobanu Dinu Matei Mihai Stanciu Gheorghiu Moldovan/Moldoveanu Georgescu Șerban Ungureanu/Ungurean Neagu Lazăr Cristea Florea Nistor Vasile Toma Tudor Nicolae Pop Sandu Oprea Ene Dobre Ilie Barbu Ivan Avram Diaconu Manea Petre
Voicu Nedelcu Anghel Mocanu Bucur Preda Iancu Costea Moraru/Morari Ceban/Cebanu Cojocaru/Cojocari Lupu/Lupu Botnaru/Botnari Roșca Gutu/Guțu Țurcanu Sîrbu/Sârbu Rotaru/Rotari Vieru Croitoru/Croitor Grosu Melnic/Melnik Balan/Bălan Cazacu Codreanu Negru Plămădeală Bivol Cucu Dascal Efros Frunze Gavriliță Harea Jitaru Leahu Muntianu Pascaru Railean`
	romanianStems      = `Alb Andre Bac Bart Boj Br Cal Cerb Cornel Crăc Dobr Dragom Fil Gav Gor Har Ioan Iord Lung Man Marc Mih Neac Niculi Pan Pav Petr Săv Simi Ștef Teod Tom Vas Vlăd Zah`
	romanianEndings    = `escu eanu aru oiu ariu ean uță ache`
	romanianPlaceHeads = `Valea_ Dealul_ Satul_ Fântâna_ Poiana_ Lunca_ Piatra_ Gura_ Podul_ Moara_ Curtea_ Izvorul_ Movila_ Cetatea_`
	romanianPlaceTails = `Mare Mică Nouă Veche Albă Neagră Roșie Lungă Verde Seacă Adâncă Caldă Rece Bună Frumoasă`
)
