import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newestContracts } from "../../contracts/events.ts";
import { contractsOn, FIRST_CONTRACTS, versionFor } from "../../domain/kernel/contracts.ts";
import { currentVersion, liveVersions } from "../../domain/kernel/version.ts";
import { records } from "../../domain/stages.ts";
import { superseded } from "../../domain/superseded.ts";
import { CONTRACTS } from "../../salesline-events/generated/contracts.ts";
import { callVersions } from "../support/versioned.ts";

const called = "lead.called";
const of = (contracts: string | undefined, today: string) =>
  versionFor(called, { contracts, today }, callVersions);

describe("Whoever keeps to the contracts of a day", () => {
  test.each([
    ["2026-11-26", 1],
    ["2026-11-30", 1],
    ["2026-12-01", 2],
    ["2026-12-14", 2],
    ["2026-12-15", 3],
    ["2029-01-01", 3],
  ])("%s gets version %i while all are live", (day, version) => {
    expect(of(day, "2026-12-20")).toBe(version);
  });

  test.each([
    ["2026-11-26", "2026-12-31", 1],
    ["2026-11-26", "2027-01-01", 2],
    ["2026-11-26", "2027-07-01", 3],
    ["2026-12-01", "2027-06-30", 2],
    ["2026-12-01", "2027-07-01", 3],
    ["2026-12-15", "2030-01-01", 3],
  ])("%s gets on %s the next that is live: version %i", (day, today, version) => {
    expect(of(day, today)).toBe(version);
  });

  test("or of none at all gets what is live the longest, and an event of one version in that", () => {
    expect(of(undefined, "2026-12-31")).toBe(1);
    expect(of(undefined, "2027-01-01")).toBe(2);
    expect(of(undefined, "2027-07-01")).toBe(3);
    expect(versionFor("lead.closed", { contracts: "2026-12-15", today: "2026-12-31" }, callVersions)).toBe(1);
  });

  const day = fc
    .date({ min: new Date("2026-11-01"), max: new Date("2027-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  test("never gets a version that has ended, and none that is older than what came before", () => {
    fc.assert(
      fc.property(fc.option(day, { nil: undefined }), day, day, (contracts, one, other) => {
        const [today, later] = [one, other].toSorted();
        if (today === undefined || later === undefined) return;
        expect(liveVersions(called, today, callVersions)).toContain(of(contracts, today));
        expect(of(contracts, later)).toBeGreaterThanOrEqual(of(contracts, today));
      }),
    );
  });
});

describe("The newest contracts", () => {
  test.each([
    ["2026-11-26", FIRST_CONTRACTS],
    ["2026-12-01", "2026-12-01"],
    ["2026-12-14", "2026-12-01"],
    ["2028-01-01", "2026-12-15"],
  ])("on %s are those of %s", (today, day) => {
    expect(contractsOn(today, callVersions)).toBe(day);
  });

  test("of a deployment stay what they are when a later one knows a version of a day before it", () => {
    const kept = contractsOn("2027-03-01", new Map());
    expect(versionFor(called, { contracts: kept, today: "2026-12-20" }, callVersions)).toBe(1);
  });

  test("are what the package asks for, and by them each event is in its current version", () => {
    expect(CONTRACTS).toBe(newestContracts);
    for (const type of records.flatMap(({ events }) => Object.keys(events))) {
      const version = versionFor(type, { contracts: CONTRACTS, today: CONTRACTS }, superseded);
      expect(version).toBe(currentVersion(type, superseded));
    }
  });
});
