import type { subscription } from "../../domain/subscription/subscription.ts";
import type { Texts } from "./text.ts";

/** Who gets which events. No event has a secret. */
export const subscriptionTexts: Texts<typeof subscription> = {
  "subscription.created": {
    text: "Somebody subscribed to events: which types, by which filter, and where they are sent. The secret is in no event.",
    by: ["create"],
  },
  "subscription.updated": {
    text: "A subscription changed: `before` and `after` have the changed fields only. One that failed begins anew when its address changed.",
    by: ["update"],
  },
  "subscription.secret-rotated": {
    text: "Requests are signed with a new secret, and until `previousUntil` with the one before as well.",
    by: ["rotate-secret"],
  },
  "subscription.paused": {
    text: "Nothing is sent for now: what happens meanwhile goes out when the subscription is resumed.",
    by: ["pause"],
  },
  "subscription.resumed": {
    text: "Events are sent again; since when the receiver had failed is forgotten.",
    by: ["resume"],
  },
  "subscription.tested": {
    text: "Somebody wants to see a request arrive: this event is sent to the subscription that it is about, and to no other.",
    by: ["test"],
  },
  "subscription.redelivery-asked": {
    text: "One delivery, or all events between two instants, are to be sent again. It cannot be subscribed to.",
    by: ["redeliver"],
  },
  "subscription.failing": {
    text: "The receiver does not take what it is sent, since when and for which reason. It is still tried, and this event cannot be subscribed to.",
    by: ["note-failing"],
  },
  "subscription.recovered": {
    text: "The receiver takes what it is sent again. It cannot be subscribed to.",
    by: ["note-recovered"],
  },
  "subscription.disabled": {
    text: "Nothing is sent any more: the receiver is gone (410), has failed for five days, or a person ended it. `owner` is who should be told.",
    by: ["disable", "give-up"],
  },
};
