import { Regarding, regardingStages } from "../activity/regarding.ts";

const TAG = /\+([a-z]{3})[_-]([0-9a-z]{10,26})((?:-[a-z]?[0-9]{1,6}){0,4})@/i;

/** The record whose id is in one of these addresses: sales+opp_01J...@example.com. */
export function tokenOf(addresses: readonly string[]): Regarding | undefined {
  for (const address of addresses) {
    const [, tag = "", rest = "", of = ""] = TAG.exec(address.slice(0, 400)) ?? [];
    const prefix = tag.toLowerCase();
    const home = regardingStages.find((stage) => stage.prefix === prefix);
    // Some servers write addresses in small letters; the body of an id has none.
    const id = `${prefix}_${rest.toUpperCase()}${of.toLowerCase()}`;
    const parsed = Regarding.safeParse({ stage: home?.name, id });
    if (parsed.success) return parsed.data;
  }
  return undefined;
}
