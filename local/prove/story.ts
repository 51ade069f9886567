import { flow } from "../../domain/flow.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { askOfReaction } from "../../functions/runtime/reaction-ask.ts";
import type { Asked, History } from "./history.ts";
import { eventIn, trafficOf, type Traffic } from "./judge-flow.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";

const MOST = 200;
const short = (value: unknown) => {
  const text = JSON.stringify(value) ?? "";
  return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
};

interface Told {
  readonly at: string;
  readonly lines: readonly string[];
}

function sentence(ledger: Ledger, event: Envelope): string {
  try {
    return ledger.kept.get(`${event.stage}#${event.record}`)?.stage.tell(event) ?? "";
  } catch {
    return short(event.data);
  }
}

/** What has become of an event in the queues of those who wait for it. */
function followed(event: Envelope, traffic: Traffic, ledger: Ledger): string[] {
  const due = flow.filter(({ types }) => types.includes(event.type));
  return due.flatMap((reaction) => {
    const place = `${reaction.name} ${event.id}`;
    const way = traffic.dead.has(place)
      ? "among the dead letters"
      : traffic.delivered.has(place)
        ? "delivered"
        : "NOT DELIVERED";
    let done: string;
    try {
      const names = reaction.commands(event).map((command) => askOfReaction(reaction, event, command));
      done = names
        .map(({ commandId, id }) => `${id} ${ledger.proofs.has(commandId) ? "done" : "without receipt"}`)
        .join(", ");
    } catch (error) {
      done = `cannot be read: ${String(error)}`;
    }
    return [`      -> ${reaction.name}: ${way}; ${done || "nothing to do"}`];
  });
}

function eventLines(event: Envelope, traffic: Traffic, ledger: Ledger): string[] {
  const { id, type, actor, causedBy, stage, record, seq } = event;
  const proofs = (ledger.proofsOf.get(`${stage}#${record}`) ?? []).filter(({ version }) => version === seq);
  const by =
    causedBy === undefined ? `${actor.type} ${actor.id}` : `${actor.type} ${actor.id} after ${causedBy}`;
  return [
    `${event.at}  ${id}  ${type}`,
    `      ${sentence(ledger, event)}`,
    `      by ${by}; ${traffic.published.has(id) ? "published" : "NOT PUBLISHED"}`,
    ...proofs.map(
      ({ commandId, events }) => `      receipt ${commandId} of ${events ?? "?"} events up to version ${seq}`,
    ),
    ...followed(event, traffic, ledger),
  ];
}

function commandLines({ method, path, key, caller, body, answers }: Asked): string[] {
  return [
    `  ${method} ${path}  by ${caller}, key ${key}  ${short(body)}`,
    ...answers.map((answer) =>
      answer === "lost"
        ? "      lost: no answer came"
        : `      ${answer.status} ${answer.at ?? ""} ${short(answer.body)}`,
    ),
  ];
}

/** Whether a command was about one of these records: by its path, its answers or its receipt. */
function isAbout(asked: Asked, ids: readonly string[], ledger: Ledger): boolean {
  const proof = ledger.proofs.get(`http:${asked.caller}:${asked.key}`);
  if (proof !== undefined) return ids.includes(proof.id);
  const text = `${asked.path} ${JSON.stringify(asked.answers)}`;
  return ids.some((id) => text.includes(id));
}

function recordLines(ledger: Ledger, deal: string): string[] {
  return [...ledger.kept.values()].flatMap(({ pk, item }) => {
    if (item?.["dealId"] !== deal) return [];
    return [`  ${pk}  ${String(item["status"])}, version ${String(item["version"])}`];
  });
}

/** The whole story of a deal: its records, what happened in order, what was asked and answered, and what lies among the dead letters. */
export function story(history: History, deal: string): string {
  const ledger = ledgerOf(history.items);
  const traffic = trafficOf(history, ledger);
  const events = [...ledger.events.values()].filter((event) => event.deal === deal);
  const told: Told[] = events.map((event) => ({ at: event.at, lines: eventLines(event, traffic, ledger) }));
  const ids = [...new Set(events.map(({ record }) => record))];
  const asked = history.commands.filter((command) => isAbout(command, ids, ledger));
  const dead = history.dead.flatMap((each) => {
    const event = eventIn(each);
    if (event?.deal !== deal) return [];
    return [
      `  ${each.queue}: ${event.type} ${event.id}  ${each.reason ?? "(why is in the log of its function)"}`,
    ];
  });
  return [
    `The deal ${deal}`,
    ...recordLines(ledger, deal),
    "",
    "What happened",
    ...told.sort((a, b) => a.at.localeCompare(b.at)).flatMap(({ lines }) => lines.map((line) => `  ${line}`)),
    "",
    "What was asked",
    ...asked.flatMap(commandLines),
    "",
    "Among the dead letters",
    ...(dead.length === 0 ? ["  nothing"] : dead),
  ].join("\n");
}
