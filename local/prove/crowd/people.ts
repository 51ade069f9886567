import * as z from "zod";
import type { RecordAnswer } from "../../client/answers.ts";
import { oneLead } from "./captured.ts";
import { type Doing, wordOf } from "./errand.ts";

const Taken = z.object({ cards: z.array(z.looseObject({ submission: z.string() })).min(1) });

/** The business card of the same person, handed in twice at the same time: one lead. */
export const cards: Doing = async ({ crew: { sales }, name }) => {
  const word = wordOf(name);
  const card = `MECARD:N:${word},Ana;EMAIL:ana@${word.toLowerCase()}.example;ORG:${word} GmbH;;`;
  const handIn = async () => {
    const answer = await sales.send("POST", "/cards", { body: { cards: [card] } });
    if (answer.status !== 202) throw new Error(`POST /cards: ${answer.status}`);
    return Taken.parse(answer.body).cards.map(({ submission }) => submission);
  };
  await oneLead(sales, (await Promise.all([handIn(), handIn()])).flat());
  return [];
};

/** Two leads that turn out to be one person; both merges are asked at once, and one wins. */
export const merges: Doing = async ({ crew: { sales }, name }) => {
  const lead = (phone: string) =>
    sales.ask("POST", "/leads", { topic: name, lastName: name, phone, process: "lean" });
  const [one, other] = [await lead("+34911234567"), await lead("+34911234568")];
  const into = (a: RecordAnswer, b: RecordAnswer) =>
    sales.send("POST", `/leads/${a.id}/merge`, { body: { lead: b.id } });
  const answers = await Promise.all([into(one, other), into(other, one)]);
  const won = answers.findIndex(({ status }) => status < 300);
  if (won < 0) throw new Error(`Neither merge: ${answers.map(({ status }) => status).join(", ")}`);
  const lost = won === 0 ? other : one;
  await sales.until(`/leads/${lost.id}`, ({ status }) => status === "merged");
  return [];
};
