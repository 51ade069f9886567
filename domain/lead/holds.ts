import type * as z from "zod";
import type { LeadCondition } from "../capture/condition.ts";
import { own } from "../kernel/own.ts";
import { isFreeMail } from "../person/free-mail.ts";
import { mailDomainOf } from "../person/mailbox.ts";
import { plainCompany } from "../person/company.ts";
import type { LeadFields } from "./fields.ts";

/** What rules look at of a lead: its fields, and as whom the person is known. */
export type Known = {
  readonly [K in keyof z.output<typeof LeadFields>]?: z.output<typeof LeadFields>[K] | undefined;
} & { readonly account?: string | undefined; readonly contact?: string | undefined };

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const isBelow = (domain: string, top: string) => domain === top || domain.endsWith(`.${top}`);
const domainOf = ({ email }: Known) => (email === undefined ? undefined : mailDomainOf(email));

/** Whether a value is one of those that are asked for; any is when none are. */
function isOneOf(asked: readonly string[] | undefined, value: string | undefined): boolean {
  return asked === undefined || (value !== undefined && asked.some((each) => same(each, value)));
}

type Test = (asked: LeadCondition, lead: Known) => boolean;

const isFrom: Test = (asked, lead) =>
  isOneOf(asked.source, lead.source) &&
  isOneOf(asked.form, lead.form) &&
  isOneOf(asked.import, lead.import) &&
  isOneOf(asked.campaign, lead.campaign) &&
  isOneOf(asked.language, lead.language);

const isFor: Test = (asked, lead) =>
  isOneOf(asked.country, lead.address?.country) && isOneOf(asked.productFamily, lead.productFamily);

const isOfCompany: Test = ({ company: asked }, { company }) =>
  asked === undefined ||
  (company !== undefined && asked.some((each) => plainCompany(each) === plainCompany(company)));

const hasMail: Test = ({ mail, mailDomain }, lead) => {
  if (mail === undefined && mailDomain === undefined) return true;
  const domain = domainOf(lead);
  if (domain === undefined || (mailDomain !== undefined && !mailDomain.some((top) => isBelow(domain, top)))) {
    return false;
  }
  return mail === undefined || isFreeMail(domain) === (mail === "free");
};

const isFilled: Test = ({ filled = [] }, lead) => filled.every((field) => lead[field] !== undefined);

const hasBudget: Test = ({ budgetAtLeast: least }, { budget }) =>
  least === undefined ||
  (budget !== undefined && budget.currency === least.currency && budget.minor >= least.minor);

const isEngaged: Test = ({ touchesAtLeast = 0 }, { touches = 0 }) => touches >= touchesAtLeast;

const hasAnswered: Test = ({ answers: asked = {} }, { answers = {} }) =>
  Object.entries(asked).every(([question, allowed]) => isOneOf(allowed, own(answers, question)));

const tests = [isFrom, isFor, isOfCompany, hasMail, isFilled, hasBudget, isEngaged, hasAnswered];

/** Whether all that a rule asks is true of a lead. */
export function holds(condition: LeadCondition, lead: Known): boolean {
  return tests.every((test) => test(condition, lead));
}
