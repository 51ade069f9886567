import type { Action } from "../../domain/kernel/action.ts";
import { follow, type Followed, type FollowParts } from "../../functions/runtime/webhooks/follow.ts";
import { ask, done } from "../support/world.ts";
import type { Webhooks } from "./webhook-world.ts";

/** Asks something of a subscription, and puts what it made into the feed; answers the last event. */
export async function asked(hooks: Webhooks, action: Action, id: string, input: object = {}) {
  await done(ask(action, input, { id, roles: ["admin"] }), hooks.world);
  const events = await hooks.world.journal.events("subscription", id, 99);
  await hooks.parts().feed.append(events);
  const last = events.at(-1);
  if (last === undefined) throw new Error("no event");
  return last;
}

/** Follows a message as the function does that a queue feeds, also what it leaves for later: by how many invocations. */
export async function followed(
  hooks: Webhooks,
  message: Followed,
  { pages = Infinity, parts = hooks.parts() }: { pages?: number; parts?: ReturnType<Webhooks["parts"]> } = {},
): Promise<number> {
  const left: Followed[] = [message];
  let invocations = 0;
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    let looks = 0;
    const own: FollowParts = {
      ...parts,
      hasTime: () => (looks += 1) <= pages,
      again: (more) => {
        left.push({ range: more });
        return Promise.resolve();
      },
    };
    invocations += 1;
    await follow(next, own);
  }
  return invocations;
}
