import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterEnding, afterGiving, type Team, teamInput } from "../../domain/team/team.ts";
import { turnOf } from "../../domain/team/turn.ts";
import { runs } from "../support/runs.ts";

const now = "2026-11-23T09:00:00.000Z";
const idOf = (nth: number) => `lea_${String(nth).padStart(10, "0")}`;

/** A team that gives leads and hears of their end, as the seed of the numbers decides. */
function play(start: Team, steps: readonly number[]): Team {
  return steps.reduce((state, step, nth) => {
    const open = Object.values(state.open).flat();
    const ending = open[step % 7];
    if (step % 3 === 0 && ending !== undefined) return afterEnding(state, ending);
    const turn = turnOf(state, now);
    return "owner" in turn ? afterGiving(state, idOf(nth), turn.owner) : state;
  }, start);
}

const members = fc.uniqueArray(
  fc.record({
    owner: fc.constantFrom("ann", "bob", "cat", "dan", "eve"),
    most: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    paused: fc.option(fc.boolean(), { nil: undefined }),
  }),
  { minLength: 1, selector: ({ owner }) => owner },
);
const teamOf = (method: Team["method"], list: Team["members"]): Team => ({
  status: "active",
  name: "Team",
  timeZone: "UTC",
  method,
  members: teamInput.members.parse(JSON.parse(JSON.stringify(list))),
  open: {},
  waiting: [],
});

describe("whatever happens", () => {
  test("nobody ever has more open than they may, and who is paused gets none", () => {
    const methods = fc.constantFrom("round-robin" as const, "by-load" as const);
    fc.assert(
      fc.property(methods, members, fc.array(fc.nat(), { maxLength: 60 }), (method, list, steps) => {
        const { open } = play(teamOf(method, list), steps);
        const over = list.filter(
          ({ owner, most = 100, paused }) => (open[owner] ?? []).length > (paused === true ? 0 : most),
        );
        expect(over).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });

  test("turns of those who take all that comes differ by one at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(97), (size, leads) => {
        const list = ["ann", "bob", "cat", "dan", "eve"].slice(0, size).map((owner) => ({ owner }));
        for (const method of ["round-robin", "by-load"] as const) {
          const { open } = play(
            teamOf(method, list),
            Array.from({ length: leads }, () => 1),
          );
          const counts = list.map(({ owner }) => (open[owner] ?? []).length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
