import type { World } from "./world.ts";

/** Names of the schedule groups of the templates. */
export const scheduleGroupsOf = (world: World): string[] =>
  world.ofType("AWS::Scheduler::ScheduleGroup").map(({ name }) => name);
