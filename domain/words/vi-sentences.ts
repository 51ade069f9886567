import type { Envelope } from "../kernel/event.ts";
import { viAssigning } from "./vi-assigning.ts";
import { viActivities } from "./vi-activities.ts";
import { viBilling } from "./vi-billing.ts";
import { viCapturing } from "./vi-capturing.ts";
import { viCatalogue } from "./vi-catalogue.ts";
import { viCustomers } from "./vi-customers.ts";
import { viExports } from "./vi-exports.ts";
import { viForms } from "./vi-forms.ts";
import { viHandling } from "./vi-handling.ts";
import { viLists } from "./vi-lists.ts";
import { viOperating } from "./vi-operating.ts";
import { viSubscribing } from "./vi-subscribing.ts";
import { viSelling } from "./vi-selling.ts";
import type { Voice } from "./voice.ts";

const tales = new Map(
  [
    ...viCustomers,
    ...viCatalogue,
    ...viSelling,
    ...viBilling,
    ...viActivities,
    ...viCapturing,
    ...viForms,
    ...viLists,
    ...viAssigning,
    ...viOperating,
    ...viSubscribing,
    ...viExports,
  ].map((tale) => [tale.stage, tale]),
);

/** The sentence of an event in Vietnamese; throws when there is none, which is a fault. */
export function tellInVietnamese(event: Envelope, voice: Voice): string {
  const sentence = tales.get(event.stage)?.tell(event, voice) ?? viHandling(event, voice);
  if (sentence === undefined) throw new Error(`${event.type} has no sentence in Vietnamese`);
  return sentence;
}
