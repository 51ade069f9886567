import type { Person } from "../../domain/person/keys.ts";

/** Two people as somebody would label them who knows them. */
export interface Pair {
  readonly label: "same" | "maybe" | "other";
  readonly text: string;
  readonly a: Person;
  readonly b: Person;
}

// first|last|email|phone|company ~ the other; what is empty is not known.
const same = `
Maria|Anders|maria@alfreds.example||Alfreds ~ Maria|Anders|MARIA@alfreds.example||Alfreds
Maria|Anders|maria@alfreds.example|| ~ ||Maria@Alfreds.example||
Maria|Anders|maria+web@alfreds.example|| ~ Maria|Anders|maria@alfreds.example||
|Berg|b.erg@gmail.com|| ~ |Berg|berg@gmail.com||
|Berg|berg@googlemail.com|| ~ Ann|Berg|Berg+news@gmail.com||
Ann||ann@tea.example|| ~ ||ann@tea.example||Tea House
||ann@tea.example|+4930901820| ~ Ann|Berg|ann@tea.example|+4930901821|
|Anders-Wolf|maria@alfreds.example|| ~ Maria|Anders|maria@alfreds.example||
Maria|Anders||+4930901820| ~ Maria|Anders||+4930901820|
Maria|Anders||+4930901820| ~ Anders|Maria||+4930901820|
|Anders||+4930901820| ~ Maria|Anders||+4930901820|
|||+4930901820| ~ Thomas|Hardy||+4930901820|
M.|Anders||+4930901820| ~ Maria|Anders||+4930901820|
|||+4930901820|Alfreds ~ |||+4930901820|
Maria|Anders|maria@alfreds.example|+4930901820| ~ Maria|Anders|m.anders@home.example|+4930901820|
Jürgen|Müller||+4930901820| ~ Juergen|Mueller||+4930901820|
Jürgen|Müller||+4930901820| ~ Jurgen|Muller||+4930901820|
Văn Hùng|Nguyễn||+84912345678| ~ Hung|Nguyen Van||+84912345678|
Nguyễn Văn|Hùng||+84912345678| ~ Nguyen Van|Hung||+84912345678|
Thị Lan|Trần||+84912345679| ~ Lan|Tran Thi||+84912345679|
Đức|Đặng||+84912345670| ~ Duc|Dang||+84912345670|
Maria|Anders|||Alfreds Futterkiste ~ Maria|Anders|||Alfreds Futterkiste GmbH
Maria|Anders|||Alfreds Futterkiste GmbH & Co. KG ~ Maria|Anders|||ALFREDS FUTTERKISTE
Anders|Maria|||Alfreds Futterkiste ~ Maria|Anders|||Alfreds Futterkiste
Maria|Anders|maria@alfreds.example||Alfreds ~ Maria|Anders|||Alfreds AG
Maria|Anders|maria@gmail.com||Alfreds ~ Maria|Anders|maria@alfreds.example||Alfreds
Jürgen|Müller|||Müller GmbH ~ Jürgen|Müller|||Müller
Jürgen|Müller|||Tee ~ Juergen|Mueller|||Tee GmbH
Søren|Ødegård|||Fjord AS ~ Soren|Odegard|||Fjord
Łukasz|Wójcik|||Herbata Sp. z o.o. ~ Lukasz|Wojcik|||Herbata
José|García|||Café Sol S.L. ~ Jose|Garcia|||Cafe Sol
François|Lefèvre|||Thé SARL ~ Francois|Lefevre|||Thé
Strauß|Anna|||Wien ~ Anna|Strauss|||Wien GmbH
Văn An|Nguyễn|||Công ty TNHH Trà Việt ~ An|Nguyen Van|||Tra Viet Co., Ltd
Thị Hoà|Lê|||Công ty CP Sao Mai ~ Thị Hòa|Lê|||Sao Mai JSC
Minh|Phạm|||Công ty Cổ phần FPT ~ Minh|Phạm|||FPT Corporation
Ann|Devon|||Eastern Connection Ltd. ~ ann|devon|||EASTERN CONNECTION
Patricio|Simpson|||Cactus Comidas S.A. ~ Patricio|Simpson|||Cactus Comidas
Yang|Wang|||Chop-suey Chinese ~ Yang|Wang|||Chop suey Chinese
Pedro|Afonso|||Comércio Mineiro Ltda ~ Pedro|Afonso|||Comercio Mineiro
Elizabeth|Brown|||Consolidated Holdings, Inc. ~ Elizabeth|Brown|||Consolidated Holdings
Sven|Ottlieb|||Drachenblut Delikatessen e.K. ~ Sven|Ottlieb|||Drachenblut Delikatessen
Janine|Labrune|||Du monde entier SAS ~ Janine|Labrune|||du Monde Entier
Paolo|Accorti|||Franchi S.p.A. ~ Paolo|Accorti|||Franchi
Lino|Rodriguez|||Furia, Lda and Co ~ Lino|Rodríguez|||Furia Lda & Co
Sean|O'Brien|||Tea ~ Sean|OBrien|||Tea Ltd
Howard|Snyder|howard@gmail.com||Great Lakes ~ Howard|Snyder|howard@lakes.example||Great Lakes LLC
明|李|||北京茶业有限公司 ~ 明|李|||北京茶业
||info@alfreds.example|| ~ Maria|Anders|info@alfreds.example||
Karl|Jablonski||+12065550100|White Clover ~ Karl|Jablonski||+12065550100|
Karl|Jablonski|karl@clover.example|+12065550100| ~ Karl|Jablonsky||+12065550100|
Nguyễn Văn|Hùng|hung@tra.example|+84912345678| ~ Nguyen Van|Hung|hung@gmail.com|+84912345678|
Martin|Weber|martin.weber@tee.example|+4930901820| ~ Martin|Weber|martin@home.example|+4930901820|
`;

