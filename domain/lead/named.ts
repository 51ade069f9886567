import { isNamed } from "../kernel/person.ts";

/** What is wrong with a lead that nobody could find again. */
export const ONE_NAME = "needs at least one of lastName, company, email, phone";

/** Whether a lead can be told apart at all. */
export const hasName = (fields: Parameters<typeof isNamed>[0]) =>
  isNamed(fields) || (fields.company ?? null) !== null;
