import { describe, expect, test } from "vitest";
import {
  addActivity,
  changeActivity,
  deleteActivity,
  finishActivity,
} from "../../domain/activity/actions.ts";
import { activity } from "../../domain/activity/activity.ts";
import { quote } from "../../domain/quote/quote.ts";
import { given, other } from "../support/given.ts";
import { ids } from "../support/samples.ts";

const regarding = { stage: "quote", id: ids.quote };
const others = [other(quote, ids.quote, "draft")];
const note = { regarding, kind: "note", text: "Likes green tea" };
const task = { regarding, kind: "task", subject: "Call back" };
const adding = (input: object) => given(activity).when(addActivity, input, { others });

describe("An activity", () => {
  test("belongs to the deal of its record, and to who wrote it", () => {
    const added = adding(note).accepted(["activity.added"]);
    expect(added.deal).toBe(ids.deal);
    expect(added.record).toMatchObject({ status: "done", kind: "note", owner: "ann", regarding });
  });

  test("can be given to somebody else", () => {
    expect(adding({ ...task, owner: "ben" }).record).toMatchObject({ status: "open", owner: "ben" });
  });

  test.each(["call", "meeting", "email"])("that is a %s took place, unless it is due on a day", (kind) => {
    const past = { regarding, kind, subject: "Delivery" };
    expect(adding(past).record).toMatchObject({ status: "done" });
    expect(adding({ ...past, dueOn: "2026-12-01" }).record).toMatchObject({ status: "open" });
  });

  test("is of a record that exists", () => {
    given(activity).when(addActivity, note).refused("not_found", `There is no quote ${ids.quote}`);
  });

  test("names a record by an id of its stage", () => {
    adding({ ...note, regarding: { stage: "lead", id: ids.quote } }).refused(
      "invalid_input",
      "begins with lea_",
      ["/regarding/id"],
    );
    adding({ ...note, regarding: { stage: "product", id: ids.product } }).refused("invalid_input", "", [
      "/regarding/stage",
    ]);
  });

  test("that is a note has a text and no due date", () => {
    adding({ regarding, kind: "note", subject: "x" }).refused("rule_broken", "needs a text", ["/text"]);
    adding({ ...note, dueOn: "2026-12-01" }).refused("rule_broken", "2026-12-01: make it a task", ["/dueOn"]);
  });

  test("other than a note has a subject", () => {
    adding({ regarding, kind: "call", text: "x" }).refused("rule_broken", "A call needs a subject", [
      "/subject",
    ]);
  });

  test("is found under its record until it is deleted", () => {
    const { record } = adding(task);
    expect(activity.lookups(record)).toEqual([ids.quote]);
    const { record: deleted } = given(activity, "open").when(deleteActivity, {});
    expect(activity.lookups(deleted)).toEqual([]);
  });
});

describe("Editing an activity", () => {
  test("says what was before and after", () => {
    const outcome = given(activity, "open")
      .when(changeActivity, { subject: "Write", dueOn: null })
      .accepted(["activity.changed"]);
    expect(outcome.events[0]?.data).toEqual({
      kind: "task",
      before: { subject: "Call back", dueOn: "2026-12-01" },
      after: { subject: "Write" },
    });
    expect(outcome.record).not.toHaveProperty("dueOn");
    expect(outcome.record).toMatchObject({ subject: "Write", owner: "ann", status: "open" });
  });

  test("that changes nothing is no event", () => {
    given(activity, "open").when(changeActivity, { subject: "Call back" }).accepted([]);
  });

  test("cannot take away what its kind needs", () => {
    given(activity, "open").when(changeActivity, { subject: null }).refused("rule_broken", "needs a subject");
  });

  test("is possible after it is done, not after it is deleted", () => {
    given(activity, "done").when(changeActivity, { text: "He agreed" }).accepted(["activity.changed"]);
    given(activity, "deleted").when(changeActivity, { text: "x" }).refused("wrong_state");
  });
});

describe("An activity's end", () => {
  test("is that it is done, once", () => {
    const { record } = given(activity, "open").when(finishActivity, {}).accepted(["activity.done"]);
    expect(record).toMatchObject({ status: "done", doneAt: "2026-11-23T09:00:00.000Z" });
    given(activity, "done").when(finishActivity, {}).refused("wrong_state");
  });

  test("is that it is deleted: nothing of its words stays in the record", () => {
    const { record } = given(activity, "done").when(deleteActivity, {}).accepted(["activity.deleted"]);
    expect(record).toEqual({
      status: "deleted",
      regarding,
      kind: "task",
      deletedAt: "2026-11-23T09:00:00.000Z",
    });
    given(activity, "deleted").when(deleteActivity, {}).refused("wrong_state");
  });
});
