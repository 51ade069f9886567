import type { TaxCategory } from "../document/tax.ts";

const listed = (codes: string) => new Set(codes.split(" "));

/** EN 16931 BT-24, as Peppol BIS Billing 3.0 asks (PEPPOL-EN16931-R004). */
export const CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

/** EN 16931 BT-23, as Peppol BIS Billing 3.0 asks (PEPPOL-EN16931-R007). */
export const PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/** Countries by their two-letter code (ISO 3166-1 alpha-2; XI is Northern Ireland, 1A Kosovo, as in BR-CL-14). */
export const countries: ReadonlySet<string> = listed(
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW 1A XI",
);

/** Schemes of electronic addresses that Peppol routes to (BR-CL-25, PEPPOL-EN16931-CL008: the EAS list without e-mail and private ones). */
export const addressSchemes: ReadonlySet<string> = listed(
  "0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 0188 0190 0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 0213 0215 0216 0217 0218 0219 0220 0221 0225 0230 0235 0240 0244 0242 0245 0246 0248 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959",
);

/** Codes that say why no tax is charged (EN 16931 BT-121, BR-CL-22: the VATEX list). */
export const exemptionCodes: ReadonlySet<string> = listed(
  "VATEX-EU-79-C VATEX-EU-132 VATEX-EU-132-1A VATEX-EU-132-1B VATEX-EU-132-1C VATEX-EU-132-1D VATEX-EU-132-1E VATEX-EU-132-1F VATEX-EU-132-1G VATEX-EU-132-1H VATEX-EU-132-1I VATEX-EU-132-1J VATEX-EU-132-1K VATEX-EU-132-1L VATEX-EU-132-1M VATEX-EU-132-1N VATEX-EU-132-1O VATEX-EU-132-1P VATEX-EU-132-1Q VATEX-EU-135-1 VATEX-EU-143 VATEX-EU-143-1A VATEX-EU-143-1B VATEX-EU-143-1C VATEX-EU-143-1D VATEX-EU-143-1E VATEX-EU-143-1F VATEX-EU-143-1FA VATEX-EU-143-1G VATEX-EU-143-1H VATEX-EU-143-1I VATEX-EU-143-1J VATEX-EU-143-1K VATEX-EU-143-1L VATEX-EU-144 VATEX-EU-146-1E VATEX-EU-159 VATEX-EU-309 VATEX-EU-148 VATEX-EU-148-A VATEX-EU-148-B VATEX-EU-148-C VATEX-EU-148-D VATEX-EU-148-E VATEX-EU-148-F VATEX-EU-148-G VATEX-EU-151 VATEX-EU-151-1A VATEX-EU-151-1AA VATEX-EU-151-1B VATEX-EU-151-1C VATEX-EU-151-1D VATEX-EU-151-1E VATEX-EU-G VATEX-EU-O VATEX-EU-IC VATEX-EU-AE VATEX-EU-D VATEX-EU-F VATEX-EU-I VATEX-EU-J VATEX-FR-FRANCHISE VATEX-FR-CNWVAT VATEX-EU-153 VATEX-FR-CGI261-1 VATEX-FR-CGI261-2 VATEX-FR-CGI261-3 VATEX-FR-CGI261-4 VATEX-FR-CGI261-5 VATEX-FR-CGI261-7 VATEX-FR-CGI261-8 VATEX-FR-CGI261A VATEX-FR-CGI261B VATEX-FR-CGI261C-1 VATEX-FR-CGI261C-2 VATEX-FR-CGI261C-3 VATEX-FR-CGI261D-1 VATEX-FR-CGI261D-1BIS VATEX-FR-CGI261D-2 VATEX-FR-CGI261D-3 VATEX-FR-CGI261D-4 VATEX-FR-CGI261E-1 VATEX-FR-CGI261E-2 VATEX-FR-CGI277A VATEX-FR-CGI275 VATEX-FR-298SEXDECIESA VATEX-FR-CGI295 VATEX-FR-AE",
);

/** Codes that are of one category only (PEPPOL-EN16931-P0104 to P0111). */
export const categoryOfCode: ReadonlyMap<string, TaxCategory> = new Map([
  ["VATEX-EU-AE", "AE"],
  ["VATEX-EU-IC", "K"],
  ["VATEX-EU-G", "G"],
  ["VATEX-EU-O", "O"],
  ["VATEX-EU-D", "E"],
  ["VATEX-EU-F", "E"],
  ["VATEX-EU-I", "E"],
  ["VATEX-EU-J", "E"],
]);

/** The default unit: one (UN/ECE Recommendation 20). */
const ONE = "C62";

const units: readonly (readonly [code: string, names: string])[] = [
  [ONE, "one piece pieces pc pcs unit units ea each item items stk stück cái chiếc"],
  ["HUR", "hour hours hr hrs h std stunde stunden giờ"],
  ["DAY", "day days tag tage ngày"],
  ["WEE", "week weeks woche wochen tuần"],
  ["MON", "month months monat monate tháng"],
  ["ANN", "year years jahr jahre năm"],
  ["MIN", "minute minutes min phút"],
  ["KGM", "kg kilogram kilograms kilo kilos kgs"],
  ["GRM", "g gram grams"],
  ["TNE", "t tonne tonnes tấn"],
  ["MTR", "m metre metres meter meters mét"],
  ["CMT", "cm centimetre centimetres centimeter centimeters"],
  ["MMT", "mm millimetre millimetres millimeter millimeters"],
  ["KMT", "km kilometre kilometres kilometer kilometers"],
  ["MTK", "m2 m² sqm"],
  ["MTQ", "m3 m³ cbm"],
  ["LTR", "l litre litres liter liters lít"],
  ["MLT", "ml millilitre millilitres milliliter milliliters"],
  ["KWH", "kwh"],
  ["SET", "set sets bộ"],
  ["PR", "pair pairs đôi"],
  ["DZN", "dozen dozens tá"],
  ["XBX", "box boxes hộp"],
  ["XPK", "pack packs package packages gói"],
  ["XPX", "pallet pallets"],
  ["XRO", "roll rolls cuộn"],
  ["XCT", "carton cartons thùng"],
];

const codeOf = new Map(
  units.flatMap(([code, names]) =>
    [code.toLowerCase(), ...names.split(" ")].map((name) => [name, code] as const),
  ),
);

/** The code of a unit (EN 16931 BT-130, UN/ECE Recommendation 20 with 21): by its code or its usual name; any other text is "one" (C62). */
export function unitCode(unit: string | undefined): string {
  return codeOf.get((unit ?? "").trim().replace(/\.$/, "").toLowerCase()) ?? ONE;
}
