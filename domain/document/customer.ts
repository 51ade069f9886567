import * as z from "zod";
import { origin } from "../capture/origin.ts";
import { UnitPriceInput } from "../kernel/decimal.ts";
import { AccountId, ContactId, OpportunityId } from "../kernel/id.ts";
import { Currency } from "../kernel/money.ts";
import { handling } from "../kernel/handling.ts";
import { Day, text } from "../kernel/text.ts";

/** What one unit of the deal's currency was worth in another on a day; given by a person, then frozen, used only for reports. */
export const ExchangeRate = z.strictObject({ to: Currency, rate: UnitPriceInput, on: Day });

/** What one unit of the deal's currency was worth in another on a day. */
export type ExchangeRate = z.output<typeof ExchangeRate>;

/** What every document between the opportunity and the invoice says of whom it is for, and of how the deal is handled. */
export const customer = {
  opportunity: OpportunityId.optional(),
  account: AccountId.optional(),
  contact: ContactId.optional(),
  topic: text(300),
  currency: Currency,
  exchangeRate: ExchangeRate.optional(),
  ...origin,
  process: handling.process,
  owner: handling.owner,
};
