import * as z from "zod";
import type { ClockSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";
import { functionArnOf } from "./functions.ts";
import type { Resource, World } from "./world.ts";

const Target = z.strictObject(
  {
    Id: z.string(),
    Arn: z.string(),
    // What a run could not do the next one does, here as there.
    RetryPolicy: z.unknown().optional(),
  },
  { error: "only functions are invoked by the clock locally, with the event as it is" },
);
const Properties = z.object({ ScheduleExpression: z.string().optional(), State: z.string().optional() });
const Targeted = z.object({ Targets: z.array(Target).default([]) });

const rate = /^rate\((\d{1,6}) (minute|hour|day)s?\)$/;
const seconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

const everySecondsOf = (expression: string, where: string): number => {
  const [, count, unit = ""] = rate.exec(expression) ?? [];
  const every = Number(count) * (seconds[unit] ?? 0);
  if (every > 0) return every;
  throw new StartProblem(`${where}: ${expression} cannot be run locally; a rate such as rate(5 minutes) can`);
};

const clockOf = (world: World, resource: Resource): ClockSpec[] => {
  const { ScheduleExpression, State } = resource.read(Properties);
  if (State === "DISABLED" || ScheduleExpression === undefined) return [];
  const { name, identity, where } = resource;
  return [
    {
      name,
      arn: identity.attributes["Arn"] ?? name,
      everySeconds: everySecondsOf(ScheduleExpression, where),
      functionArns: resource.read(Targeted).Targets.map(({ Arn }) => functionArnOf(world, Arn, where)),
    },
  ];
};

/** The enabled rules of the templates that a rate drives. */
export const clocksOf = (world: World): ClockSpec[] =>
  world.ofType("AWS::Events::Rule").flatMap((rule) => clockOf(world, rule));