const maybe = `
Maria|Anders|maria@alfreds.example||Alfreds ~ Maria|Anders|m.anders@alfreds.example||Alfreds
Maria|Anders|maria@alfreds.example|| ~ Maria|Anders|anders@alfreds.example||
M.|Anders|||Alfreds ~ Maria|Anders|||Alfreds
|Anders|||Alfreds ~ Maria|Anders|||Alfreds
|Anders|||Alfreds ~ |Anders|||Alfreds
Maria Luisa|Anders|||Alfreds ~ Maria|Anders|||Alfreds
Maria|Andersen|||Alfreds ~ Maria|Anderson|||Alfreds
Mario|Anders|||Alfreds ~ Maria|Anders|||Alfreds
Văn Hùng|Nguyễn|||Trà Việt ~ Văn Hưng|Nguyễn|||Trà Việt
Văn An|Nguyễn|||Trà Việt ~ Văn Anh|Nguyễn|||Trà Việt
Maria|Anders||+4930901820| ~ Thomas|Hardy||+4930901820|
Ann|Devon|a@x.example|+442079460958| ~ ||b@x.example|+442079460958|
||a@x.example|+442079460958| ~ ||b@x.example|+442079460958|
Ann|Devon||+442079460958|Eastern ~ Bob|Devon||+442079460958|Eastern
Martin|Weber|martin.weber@tee.example|+4930901820|Tee ~ Martina|Weber|martina.weber@tee.example|+4930901820|Tee
Jan|Schmidt|jan@tee.example|+4930901820| ~ Jana|Schmidt|jana@web.de|+4930901820|
|Weber|d.weber@tee.example|+4930901820| ~ Daniela|Weber|daniela.weber@tee.example|+4930901820|
M.|Weber|m.weber@tee.example|+4930901820| ~ Maria|Weber|maria@tee.example|+4930901820|
|Weber|einkauf@tee.example|+4930901820| ~ |Weber|vertrieb@tee.example|+4930901820|
Nguyễn Văn|Hùng|hung@tra.example|+84283829001| ~ Nguyễn Văn|Hưng|hung.nv@tra.example|+84283829001|
Ann|Devon|ann@eastern.example|| ~ Anne|Devon|anne@eastern.example||
A.|Devon|a.devon@eastern.example|| ~ Ann|Devon|ann@eastern.example||
Ann|Devon|ann@eastern.example||Eastern ~ Ann|Devon|ann.devon@eastern.example||Eastern Connection
Jürgen|Müller|j@tee.example|| ~ Juergen|Mueller|jm@tee.example||
Devon|Ann|x@eastern.example|| ~ Ann|Devon|y@eastern.example||
Catherine|Dewey|||Maison ~ Katherine|Dewey|||Maison
Jon|Smith|||IBM ~ John|Smith|||IBM
Annmarie|Berg|||Tea ~ Ann Marie|Berg|||Tea
Ann-Marie|Berg|||Tea ~ Annmarie|Berg|||Tea
Phillip|Cramer|||Koenig ~ Philip|Cramer|||König
`;

