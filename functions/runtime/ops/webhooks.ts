import type { Journal } from "../journal.ts";
import { readDelivery } from "../webhooks/delivery.ts";
import { deliveryKey } from "../webhooks/keys.ts";
import type { Letter } from "../webhooks/letter.ts";
import { loadSubscriber } from "../webhooks/subscriber.ts";
import type { Outlook } from "./explain.ts";

const outlook = (kind: Outlook["kind"], text: string, record: string): Outlook => ({
  kind,
  text,
  record,
  events: [],
});

/** What would become of a delivery that was given up, when it is put back: it is sent again from its first try on. */
export async function deliveryOutlook(letter: Letter, journal: Pick<Journal, "load">): Promise<Outlook> {
  const { webhook, position, event, tries, reason, record } = letter;
  const [subscriber, [item]] = await Promise.all([
    loadSubscriber(journal, webhook),
    journal.load([deliveryKey(webhook, position)]),
  ]);
  const why = `it was given up after ${tries} tries: ${reason}`;
  if (subscriber === undefined) {
    const text = `There is no ${webhook}: it is of before a restore, or from elsewhere, and can be discarded`;
    return outlook("refused", text, record);
  }
  const status = item && readDelivery(item).status;
  if (status === "delivered") return outlook("done", `${event} was delivered to ${webhook} since`, record);
  if (status === "pending") return outlook("done", `${event} is being sent to ${webhook} again`, record);
  if (subscriber.state.status === "disabled") {
    const text = `${webhook} is disabled: ${event} would wait there, and be sent when it is resumed; ${why}`;
    return outlook("would-do", text, record);
  }
  return outlook("would-do", `${event} would be sent to ${subscriber.state.url} again; ${why}`, record);
}

/** What would become of a lane that nobody could work on, when its message is put back. */
export async function laneOutlook(subscription: string, journal: Pick<Journal, "load">): Promise<Outlook> {
  const subscriber = await loadSubscriber(journal, subscription);
  if (subscriber === undefined || subscriber.state.status === "disabled") {
    return outlook("settled", `${subscription} is disabled: nothing is sent`, subscription);
  }
  return outlook("would-do", `What is due to ${subscriber.state.url} would be sent`, subscription);
}
