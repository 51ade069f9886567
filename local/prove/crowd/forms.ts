import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import * as z from "zod";
import { own } from "../../../domain/form/names.ts";
import { waitFor } from "../../client/wait.ts";
import type { Answer } from "../../client/transport.ts";
import { captured, oneLead } from "./captured.ts";
import { type Doing, type Errand, wordOf } from "./errand.ts";

const Challenge = z.looseObject({
  parameters: z.looseObject({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string(),
  }),
  signature: z.string(),
});
const Ticket = z.object({ shown: z.string(), altcha: Challenge.optional() });
const Receipt = z.object({ receipt: z.string() });

const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };

/** What a page gets before it sends a form: when it was shown, and the solved challenge where there is one. */
const ticketOf = async ({ crew: { visitor } }: Errand, form: string): Promise<Record<string, string>> => {
  const { shown, altcha: challenge } = await visitor.read(`/f/${form}/challenge`, Ticket);
  if (challenge === undefined) return { [own.shown]: shown };
  const solution = await solveChallenge({ challenge, deriveKey });
  const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
  return { [own.shown]: shown, [own.altcha]: proof };
};

const personOf = (name: string) => {
  const word = wordOf(name);
  return { name: word, email: `ana@${word.toLowerCase()}.example`, company: `${word} S.L.` };
};

/** A clock that jumps makes a challenge too old: then the page gets another. */
const MOST_PAGES = 20;

/** A form as its visitor has filled it in. */
interface Filled {
  readonly form: string;
  readonly message: string;
}

/** Sends a filled-in form as its page does, every try with the same nonce; the receipt. */
const send = async (errand: Errand, { form, message }: Filled): Promise<string> => {
  const { name, crew } = errand;
  const said = { ...personOf(name), message, consent_privacy: "1", [own.nonce]: `${name}, ${message}` };
  let answer: Answer | undefined;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const text = String(new URLSearchParams({ ...said, ...(await ticketOf(errand, form)) }));
    answer = await crew.visitor.send("POST", `/f/${form}`, { text, headers });
    if (answer.status !== 422) break;
  }
  if (answer?.status !== 202) throw new Error(`POST /f/${form}: ${answer?.status}`);
  return Receipt.parse(answer.body).receipt;
};

/** A form that is sent twice at once, by somebody who has pressed the button again: one submission. */
const sendTwice = async (errand: Errand, filled: Filled): Promise<string> => {
  const [one, other] = await Promise.all([send(errand, filled), send(errand, filled)]);
  if (one !== other) throw new Error(`One filled-in form became ${one} and ${other}`);
  return one;
};

/** A form with a captcha; the same visitor writes once more: one lead. */
export const forms: Doing = async (errand) => {
  const { crew, ground } = errand;
  const form = ground.forms.guarded;
  const first = await sendTwice(errand, { form, message: `Please quote 20 pumps (${errand.name}).` });
  const second = await send(errand, { form, message: `And 20 hoses (${errand.name}).` });
  await oneLead(crew.sales, [first, second]);
  return [];
};

const Held = z.object({ reasons: z.array(z.object({ code: z.string() })) });

const isAsked = (found: unknown) =>
  Held.safeParse(found).data?.reasons.some(({ code }) => code === "awaiting-confirmation") === true;

/** A form whose visitor is asked by mail to confirm, and presses the button until it is done. */
export const confirmations: Doing = async (errand) => {
  const { crew, ground, name } = errand;
  const form = ground.forms.confirmed;
  const id = await sendTwice(errand, { form, message: `Please quote 20 valves (${name}).` });
  const path = `/submissions/${id}`;
  const held = await crew.sales.until(path, ({ status }) => status !== "received");
  if (held.status === "held" && isAsked(held)) {
    const link = await ground.outbox.linkTo(personOf(name).email);
    await waitFor(`The confirmation of ${id}`, async () => {
      await crew.visitor.send("POST", link);
      const { status } = await crew.sales.until(path);
      return status === "held" ? undefined : status;
    });
  }
  await captured(crew.sales, id);
  return [];
};
