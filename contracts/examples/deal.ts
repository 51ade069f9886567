import { Line } from "../../domain/document/line.ts";
import { lineNet, totalsOf } from "../../domain/document/totals.ts";
import { childId } from "../../domain/kernel/id.ts";

const lead = "lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB";
const quote = "quo_01KAQ8M2C4E6G8J0K2M4P6R8TV";
const order = childId("ord", quote);
const invoice = childId("inv", order, 1);

/** The ids of the deal that the examples tell of. */
export const ids = {
  lead,
  deal: childId("dea", lead),
  account: childId("acc", lead),
  contact: childId("con", lead),
  opportunity: childId("opp", lead),
  quote,
  order,
  invoice,
  creditNote: childId("cre", invoice, "c1"),
  otherLead: "lea_01KAQ7B1N3Q5S7V9X1Z3B5D7F9",
  submission: childId("sub", lead),
  form: "for_01KA3C5E7G9J1K3M5P7R9T1V3X",
  list: "imp_01KA5D7F9H1K3M5P7R9T1V3X5Z",
  team: "tea_01KA1B3D5F7H9K1M3P5R7T9V1X",
  product: "pro_01K9Z8X6V4T2R0P8M6K4J2G0E8",
  priceList: "pri_01K9Z9Y7W5V3S1Q9N7M5K3H1F9",
  taxCode: "tax_01K9Z7W5V3S1Q9N7M5K3H1F9D7",
  activity: "act_01KAQ9N3D5F7H9K1M3P5R7T9V1",
} as const;

/** An amount in euro cents. */
export const eur = (minor: number) => ({ minor, currency: "EUR" });

const priced = (line: number, terms: Readonly<Record<string, string>>) => {
  const whole = { line, discountPercent: "0", taxPercent: "19", taxCategory: "S", taxCode: "DE19", ...terms };
  const { quantity, unitPrice, ...rest } = Line.omit({ net: true }).parse(whole);
  return { ...rest, quantity, unitPrice, net: lineNet({ ...rest, quantity, unitPrice }, "EUR") };
};

const summed = (...of: readonly ReturnType<typeof priced>[]) => {
  const lines = of.map((line) => Line.parse(line));
  return { lines, totals: totalsOf({ lines }, "EUR") };
};

const tea = { product: ids.product, description: "Chai, 40 bags", unit: "pack", priceList: ids.priceList };
const chai = (quantity: string) => priced(1, { ...tea, quantity, unitPrice: "14.00", discountPercent: "5" });
const advice = priced(2, { description: "Tasting on site", quantity: "1", unitPrice: "80.00" });

/** What is sold: twelve packs less 5 percent, and a tasting. */
export const sold = summed(chai("12"), advice);

/** What was to be sold at first. */
export const soldBefore = summed(chai("10"));

/** Two of the packs. */
export const twoPacks = summed(chai("2"));

/** Where the deal came from. */
export const origin = {
  source: "web",
  campaign: "Winter 2026",
  attribution: {
    utm: { source: "newsletter", medium: "email", campaign: "winter-2026" },
    landingPage: "https://www.teahouse.example/winter",
  },
} as const;

/** Whom the deal is with, and how it is handled. */
export const customer = {
  opportunity: ids.opportunity,
  account: ids.account,
  contact: ids.contact,
  topic: "Tea for the office",
  currency: "EUR",
  ...origin,
  process: { name: "default", version: 1 },
  owner: "ann",
} as const;

/** How the person and the company of the deal are called and reached. */
export const person = {
  firstName: "Maria",
  lastName: "Anders",
  jobTitle: "Office manager",
  email: "maria.anders@futterkiste.example",
  phone: "030 901820",
} as const;

export const address = {
  street: "Obere Str. 57",
  postalCode: "12209",
  city: "Berlin",
  country: "DE",
} as const;

/** The company as it is in its own record. */
export const company = {
  name: "Alfreds Futterkiste",
  website: "https://futterkiste.example",
  address,
  taxIds: { vat: "DE123456789" },
} as const;
