/** What is on a card, as it should be read. */
export interface CardPerson {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly mobile: string;
  readonly website: string;
  readonly street: string;
  readonly city: string;
  readonly language: "en" | "vi" | "de";
}

const en = (
  firstName: string,
  lastName: string,
  title: string,
  company: string,
  domain: string,
  more: Pick<CardPerson, "phone" | "mobile" | "street" | "city">,
): CardPerson => ({
  name: `${firstName} ${lastName}`,
  firstName,
  lastName,
  title,
  company,
  email: `${firstName}.${lastName}@${domain}`.toLowerCase(),
  website: `www.${domain}`,
  language: "en",
  ...more,
});

const vi = (
  lastName: string,
  firstName: string,
  title: string,
  company: string,
  email: string,
  more: Pick<CardPerson, "phone" | "mobile" | "street" | "city">,
): CardPerson => ({
  name: `${lastName} ${firstName}`,
  firstName,
  lastName,
  title,
  company,
  email,
  website: `www.${email.slice(email.indexOf("@") + 1)}`,
  language: "vi",
  ...more,
});

/** People of our own making. */
export const people: readonly CardPerson[] = [
  en("Maria", "Anders", "Sales Representative", "Alfreds Futterkiste GmbH", "futterkiste.de", {
    phone: "+49 30 901820",
    mobile: "+49 170 1234567",
    street: "Obere Str. 57",
    city: "12209 Berlin",
  }),
  en("Thomas", "Hardy", "Managing Director", "Around the Horn Ltd", "aroundthehorn.co.uk", {
    phone: "+44 20 7946 0958",
    mobile: "+44 7400 123456",
    street: "120 Hanover Square",
    city: "London W1S 1JB",
  }),
  en("Howard", "Snyder", "Marketing Manager", "Great Lakes Food Inc.", "greatlakesfood.com", {
    phone: "+1 541 555 0129",
    mobile: "+1 541 555 0188",
    street: "2732 Baker Blvd",
    city: "Eugene, OR 97403",
  }),
  en("Yoshi", "Latimer", "Head of Procurement", "Hungry Coyote Imports LLC", "hungrycoyote.com", {
    phone: "+1 503 555 0174",
    mobile: "+1 503 555 0133",
    street: "516 Main Street",
    city: "Elgin, OR 97827",
  }),
  en("Helen", "Bennett", "Chief Executive Officer", "Island Trading Company", "islandtrading.co.uk", {
    phone: "+44 1983 555888",
    mobile: "+44 7700 900123",
    street: "Garden House, Crowther Way",
    city: "Cowes PO31 7PJ",
  }),
  vi("Nguyễn", "Văn An", "Giám đốc kinh doanh", "Công ty TNHH Trà Việt", "an.nguyen@traviet.vn", {
    phone: "024 3825 1234",
    mobile: "0912 345 678",
    street: "25 Lý Thường Kiệt, Hoàn Kiếm",
    city: "Hà Nội",
  }),
  vi(
    "Trần",
    "Thị Hoa",
    "Trưởng phòng mua hàng",
    "Công ty Cổ phần Thực phẩm Sao Mai",
    "hoa.tran@saomaifood.com.vn",
    {
      phone: "028 3829 5678",
      mobile: "0903 123 456",
      street: "12 Nguyễn Huệ, Quận 1",
      city: "TP. Hồ Chí Minh",
    },
  ),
  vi("Phạm", "Minh Tuấn", "Kỹ sư trưởng", "Tập đoàn Xây dựng Hòa Phát", "tuan.pham@hoaphatgroup.vn", {
    phone: "0236 3555 123",
    mobile: "0905 678 901",
    street: "88 Bạch Đằng, Hải Châu",
    city: "Đà Nẵng",
  }),
  {
    ...en("Jürgen", "Müller", "Leiter Einkauf", "Königlich Essen AG", "koeniglich-essen.de", {
      phone: "+49 555 0987600",
      mobile: "+49 171 5556677",
      street: "Maubelstraße 90",
      city: "14776 Brandenburg",
    }),
    email: "j.mueller@koeniglich-essen.de",
    phone: "+49 3381 098760",
    language: "de",
  },
  en("Ann", "Devon", "Senior Sales Agent", "Eastern Connection", "easternconnection.com", {
    phone: "+44 20 7946 0297",
    mobile: "+44 7700 900456",
    street: "35 King George Street",
    city: "London SE10 8QF",
  }),
];
