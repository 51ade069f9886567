import { type Listing, LISTED_TYPES } from "../../functions/runtime/ops/listing.ts";
import type { Stack } from "./assembly.ts";
import type { World } from "./world.ts";

export type { Listing };

/** What CloudFormation would list of these stacks, as far as tools ask for it. */
export const listingOf = ({ resources }: World, stacks: readonly Stack[]): Listing => {
  const outputs = stacks.map(({ template }) => template.Outputs["Settings"]?.Value);
  return {
    resources: resources
      .filter(({ type }) => LISTED_TYPES.has(type))
      .map(({ stack, logicalId, type, identity }) => ({
        stack: stack.name,
        logicalId,
        type,
        id: identity.ref,
      })),
    settings: outputs.find((value) => typeof value === "string") ?? "{}",
  };
};
