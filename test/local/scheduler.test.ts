import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import {
  CreateScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { describe, expect, test } from "vitest";
import { clientOptions } from "../../local/provision/client.ts";
import { startBetween } from "./bus-world.ts";
import { arnOf, group, region, running, schedule, startWorld } from "./scheduler-world.ts";

describe("a schedule fires", () => {
  test("when its time has come, not before, once, and is then gone", async () => {
    await using world = await startWorld();
    await world.create("a", "2026-12-01T05:00:00");
    expect(await world.at("2026-12-01T04:59:59.999Z")).toEqual([]);
    expect(await world.at("2026-12-01T05:00:00Z")).toEqual(["a"]);
    expect(await world.at("2026-12-02T05:00:00Z")).toEqual(["a"]);
    await expect(world.create("a", "2026-12-03T05:00:00")).resolves.toBeDefined();
  });

  test("in the morning of its own time zone", async () => {
    await using world = await startWorld();
    const zoned = (name: string, zone: string) =>
      world.create(name, "2027-07-01T05:00:00", { ScheduleExpressionTimezone: zone });
    await zoned("west", "America/Los_Angeles");
    await zoned("middle", "Europe/Madrid");
    await zoned("east", "Pacific/Auckland");
    expect(await world.at("2027-06-30T17:00:00Z")).toEqual(["east"]);
    expect(await world.at("2027-07-01T03:00:00Z")).toEqual(["east", "middle"]);
    expect(await world.at("2027-07-01T12:00:00Z")).toEqual(["east", "middle", "west"]);
  });

  test("at once when its time had passed already", async () => {
    await using world = await startWorld();
    await world.create("late", "2026-11-01T05:00:00");
    await expect.poll(() => world.fired()).toEqual(["late"]);
  });

  test("by the clock, without being asked", async () => {
    await using world = await startWorld(running);
    const soon = new Date(Date.now() + 2000).toISOString().slice(0, 19);
    await world.create("later", "2999-12-01T05:00:00");
    await world.create("soon", soon);
    expect(world.fired()).toEqual([]);
    await expect.poll(() => world.fired()).toEqual(["soon"]);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(`${soon}Z`));
  });

  test("at the new time when it was changed", async () => {
    await using world = await startWorld();
    await world.create("a", "2026-12-01T05:00:00");
    await world.client().send(new UpdateScheduleCommand(schedule("a", "2026-12-05T05:00:00")));
    expect(await world.at("2026-12-04T05:00:00Z")).toEqual([]);
    expect(await world.at("2026-12-05T05:00:00Z")).toEqual(["a"]);
  });

  test("only when it is enabled, and stays when it is not to be deleted", async () => {
    await using world = await startWorld();
    await world.create("off", "2026-12-01T05:00:00", { State: "DISABLED" });
    await world.create("kept", "2026-12-01T05:00:00", { ActionAfterCompletion: "NONE" });
    expect(await world.at("2026-12-01T05:00:00Z")).toEqual(["kept"]);
    expect(await world.at("2026-12-02T05:00:00Z")).toEqual(["kept"]);
    const kept = new GetScheduleCommand({ Name: "kept", GroupName: group });
    await expect(world.client().send(kept)).resolves.toMatchObject({ State: "ENABLED" });
  });

  test("with hundreds at the same moment, each into its own queue", async () => {
    await using world = await startWorld();
    const names = Array.from({ length: 250 }, (_, n) => `quote-${String(n).padStart(3, "0")}`);
    const Target = { Arn: arnOf("slow"), RoleArn: "arn:aws:iam::000000000000:role/timers", Input: "slow" };
    await Promise.all(names.map((name) => world.create(name, "2026-12-01T05:00:00")));
    await world.create("other", "2026-12-01T05:00:00", { Target });
    expect((await world.at("2026-12-01T05:00:00Z")).toSorted()).toEqual(names);
    expect(world.fired("slow")).toEqual(["slow"]);
  });
});

