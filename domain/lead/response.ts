import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { tooEarly } from "../kernel/timer.ts";
import { lead } from "./lead.ts";

const MS_PER_MINUTE = 60_000;

interface Waiting {
  readonly createdAt: string;
  readonly respondBy?: string | undefined;
  readonly response?: object | undefined;
}

/** How soon somebody was in touch: noted the first time only, also of a lead that is taken up again. */
export function responseOf({ createdAt, respondBy, response }: Waiting, now: string) {
  if (response !== undefined) return undefined;
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(createdAt)) / MS_PER_MINUTE));
  return respondBy === undefined ? { minutes } : { minutes, inTime: now < respondBy };
}

/** Asked by the timer of a new lead; a timer may be early, late or come twice. */
export const missResponse = lead.action("miss-response", {
  summary: "Note that nobody was in touch with a new lead in time",
  roles: [],
  from: ["new"],
  input: z.strictObject({}),
  decide({ respondBy, response, responseMissed, owner, team }, _, { now }) {
    if (respondBy === undefined || response !== undefined || responseMissed === true) return accept([]);
    if (now < respondBy) return tooEarly(`Too early: there is time until ${respondBy}`, respondBy);
    return accept({ type: "lead.response-missed", data: { respondBy, owner, team } });
  },
});
