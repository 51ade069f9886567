import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  paginateListSchedules,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
  ValidationException,
} from "@aws-sdk/client-scheduler";
import { describe, expect, test } from "vitest";
import { account, arnOf, group, region, schedule, startWorld } from "./scheduler-world.ts";

const noon = "2026-12-01T12:00:00";

describe("a schedule is kept as it was asked for", () => {
  test("and is given back whole, with when it was made and changed", async () => {
    await using world = await startWorld();
    const asked = schedule("a", noon, { ScheduleExpressionTimezone: "Asia/Tokyo", Description: "A quote" });
    const { ScheduleArn } = await world.client().send(new CreateScheduleCommand(asked));
    expect(ScheduleArn).toBe(`arn:aws:scheduler:${region}:${account}:schedule/timers/a`);
    const { $metadata: _, ...got } = await world
      .client()
      .send(new GetScheduleCommand({ Name: "a", GroupName: group }));
    const made = new Date("2026-11-24T12:00:00Z");
    expect(got).toEqual({
      ...asked,
      Arn: ScheduleArn,
      State: "ENABLED",
      CreationDate: made,
      LastModificationDate: made,
    });
  });

  test("an update takes the place of all of it, also of what it leaves out", async () => {
    await using world = await startWorld();
    await world.create("a", noon, { Description: "A quote", ScheduleExpressionTimezone: "Asia/Tokyo" });
    await world.at("2026-11-25T12:00:00Z");
    await world.client().send(new UpdateScheduleCommand(schedule("a", "2026-12-02T12:00:00")));
    const got = await world.client().send(new GetScheduleCommand({ Name: "a", GroupName: group }));
    expect(got).toMatchObject({
      ScheduleExpression: "at(2026-12-02T12:00:00)",
      ScheduleExpressionTimezone: "UTC",
      CreationDate: new Date("2026-11-24T12:00:00Z"),
      LastModificationDate: new Date("2026-11-25T12:00:00Z"),
    });
    expect(got.Description).toBeUndefined();
  });

  test("a second one with its name in the group is a conflict, in another group it is not", async () => {
    await using world = await startWorld();
    await world.create("a", noon);
    await expect(world.create("a", noon)).rejects.toThrow(ConflictException);
    await expect(world.create("a", noon)).rejects.toThrow("Schedule a already exists.");
    await expect(world.create("a", noon, { GroupName: undefined })).resolves.toMatchObject({
      ScheduleArn: expect.stringContaining("schedule/default/a"),
    });
  });

  test("the same call again, as when its answer was lost, is no conflict", async () => {
    await using world = await startWorld();
    await world.create("a", noon, { ClientToken: "once" });
    await expect(world.create("a", noon, { ClientToken: "once" })).resolves.toBeDefined();
    await expect(world.create("a", noon, { ClientToken: "twice" })).rejects.toThrow(ConflictException);
  });

  test("one that is deleted is gone", async () => {
    await using world = await startWorld();
    await world.create("a", noon);
    const remove = () => world.client().send(new DeleteScheduleCommand({ Name: "a", GroupName: group }));
    await remove();
    await expect(remove()).rejects.toThrow(ResourceNotFoundException);
    expect(await world.at("2026-12-01T12:00:00Z")).toEqual([]);
  });
});

describe("what is not there is said to be missing", () => {
  test.each([
    ["get", (client: SchedulerClient) => client.send(new GetScheduleCommand({ Name: "b" }))],
    ["update", (client: SchedulerClient) => client.send(new UpdateScheduleCommand(schedule("b", noon)))],
    ["delete", (client: SchedulerClient) => client.send(new DeleteScheduleCommand({ Name: "b" }))],
  ] as const)("a schedule, to %s", async (_, call) => {
    await using world = await startWorld();
    const error: unknown = await call(world.client()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({
      message: "Schedule b does not exist.",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("a group", async () => {
    await using world = await startWorld();
    await expect(world.create("a", noon, { GroupName: "elsewhere" })).rejects.toThrow(
      "Schedule group elsewhere does not exist.",
    );
  });
});

describe("what cannot run is refused", () => {
  const target = { Arn: arnOf("fired"), RoleArn: "arn:aws:iam::000000000000:role/timers" };
  test.each([
    ["a time that is none", { ScheduleExpression: "at(2026-02-30T12:00:00)" }, "Invalid Schedule Expression"],
    [
      "an expression that is none",
      { ScheduleExpression: "tomorrow" },
      "Invalid Schedule Expression tomorrow.",
    ],
    ["what recurs", { ScheduleExpression: "rate(1 day)" }, "Only at(...) runs locally"],
    ["a time zone that is none", { ScheduleExpressionTimezone: "Europe/Atlantis" }, "is no time zone"],
    ["a flexible window", { FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 5 } }, "Mode"],
    ["a target without message", { Target: target }, "Target.Input"],
    [
      "a message that is filled in",
      { Target: { ...target, Input: "<aws.scheduler.schedule-arn>" } },
      "Input",
    ],
    ["a name with a blank", { Name: "a b" }, "Name"],
    ["a name that is too long", { Name: "a".repeat(65) }, "Name"],
    ["a time before which it does not run", { StartDate: new Date() }, "StartDate"],
  ] as const)("%s", async (_, more, words) => {
    await using world = await startWorld();
    const error: unknown = await world.create("a", noon, more).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ValidationException);
    expect(error).toMatchObject({
      message: expect.stringContaining(words),
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("the list", () => {
  test("has pages, in order of the names, and is narrowed by group, beginning and state", async () => {
    await using world = await startWorld();
    for (const name of ["c", "a", "b", "bb"]) await world.create(name, noon);
    await world.create("off", noon, { State: "DISABLED" });
    await world.create("other", noon, { GroupName: undefined });
    const names = async (input: object) => {
      const pages = paginateListSchedules({ client: world.client() }, { MaxResults: 2, ...input });
      const all: string[][] = [];
      for await (const { Schedules = [] } of pages) all.push(Schedules.map(({ Name = "" }) => Name));
      return all;
    };
    expect(await names({})).toEqual([
      ["other", "a"],
      ["b", "bb"],
      ["c", "off"],
    ]);
    expect(await names({ GroupName: group, State: "ENABLED" })).toEqual([
      ["a", "b"],
      ["bb", "c"],
    ]);
    expect(await names({ GroupName: group, NamePrefix: "b" })).toEqual([["b", "bb"]]);
    const { Schedules } = await world.client().send(new ListSchedulesCommand({ NamePrefix: "off" }));
    expect(Schedules).toMatchObject([
      { GroupName: group, State: "DISABLED", Target: { Arn: arnOf("fired") } },
    ]);
  });
});
