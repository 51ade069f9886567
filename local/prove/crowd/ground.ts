import type { Chance } from "../chance.ts";
import { addCatalogue, type Product } from "../../bench/catalogue.ts";
import { organise } from "../../bench/acts/setup.ts";
import { acting } from "./acting.ts";
import type { ProveCrew } from "./errand.ts";
import { openOutbox, type Outbox } from "./outbox.ts";
import type { Receiver } from "../hooks/receiver.ts";
import type { Post } from "./post.ts";
import { rotate, subscribe } from "./subscribing.ts";

/** What all errands find: what is sold, the forms, the mail. */
export interface Ground {
  readonly products: readonly Product[];
  /** Ids of two forms: one with a captcha, and one whose visitors confirm their address. */
  readonly forms: { readonly guarded: string; readonly confirmed: string };
  readonly post: Post;
  readonly outbox: Outbox;
  /** The systems that events are sent to. */
  readonly receiver: Receiver;
}

const field = (name: string, kind: string, of: string) => ({ name, label: name, kind, field: of });

/** All visitors have the address of this machine. */
const limits = { perAddress: 10_000, perForm: 1_000_000 };

const form = {
  language: "en",
  fields: [
    { ...field("name", "text", "lastName"), required: true },
    { ...field("email", "email", "email"), required: true },
    field("company", "text", "company"),
    field("message", "textarea", "note"),
  ],
  consents: [{ id: "privacy", version: "1", text: "I have read the privacy notice.", required: true }],
  process: "lean",
  minSeconds: 0,
  limits,
};

/** The least work that a challenge can ask for: it is solved on the machine that is put to the proof. */
const captcha = { type: "altcha", cost: 1000 };

/** Two systems that are there from the beginning: one wants each deal in its order, one what people do with customers. */
const subscriptions = [
  { name: "books", types: ["quote.*", "order.*", "invoice.*"], ordered: true, inFlight: 10 },
  {
    name: "marketing",
    types: ["*"],
    filter: { actor: { type: ["user"] }, stage: ["lead", "account", "contact", "opportunity", "form"] },
  },
];

/** Prepares what all errands find. */
export const prepareGround = async (
  crew: ProveCrew,
  {
    chance,
    post,
    outbox,
    receiver,
  }: Omit<Ground, "products" | "forms" | "outbox"> & {
    readonly chance: Chance;
    readonly outbox: string;
  },
): Promise<Ground> => {
  const { sales, admin } = crew;
  const products = await addCatalogue(sales, chance.of("catalogue"));
  await organise(acting(admin));
  const guarded = await sales.ask("POST", "/forms", { ...form, name: "Guarded", captcha });
  const confirmed = await sales.ask("POST", "/forms", { ...form, name: "Confirmed", doubleOptIn: true });
  const forms = { guarded: guarded.id, confirmed: confirmed.id };
  for (const each of subscriptions) {
    const subscribed = await subscribe(admin, receiver, each);
    // Somebody has seen the first one: nothing may be signed with it any more, however long this goes on.
    if (each.name === "marketing") await rotate(admin, receiver, subscribed, 0);
  }
  return { products, forms, post, outbox: openOutbox(outbox), receiver };
};
