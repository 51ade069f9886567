/**
 * The event types by stage, as plain names: whoever checks a name needs no stage, and a stage that names all others would
 * need itself. A test keeps them as the stages have them.
 */
export const eventTypes: Readonly<Record<string, readonly string[]>> = {
  submission: words("received read confirmed accepted merged held marked-spam rejected repeated"),
  lead: words(
    "captured changed enriched contacted response-missed assigned qualified disqualified reopened absorbed merged " +
      "passed-on told-apart ticked migrated",
  ),
  account: words("opened changed assigned"),
  contact: words("added changed assigned"),
  product: words("added changed retired"),
  "tax-code": words("added changed retired"),
  "price-list": words("added changed entries-set retired"),
  opportunity: words(
    "opened changed held resumed quote-noted quote-late won order-added lost reopened assigned ticked migrated",
  ),
  quote: words(
    "drafted changed repriced terms-changed approval-requested approved rejected sent revised accepted declined " +
      "expired cancelled assigned ticked migrated",
  ),
  order: words(
    "placed fulfilled billed held resumed rest-cancelled returned deposit-unused invoice-noted invoiced " +
      "invoice-cancelled cancelled assigned ticked migrated",
  ),
  invoice: words(
    "issued payment-received paid overdue credited refunded written-off cancelled assigned migrated",
  ),
  "credit-note": words("issued assigned migrated"),
  activity: words("added changed done deleted"),
  seller: words("changed"),
  process: words("changed"),
  form: words("added changed retired"),
  capture: words("changed"),
  import: words("created mapped changed check-started progressed checked started done failed cancelled"),
  team: words("added changed gave queued turned-away ended retired"),
  "dead-letter": words("discarded"),
  export: words("requested started part-written searched completed failed cancelled"),
  subscription: words(
    "created updated secret-rotated paused resumed tested redelivery-asked failing recovered disabled",
  ),
};

function words(names: string): readonly string[] {
  return names.split(" ");
}

/**
 * What nobody can subscribe to. A subscription that fails and recovers would make events that another one fails on and
 * recovers from, for ever; what was asked of one subscription is no news for others. `subscription.disabled` needs a
 * person to happen again, so it can be told.
 */
const untold: ReadonlySet<string> = new Set([
  "subscription.failing",
  "subscription.recovered",
  "subscription.tested",
  "subscription.redelivery-asked",
]);

/** Whether events of this type can be subscribed to. */
export function isTold(type: string): boolean {
  return !untold.has(type);
}

/** What is wrong with a name of an event type, `<stage>.*` or `*`; undefined when nothing is. */
export function typeFault(name: string): string | undefined {
  if (name === "*") return undefined;
  const dot = name.indexOf(".");
  const [stage, event] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
  const known = Object.hasOwn(eventTypes, stage) ? eventTypes[stage] : undefined;
  if (known === undefined) {
    return `must be an event type such as quote.accepted, or all of a stage such as quote.*: stages are ${Object.keys(eventTypes).join(", ")}`;
  }
  if (!isTold(name)) return "cannot be subscribed to: it would feed itself; take subscription.disabled";
  if (event === "*" || known.includes(event)) return undefined;
  return `is no event type: ${stage} has ${known.filter((each) => isTold(`${stage}.${each}`)).join(", ")}, or *`;
}
