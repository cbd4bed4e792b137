package people

// Common Vietnamese names as home writes them; abroad they lose their marks.
const (
	vietnameseFemale = `
Hương Lan Hoa Linh Trang Hà Thảo Mai Ngọc Phương Thu Thủy Yến Nga Hằng Hạnh Hiền Huyền Loan Lý Ly Minh My Nhung Nhi Oanh Phượng Quyên Quỳnh Tâm
Thanh Thắm Thơm Thúy Thư Tiên Trâm Trinh Trúc Tú Tuyết Uyên Vân Vy Xuân Ánh Anh Bích Chi Cúc Dung Duyên Diễm Đào Giang Hòa Hồng Huệ Khánh Kiều`
	vietnameseMale = `
Anh Hùng Dũng Tuấn Nam Minh Hải Long Sơn Thắng Hiếu Đức Trung Cường Quân Bình Tùng Khánh Huy Phúc Thành Việt Kiên Hoàng Phong Quang Toàn Tú Thịnh Đạt
Bảo Công Chiến Dương Duy Giang Hà Hậu Hòa Hưng Khoa Lâm Linh Lộc Lợi Luân Mạnh Nghĩa Nhân Phát Phước Quốc Quý Tài Tâm Tân Thái Thiện Tiến Vinh`
	vietnameseFamily = `
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô Hà Cao Tạ Châu
Thái Chu Quách Lương Lưu Tống Kiều Văn Triệu Nghiêm Thạch Sơn Kim Danh Từ Doãn Mạc Nông La Hứa Vi Quan Mã Tăng Thân Cù Khúc Ninh Phí Bạch
Bế Giang Hán Hầu Khổng Lục Lò Lường Ma Mông Nhâm Ông Phó Sầm Tiêu Tôn Trà Ung Viên Xa Đàm Đồng Điền`
	vietnameseMiddleFemale = `Thị Thị_Thu Thu Ngọc Thanh Thị_Kim Minh Kim Thị_Bích Bích Phương Hồng Mai Thùy Quỳnh Khánh Diệu Mỹ`
	vietnameseMiddleMale   = `Văn Đức Minh Quang Hữu Xuân Thanh Công Ngọc Đình Quốc Anh Trọng Hoàng Thế Duy Mạnh Tiến`

	vietnamesePlaceHeads = `An Bình Hòa Long Phú Tân Thanh Vĩnh Đông Tây Xuân Kim Mỹ Đại`
	vietnamesePlaceTails = `Sơn Hải Lộc Thạnh Hưng Phong Giang Thủy Định Khê Lâm Trung Thọ Điền Xuyên`
)
