/** The key under which every subscription lies that is not disabled. */
export const LIVE = "live";

const ALL = "all";
const stageKey = (stage: string) => `stage:${stage}`;

/** The keys under which a subscription is found. */
export function keysOf({ types }: { readonly types: readonly string[] }): readonly string[] {
  const stages = new Set(types.map((type) => type.slice(0, type.lastIndexOf("."))));
  return [LIVE, ...(types.includes("*") ? [ALL] : [...stages].map(stageKey))];
}

/**
 * The keys under which those lie that may want an event of this stage: `matches` says whether they do. A test of a
 * subscription is for that one, whatever it subscribes to: so for what happens to subscriptions all are asked.
 */
export function keysFor(stage: string): readonly string[] {
  return stage === "subscription" ? [LIVE] : [ALL, stageKey(stage)];
}
