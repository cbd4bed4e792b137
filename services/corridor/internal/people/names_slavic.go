package people

// Common names of Ukraine and of the Russian speakers of Moldova. The romanisations of the
// three systems in cyrillic.go are added to the ones given here.
const (
	slavicFemale = `
Олена/Elena Наталія/Natalya/Natalie Тетяна/Tatiana/Tatyana Ірина/Irina Оксана/Oxana Світлана/Svetlana Марія/Maria Анна/Anna/Hanna Юлія/Julia/Yulia
Катерина/Ekaterina/Catherine Людмила/Ludmila Ганна/Anna Вікторія/Victoria Галина/Galina Надія/Nadezhda/Nadia Любов/Lyubov Ольга/Olga
Валентина/Valentina Анастасія/Anastasia Дар'я/Daria/Darya Аліна/Alina Софія/Sofia/Sophia Христина/Kristina Яна/Yana/Jana Діана/Diana
Лариса/Larisa Раїса/Raisa Ніна/Nina Віра/Vera Лідія/Lidia/Lydia Інна/Inna Алла/Alla Тамара/Tamara Антоніна/Antonina Зоя/Zoya
Єлизавета/Elizaveta/Elizabeth Вероніка/Veronika Маргарита/Margarita Олександра/Alexandra/Aleksandra Поліна/Polina Карина/Karina
Євгенія/Evgenia/Eugenia Богдана/Bogdana Мирослава/Miroslava Ярослава/Yaroslava Соломія/Solomiya Злата/Zlata Руслана/Ruslana
Лілія/Lilia/Liliya Сніжана/Snezhana Жанна/Zhanna/Jana Емілія/Emilia Ксенія/Ksenia/Xenia Аня/Anya Таїсія/Taisia Стефанія/Stefania
Неля/Nelya Роксолана/Roxolana Уляна/Ulyana/Uliana Регіна/Regina Мілана/Milana`

	slavicMale = `
Олександр/Alexander/Aleksandr Сергій/Sergey/Sergei Володимир/Vladimir Андрій/Andrey/Andrei Микола/Nikolai/Nikolay Василь/Vasily/Vasile
Іван/Ivan/Ion Юрій/Yuri/Yury Віктор/Victor/Viktor Олексій/Alexey/Aleksei Дмитро/Dmitry/Dmitri Михайло/Mikhail Петро/Pyotr/Petr Ігор/Igor
Анатолій/Anatoly Євген/Evgeny/Eugene Роман/Roman Олег/Oleg Максим/Maxim/Maksim Валерій/Valery Богдан/Bogdan Віталій/Vitaly Ярослав/Yaroslav
Руслан/Ruslan Вадим/Vadim Денис/Denis Артем/Artem/Artyom Владислав/Vladislav Станіслав/Stanislav Павло/Pavel Григорій/Grigory
Степан/Stepan Ростислав/Rostislav Тарас/Taras Назар/Nazar Костянтин/Konstantin/Constantin Едуард/Eduard Кирило/Kirill Данило/Danila/Daniil
Геннадій/Gennady Леонід/Leonid Борис/Boris Валентин/Valentin Антон/Anton В'ячеслав/Vyacheslav Ілля/Ilya/Ilia Микита/Nikita Марко/Mark
Матвій/Matvey Назарій/Nazariy Орест/Orest Остап/Ostap Федір/Fedor/Fyodor Георгій/Georgy/George Семен/Semyon/Semen Єгор/Egor Яків/Yakov
Зіновій/Zinovy Мирослав/Miroslav Святослав/Svyatoslav Тимофій/Timofey Захар/Zakhar Гліб/Gleb Арсен/Arsen`

	slavicFamily = `
Мельник Шевченко Коваленко Бондаренко Бойко Ткаченко Кравченко Ковальчук Коваль Олійник Шевчук Поліщук Романенко Ткачук Савченко Бондар
Марченко Руденко Мороз Лисенко Петренко Клименко Павленко Кравчук Кузьменко Пономаренко Савчук Василенко Левченко Харченко Сидоренко
Карпенко Гаврилюк Швець Мельничук Попович Романюк Панченко Гончар Сорока Білоус Вовк Гнатюк Дорошенко Жук Зінченко Кириленко Козак
Костенко Литвиненко Мазур Назаренко Онищенко Пилипенко Радченко Семененко Тимошенко Федоренко Хоменко Цимбал Черненко Щербина Юрченко
Яценко Яковенко Іваненко Вдовиченко Гуменюк Данилюк Заєць Кобзар Лукʼяненко Мартинюк Нечипоренко Остапенко Прокопенко Рибак Стеценко
Тарасенко Угрин Філіпенко Чорний Грабовський Вишневський Яворський Левицький Заболотний Кучеренко Іванов Петров Попов Волков Новіков`

	slavicStems = `
Гриц Степан Демʼян Гаврил Прокоп Панас Лаврін Юхим Кондрат Терещ Бабен Колос Верб Дуб Горб Кміт Шульг Стельм Вороб Журав
Солов Голуб Крав Чумак Паламар Бортн Колісн Скляр Гончар Кушнір Лимар Римар Тесл Бров Чуб Лисич Мокр Сух Черв Рудн`
	slavicEndings = `енко чук юк ів ко ський ець ин ак`

	slavicPlaceHeads = `
Нова Стара Верхня Нижня Велика Мала Біла Чорна Зелена Червона Світла Тиха Суха Глибока`
	slavicPlaceTails = `
Вербівка Дубрава Криниця Долина Гребля Балка Липівка Калинівка Соснівка Яблунівка Тополя Журавка Рудня Слобода Поляна`
)
