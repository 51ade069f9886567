import type { SystemSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";
import { readAssembly, type Stack } from "./assembly.ts";
import { functionsOf } from "./functions.ts";
import { clocksOf } from "./clocks.ts";
import { fateOf } from "./kinds.ts";
import { macKeysOf } from "./mac-keys.ts";
import { mailRulesOf } from "./mail.ts";
import { queuesOf } from "./queues.ts";
import { type Listing, listingOf } from "./listing.ts";
import { routesOf } from "./routes.ts";
import { busesOf, rulesOf } from "./rules.ts";
import { scheduleGroupsOf } from "./schedules.ts";
import { queueSourcesOf, streamSourcesOf } from "./sources.ts";
import { tablesOf } from "./tables.ts";
import { openWorld, type World } from "./world.ts";

/** A system read from templates, with what of it does not run on one machine. */
export interface LoadedSystem {
  readonly spec: SystemSpec;
  /** Names of the S3 buckets. */
  readonly buckets: readonly string[];
  /** What tools find the parts of the system by, as CloudFormation lists them. */
  readonly listing: Listing;
  /** Types of resources that are left out, without effect on what the system does. */
  readonly leftOut: readonly string[];
}

const account = "000000000000";

const regionOf = (stacks: readonly Stack[]) => {
  const [region = "us-east-1", other] = new Set(stacks.flatMap((stack) => stack.region ?? []));
  if (other === undefined) return region;
  throw new StartProblem(`The stacks are in ${region} and ${other}; only one region can be run locally`);
};

const refuseUnknown = ({ resources }: World) => {
  const unknown = resources.find(({ type }) => fateOf(type) === "unknown");
  if (unknown === undefined) return;
  throw new StartProblem(`${unknown.where}: resources of type ${unknown.type} cannot be run locally`);
};

/**
 * Reads a cloud assembly into what runs locally, every intrinsic resolved.
 * Throws StartProblem naming the stack and the logical id of what cannot be run.
 */
export const readSystem = (
  folder: string,
  endpoints: { readonly queueEndpoint: string; readonly apiUrl: string },
): LoadedSystem => {
  const stacks = readAssembly(folder);
  const region = regionOf(stacks);
  const world = openWorld(stacks, { account, region, ...endpoints });
  refuseUnknown(world);
  const leftOut = world.resources.map(({ type }) => type).filter((type) => fateOf(type) === "left-out");
  return {
    spec: {
      region,
      account,
      functions: functionsOf(world),
      tables: tablesOf(world),
      queues: queuesOf(world),
      buses: busesOf(world),
      rules: rulesOf(world),
      clocks: clocksOf(world),
      scheduleGroups: scheduleGroupsOf(world),
      streamSources: streamSourcesOf(world),
      queueSources: queueSourcesOf(world),
      routes: routesOf(world),
      mailRules: mailRulesOf(world),
      macKeys: macKeysOf(world),
    },
    buckets: world.ofType("AWS::S3::Bucket").map(({ identity }) => identity.ref),
    listing: listingOf(world, stacks),
    leftOut: [...new Set(leftOut)].toSorted(),
  };
};