describe("a schedule is never lost", () => {
  test("what became due while nothing ran is fired at the start, the oldest first", async () => {
    await using world = await startWorld();
    await world.create("b", "2026-12-02T05:00:00");
    await world.create("a", "2026-12-01T05:00:00");
    await world.create("c", "2027-12-01T05:00:00");
    await world.stop();
    await world.start("2026-12-24T18:00:00Z");
    await expect.poll(() => world.fired()).toEqual(["a", "b"]);
    expect(await world.at("2027-12-01T05:00:00Z")).toEqual(["a", "b", "c"]);
  });

  test("while its queue is away it waits, and then its message comes", async () => {
    await using world = await startWorld();
    await world.create("a", "2026-12-01T05:00:00");
    await world.stopQueues();
    await world.at("2026-12-01T05:00:00Z");
    await world.startQueues();
    expect(world.fired()).toEqual([]);
    expect(await world.at("2026-12-01T05:01:00Z")).toEqual(["a"]);
  });

  test("one that is changed while its message is on the way fires at its new time as well", async () => {
    const through = { address: "", change: async () => {} };
    await using between = await startBetween(
      () => through.address,
      () => through.change(),
    );
    await using world = await startWorld(undefined, between.url);
    through.address = world.address();
    await world.create("a", "2026-12-01T05:00:00");
    through.change = async () =>
      void (await world.client().send(new UpdateScheduleCommand(schedule("a", "2026-12-05T05:00:00"))));
    expect(await world.at("2026-12-01T05:00:00Z")).toEqual(["a"]);
    through.change = async () => {};
    expect(await world.at("2026-12-05T05:00:00Z")).toEqual(["a", "a"]);
  });

  test("a queue that does not exist holds up no other", async () => {
    await using world = await startWorld();
    const Target = { Arn: arnOf("gone"), RoleArn: "arn:aws:iam::000000000000:role/timers", Input: "gone" };
    await world.create("gone", "2026-12-01T05:00:00", { Target });
    await world.create("a", "2026-12-01T05:00:00");
    expect(await world.at("2026-12-01T05:00:00Z")).toEqual(["a"]);
    const gone = new GetScheduleCommand({ Name: "gone", GroupName: group });
    await expect(world.client().send(gone)).resolves.toBeDefined();
  });

  test("a process that is killed right after its answer has kept it", async () => {
    await using world = await startWorld();
    await world.stop();
    const program = fileURLToPath(new URL("fixture/scheduler.ts", import.meta.url));
    const child = spawn(process.execPath, [program, world.file], { stdio: ["ignore", "pipe", "inherit"] });
    const [url] = await once(child.stdout.setEncoding("utf8"), "data");
    const client = new SchedulerClient(clientOptions(String(url).trim(), region));
    await client.send(new CreateScheduleCommand(schedule("a", "2999-12-01T05:00:00")));
    child.kill("SIGKILL");
    await once(child, "exit");
    client.destroy();
    await world.start("2999-12-01T05:00:00Z");
    await expect.poll(() => world.fired()).toEqual(["a"]);
  });

  test("a file that is taken away while it runs makes it unhealthy, and is not the end of it", async () => {
    await using world = await startWorld();
    expect(world.scheduler().healthy()).toBe(true);
    const database = new DatabaseSync(world.file);
    database.exec("DROP TABLE schedules");
    await world.at("2026-12-01T05:00:00Z");
    expect(world.scheduler().healthy()).toBe(false);
    await expect(world.create("a", "2026-12-01T05:00:00")).rejects.toThrow("no such table");
    database.close();
  });

  test("a damaged file stops the start and says what to do", async () => {
    await using world = await startWorld();
    await world.stop();
    writeFileSync(world.file, "garbage".repeat(1000));
    await expect(world.start("2026-12-01T05:00:00Z")).rejects.toThrow(
      /schedules\.db is damaged .*restore it/,
    );
  });
});
