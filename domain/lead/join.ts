import type * as z from "zod";
import { sameJson } from "../kernel/equal.ts";
import type { LeadFields } from "./fields.ts";

type Fields = z.output<typeof LeadFields>;
type Kept = Pick<Fields, "consents" | "answers" | "provenance" | "also" | "mergedLeads">;

/** So much of what grows with each touch is kept on a lead: all of it stays with the submissions. */
const MOST_CHARACTERS = 60_000;
const MOST_CONSENTS = 50;

const lengthOf = (value: unknown) => JSON.stringify(value).length;

/** Consents to one text in one version are one: the last counts. */
function joinConsents(kept: Fields["consents"] = [], offered: Fields["consents"] = []) {
  const keyOf = ({ id, version }: (typeof kept)[number]) => JSON.stringify([id, version]);
  const last = new Map<string, (typeof kept)[number]>();
  for (const each of [...kept, ...offered].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    last.delete(keyOf(each));
    last.set(keyOf(each), each);
  }
  const all = [...last.values()].slice(-MOST_CONSENTS);
  while (lengthOf(all) > MOST_CHARACTERS) all.shift();
  return all;
}

/** Answers to questions that have none yet, while there is room. */
function joinAnswers(kept: Fields["answers"] = {}, offered: Fields["answers"] = {}) {
  const all = { ...kept };
  let length = lengthOf(all);
  for (const [question, answer] of Object.entries(offered)) {
    length += lengthOf({ [question]: answer });
    if (length > MOST_CHARACTERS) break;
    if (!Object.hasOwn(all, question)) all[question] = answer;
  }
  return all;
}

const MOST_KEYS = 20;
const MOST_MERGED = 50;

/** The mailboxes, numbers and leads of whoever was merged into it. */
function joinKeys(record: Kept, offered: Kept): Kept {
  const also = [...new Set([...(record.also ?? []), ...(offered.also ?? [])])].slice(0, MOST_KEYS);
  const mergedLeads = [...new Set([...(record.mergedLeads ?? []), ...(offered.mergedLeads ?? [])])];
  return {
    ...(!sameJson(also, record.also ?? []) && { also }),
    ...(!sameJson(mergedLeads, record.mergedLeads ?? []) && { mergedLeads: mergedLeads.slice(-MOST_MERGED) }),
  };
}

/** What is kept side by side instead of one against the other; only what changes. `filled`: the fields that were empty. */
export function joined(record: Kept, offered: Kept, filled: object): Kept {
  const consents = joinConsents(record.consents, offered.consents);
  const answers = joinAnswers(record.answers, offered.answers);
  const from = Object.entries(offered.provenance ?? {}).filter(([field]) => Object.hasOwn(filled, field));
  return {
    ...(!sameJson(consents, record.consents ?? []) && { consents }),
    ...(!sameJson(answers, record.answers ?? {}) && { answers }),
    ...joinKeys(record, offered),
    ...(from.length > 0 && { provenance: { ...record.provenance, ...Object.fromEntries(from) } }),
  };
}
