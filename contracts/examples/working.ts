import { ids } from "./deal.ts";
import { type Life, step } from "./life.ts";

/** What people do. */
export const activityLives: readonly Life[] = [
  {
    id: ids.activity,
    steps: [
      step("activity.added", {
        regarding: { stage: "quote", id: ids.quote },
        kind: "task",
        subject: "Call Maria Anders",
        text: "About the delivery",
        dueOn: "2026-12-01",
        owner: "ann",
        open: true,
      }),
      step("activity.changed", {
        kind: "task",
        before: { dueOn: "2026-12-01" },
        after: { dueOn: "2026-12-03" },
      }),
      step("activity.done", { kind: "task", subject: "Call Maria Anders" }),
      step("activity.deleted", { kind: "task" }),
    ],
  },
];

const fields = {
  name: "Inside sales",
  method: "round-robin",
  timeZone: "Europe/Berlin",
  members: [{ owner: "ann" }, { owner: "ben", most: 20 }],
  hours: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }],
  outOfHours: "queue",
};

/** Who takes turns. */
export const teamLives: readonly Life[] = [
  {
    id: ids.team,
    steps: [
      step("team.added", fields),
      step("team.gave", { lead: ids.lead, owner: "ann" }),
      step("team.queued", { lead: ids.otherLead, wakeAt: "2026-11-30T08:00:00.000Z" }),
      step("team.ended", { lead: ids.lead, owner: "ann", wakeAt: "2026-11-30T08:00:00.000Z" }),
      step("team.turned-away", { lead: ids.otherLead }),
      step("team.changed", { before: { method: "round-robin" }, after: { method: "by-load" } }),
      step("team.retired", { name: fields.name }),
    ],
  },
];

/** What an operator put away. */
export const deadLetterLives: readonly Life[] = [
  {
    id: "dle_01KAQD7S9V1X3Z5B7D9F1H3K5M",
    steps: [
      step(
        "dead-letter.discarded",
        {
          reaction: "issue-invoice",
          event: `${ids.order}#5`,
          type: "order.billed",
          record: ids.order,
          tries: 5,
          reason: "Billed by hand",
        },
        { type: "operator", id: "ops" },
      ),
    ],
  },
];
