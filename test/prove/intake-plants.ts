import * as z from "zod";
import type { History } from "../../local/prove/history.ts";
import { unfed } from "./fed.ts";
import { eventOf, isRecord, itemOf, type Plant, retold, swap } from "./plant.ts";

/** The history without a record and all that is of it, as if it had never been. */
const without = (history: History, record: string): History => ({
  ...history,
  items: history.items.filter(({ pk, id, holder }) => {
    const own = [String(pk).split("#").at(-1), id, holder];
    return !own.includes(record);
  }),
  published: history.published.filter(({ detail }) => !detail.includes(`"id":"${record}#`)),
  delivered: history.delivered.filter(({ event }) => !event.startsWith(`${record}#`)),
});

const State = z.record(z.string(), z.unknown());

/** What may be wrong with what came in by itself. */
export const intakePlants: readonly Plant[] = [
  [
    "a form that was taken and is nowhere",
    ["I1"],
    (history) => ({
      ...history,
      commands: history.commands.map((asked) =>
        asked.path.startsWith("/f/")
          ? { ...asked, answers: [{ status: 202, body: { receipt: "sub_0000000000" } }] }
          : asked,
      ),
    }),
  ],
  [
    "a mail that was taken and is nowhere",
    ["I1"],
    (history) => ({
      ...history,
      mails: [...(history.mails ?? []), { messageId: "2@ruiz.example", from: "ana@ruiz.example" }],
    }),
  ],
  [
    "a lead that was made of what became another one",
    ["I3", "I4"],
    (history) => {
      const { record } = eventOf(history, "lead.disqualified");
      const item = itemOf(history, isRecord(record));
      const submission = eventOf(history, "submission.accepted").record;
      return swap(history, item, { ...item, state: { ...State.parse(item["state"]), submission } });
    },
  ],
  [
    "a row of a list that was taken in and is nowhere",
    ["I1"],
    (history) => {
      const rows = "sub_0000000001-1";
      return without(
        without(unfed(history), rows),
        eventOf(history, "import.done").record.replace("imp", "sub"),
      );
    },
  ],
  [
    "a list that counts more rows than it has",
    ["I5"],
    (history) =>
      retold(history, eventOf(history, "import.progressed"), (data) => ({
        ...data,
        counts: { ...State.parse(data["counts"]), held: 1 },
      })),
  ],
  [
    "a list whose next part nobody does",
    ["I3", "I6", "I8"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "import.done").record));
      return swap(history, item, { ...item, state: { ...State.parse(item["state"]), status: "running" } });
    },
  ],
  [
    "something that came in and has no verdict",
    ["I3", "I4", "I6", "I8"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "submission.accepted").record));
      const { reasons: _, lead: __, ...state } = State.parse(item["state"]);
      return swap(history, item, { ...item, state: { ...state, status: "received" } });
    },
  ],
];
