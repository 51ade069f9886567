import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { categoryOf, type Taxed } from "./tax.ts";

interface Part extends Taxed {
  readonly product?: string | undefined;
  readonly given?: readonly string[] | undefined;
}

/**
 * Refuses a refresh that would leave a line or charge without tax: the account's treatment had set its own rate aside,
 * and has ended since; nobody but a person knows what it is now.
 */
export function refuseUntaxed(
  where: "lines" | "charges",
  before: readonly Part[],
  after: readonly Part[],
): Refusal | undefined {
  const at = after.findIndex((part, index) => {
    const was = before[index];
    const known = part.product !== undefined || part.given?.includes("tax") === true;
    return was !== undefined && !known && categoryOf(part) === "Z" && categoryOf(was) !== "Z";
  });
  if (at === -1) return undefined;
  const what = where === "lines" ? "line" : "charge";
  const message = `${what} ${at + 1}: its tax was that of the account, which is taxed as anybody now: set the lines again with a taxPercent or taxCode`;
  return refuseField(`/${where}/${at}`, message);
}
