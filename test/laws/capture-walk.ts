import { changeCapture } from "../../domain/capture/actions.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { captureLead, disqualifyLead, reopenLead } from "../../domain/lead/actions.ts";
import { tellApartLead } from "../../domain/lead/apart.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { mergeLead } from "../../domain/lead/merge.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { lead } from "../../domain/lead/lead.ts";
import {
  confirmSubmission,
  decideSubmission,
  enterSubmission,
  receiveSubmission,
  repeatSubmission,
} from "../../domain/submission/actions.ts";
import { discardSubmission, releaseSubmission } from "../../domain/submission/release.ts";
import { submission } from "../../domain/submission/submission.ts";
import { type Dice, diceOf } from "../support/dice.ts";
import type { Memory } from "../support/memory.ts";

/** A few people who write again and again: some share a phone or a company, one has no address. */
const people = [
  { firstName: "Maria", lastName: "Anders", company: "Alfreds Futterkiste", email: "maria@alfreds.example" },
  {
    firstName: "Maria",
    lastName: "Anders",
    company: "Alfreds Futterkiste GmbH",
    email: "M.Anders@alfreds.example",
  },
  { lastName: "Ångström", company: "Berglunds", email: "Berg+shop@GMAIL.com", phone: "+46921123465" },
  { lastName: "Angstrom", company: "Berglunds AB", email: "berg@gmail.com" },
  { lastName: "Trujillo", phone: "+46921123465" },
  { company: "Bólido Comidas" },
  {},
];

function fieldsOf(dice: Dice): object {
  const whole = dice.one(people);
  return { ...whole, ...(dice.chance(40) && { topic: dice.one(["Tea", "Coffee"]) }) };
}

function signalsOf(dice: Dice): object {
  if (dice.chance(80)) return {};
  return { signals: [{ code: "links", points: dice.one([30, 60, 120]) }] };
}

function mailOf(dice: Dice, memory: Memory): object {
  const known = memory.all(submission).flatMap(({ mail }) => mail?.messageId ?? []);
  const leads = memory.all(lead);
  return {
    messageId: `<${memory.log.length}@mail.example>`,
    from: dice.one(["maria@alfreds.example", "berg@gmail.com", "new@other.example"]),
    authentic: dice.chance(92),
    ...(dice.chance(40) && known.length > 0 && { references: [dice.one(known)], isReply: true }),
    ...(dice.chance(10) && leads.length > 0 && { token: { stage: "lead", id: dice.one(leads).id } }),
  };
}

/** Something that comes in. */
export function intakeOf(dice: Dice, memory: Memory): object {
  const source = dice.one(["web", "email", "card", "import"]);
  const fields = fieldsOf(dice);
  return {
    source,
    fields,
    ...signalsOf(dice),
    ...(source === "email" && { mail: mailOf(dice, memory) }),
    ...(dice.chance(30) && { text: "Please call me." }),
    ...(dice.chance(30) && { contentHash: JSON.stringify(fields).slice(0, 100) }),
    ...(source === "web" && dice.chance(20) && { confirm: true }),
    ...(source === "card" && dice.chance(40) && { confidence: dice.one([20, 90]) }),
  };
}

function policyOf(dice: Dice): object {
  const rule = () => dice.one(["merge", "merge", "link", "hold"]);
  const duplicates = { web: rule(), email: rule(), card: rule(), import: rule() };
  return { ...shippedPolicy, duplicates, mailsOfSender: { most: dice.one([2, 20]), minutes: 120 } };
}

function enter(dice: Dice, memory: Memory): void {
  const input = intakeOf(dice, memory);
  const hint = { verdict: dice.one(["held", "spam", "rejected"]), reasons: [{ code: "automatic-mail" }] };
  if (dice.chance(40)) {
    const { ok, ...answer } = memory.ask({ action: receiveSubmission, input });
    if (!ok || !("id" in answer)) throw new Error("What comes in is always received");
    const reading = { fields: fieldsOf(dice), confidence: dice.one([20, 90]) };
    // Its reader may be a moment late, or twice.
    for (let times = dice.int(3); times > 0; times -= 1) {
      memory.ask({ action: decideSubmission, id: answer.id, input: dice.chance(30) ? { reading } : {} });
    }
    return;
  }
  memory.ask({ action: enterSubmission, input: { ...input, ...(dice.chance(10) && { hint }) } });
}

function handle(dice: Dice, memory: Memory): void {
  const all = memory.all(submission);
  if (all.length === 0) return;
  const { id } = dice.one(all);
  const leads = memory.all(lead);
  const known = leads.length > 0 && dice.chance(30) ? { lead: dice.one(leads).id } : {};
  const release = dice.one([{}, { asNew: true }, known, { fields: { lastName: "Corrected" } }]);
  const [action, input] = dice.one([
    [releaseSubmission, release] as const,
    [releaseSubmission, release] as const,
    [discardSubmission, { note: "No enquiry" }] as const,
    [confirmSubmission, {}] as const,
    [repeatSubmission, {}] as const,
  ]);
  memory.ask({ action, id, input });
}

function sell(dice: Dice, memory: Memory): void {
  const all = memory.all(lead);
  if (all.length === 0 || dice.chance(20)) {
    memory.ask({ action: captureLead, input: { topic: "By hand", lastName: "Hand", ...fieldsOf(dice) } });
    return;
  }
  const { id } = dice.one(all);
  const others = all.filter((each) => each.id !== id);
  if (others.length > 0 && dice.chance(40)) {
    const input = { lead: dice.one(others).id };
    memory.ask({ action: dice.chance(75) ? mergeLead : tellApartLead, id, input });
    return;
  }
  const [action, input] = dice.one([
    [qualifyLead, {}] as const,
    [disqualifyLead, { reason: "lost" }] as const,
    [reopenLead, {}] as const,
    [changeLead, { email: dice.one(["maria@alfreds.example", "moved@alfreds.example"]) }] as const,
  ]);
  memory.ask({ action, id, input });
}

/** Something that comes in, or that a person does with it, as the seed decides. */
export function captureStep(memory: Memory, seed: number): void {
  const dice = diceOf(seed);
  memory.actor = { type: "user", id: dice.one(["ann", "bob"]) };
  const what = dice.int(100);
  if (what < 60) enter(dice, memory);
  else if (what < 84) handle(dice, memory);
  else if (what < 97) sell(dice, memory);
  else memory.ask({ action: changeCapture, input: policyOf(dice) });
}
