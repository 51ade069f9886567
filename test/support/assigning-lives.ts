import type { Past } from "./lives.ts";

const lead = "lea_0000000001";

/** A team, as a test tells it. */
export const teamFields = {
  name: "Inside sales",
  method: "round-robin",
  timeZone: "Europe/Berlin",
  members: [{ owner: "ann" }, { owner: "bob" }],
} as const;

const added: Past = { type: "team.added", data: teamFields };

/** How a team comes to each of its statuses. */
export const assigningLives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  team: {
    none: [],
    active: [added],
    retired: [
      added,
      { type: "team.gave", data: { lead, owner: "ann" } },
      { type: "team.ended", data: { lead, owner: "ann" } },
      { type: "team.retired", data: { name: "Inside sales" } },
    ],
  },
};