const other = `
Maria|Anders|maria@alfreds.example||Alfreds ~ Thomas|Hardy|thomas@alfreds.example||Alfreds
Maria|Anders|maria@alfreds.example|| ~ Maria|Anders|maria@berglunds.example||
Maria|Anders|maria@gmail.com|| ~ Maria|Anders|maria.anders@gmail.com||
Maria|Anders|maria@gmail.com|| ~ Maria|Anders|maria@yahoo.com||
Maria|Anders|maria@outlook.com|| ~ Mario|Anders|mario@outlook.com||
Maria|Anders||| ~ Maria|Anders|||
Maria|Anders|||Alfreds ~ Maria|Anders|||Berglunds
Maria|Anders|||Alfreds ~ Maria|Anders|||
|Anders|||Alfreds ~ |Berg|||Alfreds
||||Alfreds ~ ||||Alfreds
Maria|Anders|||Alfreds ~ ||||Alfreds
Maria|Anders||+4930901820| ~ Maria|Anders||+4930901821|
|||+4930901820| ~ |||+4930901821|
Thomas|Müller|t@siemens.example||Siemens ~ Sabine|Müller|s@siemens.example||Siemens
Peter|Schmidt|||Siemens ~ Anna|Schmidt|||Siemens
Hans|Weber|||Bosch ~ Karl|Weber|||Bosch
Hans|Weber|||Deutsche Bank ~ Hans|Weber|||Deutsche Bahn
Hans|Weber|||Volksbank Köln ~ Hans|Weber|||Volksbank Bonn
Hans|Weber|||Stadtwerke Ulm ~ Hans|Weber|||Stadtwerke Hamm
Anna|Kowalska|||Herbata ~ Jan|Kowalski|||Herbata
Jan|Kowalski|||Herbata ~ Piotr|Kowalski|||Herbata
John|Smith|||IBM ~ Jane|Smith|||IBM
John|Smith|john@ibm.example|| ~ Jane|Smith|jane@ibm.example||
John|Smith|||IBM ~ John|Smithers|||HP
David|Lee|||Acme ~ David|Li|||Apex
Văn An|Nguyễn|||Trà Việt ~ Thị Lan|Nguyễn|||Trà Việt
Văn Bình|Trần|||FPT ~ Văn Dũng|Trần|||FPT
Minh|Lê|||FPT ~ Hoa|Lê|||FPT
Thị Mai|Phạm|mai@fpt.example|| ~ Thị Thảo|Phạm|thao@fpt.example||
Quang|Vũ|||Sao Mai ~ Quang|Vũ|||Sao Băng
Tuấn|Hoàng|||Viettel ~ Tú|Hoàng|||Viettel
Hải|Đỗ|||Viettel ~ Hà|Đỗ|||Vinamilk
明|李|||北京茶业 ~ 红|李|||北京茶业
小明|李|||北京茶业 ~ 大伟|王|||北京茶业
太郎|山田|||東京茶 ~ 花子|山田|||東京茶
Sven|Ottlieb|sven@d.example|| ~ Svenja|Ottlieb|svenja@e.example||
Paolo|Accorti|||Franchi ~ Paolo|Accorti|||Bianchi
Ann|Devon|ann@eastern.example|| ~ Ann|Devon|ann@western.example||
Ann|Devon|ann@eastern.example|| ~ Helen|Bennett|helen@eastern.example||
Ann|Devon|ann@eastern.example||Eastern ~ ||info@eastern.example||Eastern
|Devon|||Eastern ~ |Denver|||Eastern
Yoshi|Tannamuri|||Laughing ~ Yoshi|Latimer|||Hungry
Yoshi|Tannamuri|||Bacchus ~ Yoshi|Latimer|||Bacchus
Felipe|Izquierdo|||LINO ~ Carlos|González|||LILA
Fran|Wilson|||Lonesome Pine ~ Fran|Willson|||Lonely Pine
Carlos|Hernández|||HILARIÓN ~ Carlos|Fernández|||Galería
Miguel|Paolino|||Tortuga ~ Anabela|Domingues|||Tradição
Helvetius|Nagy|||Trail's Head ~ Palle|Ibsen|||Vaffeljernet
Mary|Saveley|||Victuailles ~ Paul|Henriot|||Vins
Rita|Müller|||Die Wandernde ~ Pirkko|Koskitalo|||Wartian
||a@x.example|| ~ ||b@x.example||
||ann@tea.example|| ~ ||ann@tea.example.org||
||ann@tea.example|| ~ ||anna@tea.example||
||sales@a.example||A ~ ||sales@b.example||B
Ann|Berg|ann@t-online.de|| ~ Ann|Berg|a.berg@t-online.de||
Ann|Berg|ann@web.de|| ~ Ann|Berg|berg@web.de||
Lan|Trần|lan@gmail.com||| ~ Lan|Trần|lantran@gmail.com||
Lan|Trần||| ~ Lan|Trần||+84912345678|
Simon|Crowther|||North/South ~ Simon|Crowther|||East/West
Art|Braunschweiger|||Split Rail ~ Jose|Pavarotti|||Save-a-lot
Pascale|Cartrain|||Suprêmes ~ Pascale|Cartrain|||Delices
Liz|Nixon|||The Big Cheese ~ Liz|Nixon|||The Cracker Box
Hari|Kumar|||Seven Seas ~ Hari|Kumar|||Seven Hills
Jytte|Petersen|||Simons bistro ~ Jytte|Petersen|||Peters bistro
Dominique|Perrier|||Spécialités ~ Dominique|Perrier|||Blondel
Maria|Larsson|||Folk och fä ~ Martin|Larsson|||Folk och fä
Peter|Franken|||Franken ~ Petra|Winkler|||Franken
Carine|Schmitt|||France Restauration ~ Carl|Schmitt|||Restauration Nord
Giovanni|Rovelli|||Magazzini ~ Gianni|Ravelli|||Reggiani
Isabel|de Castro|||Princesa ~ Isabel|Castro Silva|||Lisboa
Rene|Phillips|||Old World ~ René|Phillips|||New World
Ana|Trujillo|||Ana Trujillo ~ Antonio|Moreno|||Antonio Moreno
Diego|Roel|||FISSA ~ Martine|Rancé|||Folies
Alejandra|Camino|||Romero ~ Alexander|Feuer|||Morgenstern
Manuel|Pereira|||GROSELLA ~ Manuel|Pereira|||HANARI
Mario|Pontes|||Hanari ~ Bernardo|Batista|||Que Delícia
`;

function personOf(text: string): Person {
  const [firstName, lastName, email, phoneE164, company] = text
    .split("|")
    .map((part) => part.trim() || undefined);
  return { firstName, lastName, email, phoneE164, company };
}

function pairsOf(label: Pair["label"], list: string): Pair[] {
  return list
    .trim()
    .split("\n")
    .map((text) => {
      const [a = "", b = ""] = text.split(" ~ ");
      return { label, text, a: personOf(a), b: personOf(b) };
    });
}

/** Pairs of people, labelled by hand: the same, perhaps the same so that a person should look, or somebody else. */
export const pairs: readonly Pair[] = [
  ...pairsOf("same", same),
  ...pairsOf("maybe", maybe),
  ...pairsOf("other", other),
];
