import { Stack } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { must, synthesise } from "./synthesis.ts";

const order = new Map<string, readonly string[]>();
const made = synthesise({
  plant(app) {
    const stacks = app.node.children.filter((child) => child instanceof Stack);
    for (const stack of stacks) {
      order.set(
        stack.stackName,
        stack.dependencies.map(({ stackName }) => stackName),
      );
    }
  },
});

const Names = z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]);
const Parts = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), DependsOn: Names })),
});
const partsOf = (stack: string) =>
  Object.entries(Parts.parse(must(made.stacks.get(stack), stack).toJSON()).Resources).map(
    ([id, { Type, DependsOn }]) => ({ id, type: Type, after: DependsOn }),
  );
const typed = (stack: string, type: string) => partsOf(stack).filter((part) => part.type === type);

describe("A deployment that brings a new version of an event", () => {
  const functions = typed("salesline-flow", "AWS::Lambda::Function");
  const publishers = functions.filter(({ id }) => /^(publish|sweep)[0-9A-F]{8}$/.test(id));

  it("begins with who publishes: all that waits for it or writes it comes after", () => {
    expect(publishers).toHaveLength(2);
    const ids = publishers.map(({ id }) => id);
    const others = [...functions, ...typed("salesline-flow", "AWS::Events::Rule")].filter(
      ({ id }) => !ids.includes(id),
    );
    expect(others.length).toBeGreaterThan(20);
    expect(others.filter(({ after }) => !ids.every((id) => after.includes(id)))).toEqual([]);
    expect(
      publishers.flatMap(({ after }) => after).filter((id) => functions.some((fn) => fn.id === id)),
    ).toEqual([]);
  });

  it("goes on with the other stacks, but for the data, which all are made on", () => {
    const first = new Set(["salesline-data", "salesline-flow"]);
    const others = [...order].filter(([name]) => !first.has(name));
    expect(others.length).toBeGreaterThan(15);
    expect(others.filter(([, after]) => !after.includes("salesline-flow"))).toEqual([]);
    expect(order.get("salesline-data")).toEqual([]);
  });

  it("changes no rule before the function behind it knows the version", () => {
    const stacks = ["salesline-flow", "salesline-lead-flow", "salesline-intake"];
    const rules = stacks.flatMap((stack) =>
      typed(stack, "AWS::Events::Rule").map((rule) => ({ stack, ...rule })),
    );
    const fed = rules.filter(({ id }) => !id.startsWith("sweeprule"));
    const alone = fed.filter(({ stack, after }) => {
      const ids = typed(stack, "AWS::Lambda::Function").map(({ id }) => id);
      return !ids.some((id) => after.includes(id) && !publishers.some((each) => each.id === id));
    });
    expect(fed.length).toBeGreaterThan(25);
    expect(alone.map(({ id }) => id)).toEqual([]);
  });
});
