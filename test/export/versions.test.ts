import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestExport } from "../../domain/export/actions.ts";
import { contractsOn, FIRST_CONTRACTS } from "../../domain/kernel/contracts.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { superseded } from "../../domain/superseded.ts";
import { plant } from "../feed/planted.ts";
import { callsIn, callVersions, mixedCalls, spoiledCalls, whoGetsWhich } from "../support/versioned.ts";
import { asking, type Exports, readFiles, startExports, stored, workThrough } from "./business.ts";

const range = { from: "2026-11-26T00:00:00.000Z", to: "2026-11-26T23:00:00.000Z", types: ["lead.*"] };
let exports: Exports;
beforeAll(async () => {
  exports = await startExports();
  const events = [...mixedCalls, ...spoiledCalls];
  await plant(exports.business.engine.client, "journal", events);
  await exports.parts.feed.append(events);
});
afterAll(() => exports.stop());

function be(day: string): void {
  exports.business.clock = new Date(`${day}T12:00:00.000Z`);
}

async function requestedOn(day: string, contracts?: string): Promise<string> {
  be(day);
  return (await exports.business.act(requestExport, { ...range, ...(contracts && { contracts }) })).id;
}

/** Works with the versions of the test; keeps each file as often as it is written. */
function working(afterPut: (name: string) => void = () => undefined) {
  const written: [name: string, bytes: Buffer][] = [];
  const parts = {
    ...exports.parts,
    superseded: callVersions,
    files: {
      async put(key: string, bytes: Uint8Array, type: string) {
        await exports.parts.files.put(key, bytes, type);
        const name = key.split("/").at(-1) ?? "";
        written.push([name, Buffer.from(bytes)]);
        afterPut(name);
      },
    },
  };
  return { parts, written };
}

const lines = (events: readonly Envelope[]) => events.map((event) => JSON.stringify(event));

describe("An export", () => {
  test.each(whoGetsWhich)(
    "by the contracts %s (%s) has on %s version %i of all events",
    async (_, day, today, v) => {
      const id = await requestedOn(today, day ?? FIRST_CONTRACTS);
      const { parts, written } = working();
      await workThrough(exports, id, parts);
      const { lines: found, manifest } = readFiles(new Map(written));
      // What cannot be made another one is in it as it was committed.
      expect(found).toEqual(lines([...callsIn(v), ...spoiledCalls]));
      const { contracts } = await stored(exports, id);
      expect(contracts).toBe(day ?? FIRST_CONTRACTS);
      expect(manifest.contracts).toBe(contracts);
    },
  );

  test("has the same bytes when a part is made again after a version has ended", async () => {
    const id = await requestedOn("2026-12-31", "2026-11-30");
    let dies = true;
    const { parts, written } = working((name) => {
      if (!dies || !name.startsWith("part-")) return;
      dies = false;
      be("2027-08-01");
      throw new Error("died");
    });
    await expect(workThrough(exports, id, parts)).rejects.toThrow("died");
    expect((await asking(exports, id))?.type).toBe("export.started");
    await workThrough(exports, id, parts);
    const made = written.filter(([name]) => name.startsWith("part-")).map(([, bytes]) => bytes);
    expect(made).toHaveLength(2);
    expect(made[0]?.equals(made[1] ?? Buffer.alloc(0))).toBe(true);
    expect(readFiles(new Map(written)).lines).toEqual(lines([...callsIn(1), ...spoiledCalls]));
  });

  test("keeps to the newest contracts of its creation when it names none", async () => {
    const { contracts } = await stored(exports, await requestedOn("2026-12-20"));
    expect(contracts).toBe(contractsOn("2026-12-20", superseded));
  });

  test("is refused when its contracts are of no day, by the name of the field", async () => {
    for (const contracts of ["soon", "2026-11-31", "", 7, null]) {
      const { status, body } = await exports.call("POST /exports", { body: { ...range, contracts } });
      expect(status).toBe(400);
      expect(body["errors"]).toMatchObject([{ pointer: "/contracts" }]);
    }
  });
});
