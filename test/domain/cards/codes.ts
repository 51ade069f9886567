import { vcard, type Written } from "./written.ts";

/** Cards as QR codes hold them. */
export const ofCodes: readonly Written[] = [
  {
    by: "a generator, version 3.0 at its smallest",
    card: "BEGIN:VCARD\nVERSION:3.0\nN:Owen;Sean\nEND:VCARD",
    fields: { lastName: "Owen", firstName: "Sean" },
  },
  {
    by: "a generator that writes a comma in the name",
    card: vcard("3.0", "N:Tran;Minh\\, Anh;;;", "TEL;TYPE=WORK,VOICE:+84 24 3936 0000"),
    fields: { lastName: "Tran", firstName: "Minh, Anh", phone: "+84 24 3936 0000" },
  },
  {
    by: "a generator that escapes the colon of addresses",
    card: vcard("3.0", "FN:Max Muster", "URL:http\\://muster.example", "EMAIL:max@muster.example"),
    fields: {
      firstName: "Max",
      lastName: "Muster",
      website: "http://muster.example",
      email: "max@muster.example",
    },
  },
  {
    by: "a generator that leaves the version out",
    card: "BEGIN:VCARD\r\nFN:No Version\r\nTEL:+1 202 555 0142\r\nEND:VCARD",
    fields: { firstName: "No", lastName: "Version", phone: "+1 202 555 0142" },
  },
  {
    by: "a generator that forgets the end",
    card: "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Not Ended\r\nEMAIL:not@ended.example\r\n",
    fields: { firstName: "Not", lastName: "Ended", email: "not@ended.example" },
  },
  {
    by: "a generator that puts blanks around the marks",
    card: "  BEGIN:VCARD  \r\nVERSION:3.0\r\nFN:Blank Spaces\r\n END:VCARD ",
    fields: { firstName: "Blank" },
  },
  {
    by: "a generator with an empty line between all lines",
    card: "BEGIN:VCARD\n\nVERSION:3.0\n\nN:Line;Empty\n\nEMAIL:empty@line.example\n\nEND:VCARD\n",
    fields: { lastName: "Line", firstName: "Empty", email: "empty@line.example" },
  },
  {
    by: "a page with a byte order mark",
    card: `\uFEFF${vcard("3.0", "N:Mark;Byte", "EMAIL:byte@mark.example")}`,
    fields: { lastName: "Mark", firstName: "Byte", email: "byte@mark.example" },
  },
  {
    by: "a generator that adds mailto and tel",
    card: vcard("3.0", "N:Link;Lena", "EMAIL:mailto:lena@link.example", "TEL:tel:+43 1 5556677"),
    fields: { lastName: "Link", firstName: "Lena", email: "lena@link.example", phone: "+43 1 5556677" },
  },
  {
    by: "a person who writes a wrong address, which is kept as text",
    card: vcard(
      "3.0",
      "N:Wrong;Willy",
      "EMAIL:willy(at)wrong.example",
      "TEL:ask my office",
      "URL:not a page",
    ),
    fields: { lastName: "Wrong", firstName: "Willy" },
    text: "Phone: ask my office\nE-mail: willy(at)wrong.example\nWebsite: not a page",
  },
  {
    by: "a generator that repeats an address",
    card: vcard("3.0", "N:Twice;Tim", "EMAIL:tim@twice.example", "EMAIL:tim@twice.example"),
    fields: { lastName: "Twice", firstName: "Tim", email: "tim@twice.example" },
    answers: { "E-mail": "tim@twice.example" },
  },
  {
    by: "DoCoMo",
    card: "MECARD:N:Owen,Sean;ADR:76 9th Avenue, 4th Floor, New York, NY 10011;TEL:+12125551212;EMAIL:srowen@example.com;;",
    fields: {
      lastName: "Owen",
      firstName: "Sean",
      phone: "+12125551212",
      email: "srowen@example.com",
      address: { street: "76 9th Avenue, 4th Floor, New York, NY 10011" },
    },
  },
  {
    by: "DoCoMo, with everything escaped",
    card: "MECARD:N:O\\,Neil,Sh\\\\a\\:q;ORG:A\\;B\\:C;URL:http\\://a.example/x;NOTE:one\\;two;;",
    fields: { lastName: "O,Neil", firstName: "Sh\\a:q", company: "A;B:C", website: "http://a.example/x" },
    text: "one;two",
  },
  {
    by: "DoCoMo, with reading, two numbers and a birthday",
    card: "MECARD:N:山田,太郎;SOUND:ヤマダ,タロウ;TEL:09012345678;TEL:0312345678;BDAY:19700310;NICKNAME:Taro;;",
    fields: { lastName: "山田", firstName: "太郎", phone: "09012345678" },
    answers: { Phone: "0312345678", Nickname: "Taro" },
  },
  {
    by: "DoCoMo, with the name in one piece",
    card: "MECARD:N:Sean Owen;TEL:+12125551213;;",
    fields: { lastName: "Sean Owen", phone: "+12125551213" },
  },
  {
    by: "DoCoMo, without an end and in small letters",
    card: "mecard:n:Phạm,Thị Lan;tel:+84 91 234 5678;email:lan@pham.example",
    fields: { lastName: "Phạm", firstName: "Thị Lan", phone: "+84 91 234 5678", email: "lan@pham.example" },
  },
  {
    by: "DoCoMo, with title and firm",
    card: "MECARD:N:Vu,Hoang;ORG:Tea JSC;TITLE:Sales Director;TEL:+84 24 1111 2222;URL:tea.example;;",
    fields: {
      lastName: "Vu",
      firstName: "Hoang",
      company: "Tea JSC",
      jobTitle: "Sales Director",
      phone: "+84 24 1111 2222",
      website: "https://tea.example",
    },
  },
  {
    by: "the address of seven parts",
    card: "MECARD:N:Part,Seven;ADR:PO 1,Room 2,3 Road,Hanoi,HN,100000,Vietnam;;",
    fields: {
      lastName: "Part",
      firstName: "Seven",
      address: {
        street: "PO 1, Room 2, 3 Road",
        city: "Hanoi",
        region: "HN",
        postalCode: "100000",
        country: "VN",
      },
    },
  },
  {
    by: "BizCard",
    card: "BIZCARD:N:Sean;X:Owen;T:Software Engineer;C:Google;A:76 9th Avenue, New York, NY 10011;B:+12125551214;E:sean@example.com;;",
    fields: {
      firstName: "Sean",
      lastName: "Owen",
      jobTitle: "Software Engineer",
      company: "Google",
      phone: "+12125551214",
      email: "sean@example.com",
    },
  },
  {
    by: "a title that is longer than a field, which is cut and kept whole",
    card: vcard("3.0", "N:Long;Lara", `TITLE:${"Head of everything and ".repeat(8)}more`),
    fields: {
      lastName: "Long",
      firstName: "Lara",
      jobTitle: `${"Head of everything and ".repeat(8)}more`.slice(0, 100).trim(),
    },
    text: `${"Head of everything and ".repeat(8)}more`,
  },
  {
    by: "a name with emoji and characters that cannot be stored",
    card: vcard("3.0", "N:Smi\u0000le\uFFFE;😀 Sam;;;", "EMAIL:sam@smile.example"),
    fields: { lastName: "Smile", firstName: "😀 Sam", email: "sam@smile.example" },
  },
  {
    by: "titles around a name",
    card: vcard("3.0", "FN:Prof. Dr. Ada Lovelace, PhD", "EMAIL:ada@love.example"),
    fields: { firstName: "Ada", lastName: "Lovelace", email: "ada@love.example" },
  },
  {
    by: "a field that nobody knows",
    card: vcard("3.0", "N:Own;Olga", "X-Booth:B 12", "X-INTEREST;TYPE=x:green tea"),
    fields: { lastName: "Own", firstName: "Olga" },
    answers: { booth: "B 12", interest: "green tea" },
  },
  {
    by: "names of fields that every object has",
    card: vcard(
      "3.0",
      "N:Proto;Type",
      "CONSTRUCTOR:1",
      "__PROTO__:2",
      "X-constructor:3",
      "X-__proto__:4",
      "toString:5",
    ),
    fields: { lastName: "Proto", firstName: "Type" },
  },
  {
    by: "a line that is none",
    card: vcard("3.0", "N:Half;Harry", "this is no line", ";;;:", ":", "TEL", "EMAIL:harry@half.example"),
    fields: { lastName: "Half", firstName: "Harry", email: "harry@half.example" },
  },
  {
    by: "a parameter in quotes with all that parts a line",
    card: vcard("4.0", 'N;SORT-AS="a;b:c":Quote;Quinn', 'TEL;TYPE="work,voice";X-A="x:y;z":+1 202 555 0160'),
    fields: { lastName: "Quote", firstName: "Quinn", phone: "+1 202 555 0160" },
  },
];
