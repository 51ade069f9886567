import { own } from "../../../../domain/form/names.ts";
import { one, type Posted } from "../../../../domain/form/posted.ts";
import type { Counters } from "../../counters.ts";
import { isSolved } from "./altcha.ts";
import type { ShownForm } from "./page.ts";
import { isHuman } from "./turnstile.ts";

/** Whether a visitor has proved to be no machine; "unverified" when nobody could tell. */
export type Proof = "proved" | "failed" | "unverified";

/** What a proof is checked with. */
export interface Proving {
  readonly key: Buffer;
  readonly counters: Counters;
  readonly ip: string;
  readonly submission: string;
}

/** Checks the captcha that a form asks for, whatever the post was encoded as. */
export async function prove(
  { id, captcha = { type: "none" } }: ShownForm,
  posted: Posted,
  by: Proving,
): Promise<Proof> {
  if (captcha.type === "none") return "proved";
  if (captcha.type === "altcha") {
    return (await isSolved(one(posted, own.altcha), { form: id, ...by })) ? "proved" : "failed";
  }
  const human = await isHuman(one(posted, own.turnstile), by);
  if (human === undefined) return "unverified";
  return human ? "proved" : "failed";
}

/** The field at which a failed proof is told. */
export function proofField({ captcha }: ShownForm): string {
  return captcha?.type === "turnstile" ? own.turnstile : own.altcha;
}
