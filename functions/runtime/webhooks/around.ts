import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import { subscription } from "../../../domain/subscription/subscription.ts";
import * as z from "zod";
import type { Ask, World } from "../ask.ts";
import type { Around } from "../http.ts";
import { readRecord } from "../items.ts";
import { recordKey } from "../keys.ts";
import { KEPT_DAYS } from "./delivery.ts";
import { positionOfDelivery } from "./delivery-id.ts";
import { deliveryKey } from "./keys.ts";
import { openSecrets, type Secrets } from "./secrets.ts";
import { openTargets, type Targets } from "./target.ts";

const Named = z.object({ url: z.string() });

/** The address that the request names; for a test, the one that the subscription has. */
async function urlOf({ action, id, input }: Ask, { journal }: World): Promise<string | undefined> {
  if (action.verb !== "test") return Named.safeParse(input).data?.url;
  const [item] = id === undefined ? [] : await journal.load([recordKey(subscription.name, id)]);
  const record = item && subscription.read(readRecord(item).state);
  return record === undefined || record.status === "none" ? undefined : record.url;
}

function refusalOf({ action, input }: Ask, why: string, passes: boolean): Refusal {
  const prepared = action.prepare(input);
  // What is wrong with the whole request is said first, each field by its name.
  if (!prepared.ok) return prepared;
  const message = passes ? `${why}: correct it, or try again in a moment` : why;
  const fields = [{ pointer: action.verb === "test" ? "" : "/url", message }];
  return refuse("invalid_input", action.verb === "test" ? message : `/url: ${message}`, { fields });
}

/** Refuses an address that leads where nothing may be sent: looked at when it is set, when a test is asked for, and at each delivery. */
export function checkedTarget(targets: Targets = openTargets()): Required<Pick<Around, "check">> {
  return {
    async check(ask, world) {
      const url = await urlOf(ask, world);
      if (url === undefined) return undefined;
      const target = await targets.pin(url);
      return target.ok ? undefined : refusalOf(ask, target.why, target.passes);
    },
  };
}

const OneDelivery = z.object({ delivery: z.string() });

/** Refuses to send a delivery again that there is not: it was never one of this subscription, or is kept no longer. */
export function knownDelivery(): Required<Pick<Around, "check">> {
  return {
    async check({ id, input }, { journal }) {
      const { delivery = "" } = OneDelivery.safeParse(input).data ?? {};
      const position = positionOfDelivery(delivery);
      if (id === undefined || position === undefined) return undefined;
      const keys = [recordKey(subscription.name, id), deliveryKey(id, position)];
      const [record, found] = await journal.load(keys);
      if (record === undefined || found !== undefined) return undefined;
      const path = `GET /${subscription.plural}/${id}/deliveries`;
      const message = `There is no delivery ${delivery} of ${id}: ${path} has those of the last ${KEPT_DAYS} days; what has none is sent by from and to`;
      return refuse("invalid_input", `/delivery: ${message}`, {
        fields: [{ pointer: "/delivery", message }],
      });
    },
  };
}

const Shown = z.object({ id: z.string(), generation: z.int() });

/** Shows the secret in the answer; a repeat is answered by the record as it was then, and so with the same secret. */
export function shownSecret(secrets: Secrets = openSecrets()): Required<Pick<Around, "more">> {
  return {
    async more({ record }) {
      const { id, generation } = Shown.parse(record);
      return { secret: await secrets.secretFor(id, generation) };
    },
  };
}
