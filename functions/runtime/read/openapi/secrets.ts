import type { Schema } from "./schemas.ts";

const Secret: Schema = {
  type: "object",
  properties: {
    secret: {
      type: "string",
      description:
        "What requests are signed with (Standard Webhooks), shown in this answer only: keep it. The same Idempotency-Key is answered with the same one",
      examples: ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"],
    },
  },
  required: ["secret"],
};

const showing: ReadonlySet<string> = new Set(["subscription.create", "subscription.rotate-secret"]);

/** What the answer of an action has beside the record. */
export function shownBeside(action: string): readonly Schema[] {
  return showing.has(action) ? [Secret] : [];
}
