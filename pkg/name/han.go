package name

import (
	"strings"

	"github.com/mozillazg/go-unidecode"
)

// surnames are frequent Chinese surnames, simplified and traditional.
const surnames = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖蕭萧田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鐘鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向汤湯"

// han writes a Chinese name as passports of China do: the surname, then the given name in
// one word. A text of one word that starts with no known surname is a given name.
func han(run []rune, _ tongue) string {
	var out strings.Builder
	for i, r := range run {
		out.WriteString(strings.TrimSpace(unidecode.Unidecode(string(r))))
		if i == 0 && len(run) <= 4 && strings.ContainsRune(surnames, r) {
			out.WriteByte(' ')
		}
	}
	return out.String()
}
