import { html, hueOf, shortId } from "./nodes.ts";
import type { Consumer, Happened, State } from "./received.ts";

const MOST_DEALS = 8;
const MOST_EVENTS = 100;

/** The deals that were last heard of, each a button that picks it. */
export function openDeals(root: Element, pick: (deal: string | undefined) => void) {
  const last = new Map<string, Happened & { readonly count: number }>();
  let picked: string | undefined;

  function show(): void {
    const latest = [...last.values()].reverse().slice(0, MOST_DEALS);
    root.replaceChildren(
      ...latest.map(({ deal, type, record, count }) => {
        const many = `${count} ${count === 1 ? "event" : "events"}, last ${type} (${shortId(record)})`;
        const button = html("button", "", html("span", "id", shortId(deal)), html("span", "last", many));
        button.setAttribute("type", "button");
        button.setAttribute("aria-pressed", String(picked === deal));
        button.style.setProperty("--hue", hueOf(deal));
        button.dataset["deal"] = deal;
        return html("li", "", button);
      }),
    );
  }

  root.addEventListener("click", ({ target }) => {
    const deal = target instanceof Element ? target.closest("button")?.dataset["deal"] : undefined;
    if (deal === undefined) return;
    picked = picked === deal ? undefined : deal;
    pick(picked);
    show();
    for (const button of root.querySelectorAll("button")) if (button.dataset["deal"] === deal) button.focus();
  });

  return (events: readonly Happened[]): void => {
    for (const event of events) {
      const count = (last.get(event.deal)?.count ?? 0) + 1;
      last.delete(event.deal);
      last.set(event.deal, { ...event, count });
    }
    // A list that changes under the hand of somebody who walks through it is of no use.
    if (!root.contains(document.activeElement)) show();
  };
}

/** The events as a list, newest first: what the picture shows, in words. */
export function openEvents(root: Element) {
  return (events: readonly Happened[]): void => {
    const items = events.slice(-MOST_EVENTS).map(({ type, record, at, causedBy, actor }) => {
      const time = html("time", "", at.slice(11, 23));
      const why = causedBy === undefined ? `by ${actor.id}` : `because of ${causedBy}, by ${actor.id}`;
      return html("li", "", time, html("span", "", type), html("small", "", `${record}, ${why}`));
    });
    root.prepend(...items.reverse());
    while (root.children.length > MOST_EVENTS) root.lastElementChild?.remove();
  };
}

const isBusy = ({ waiting, taken, dead, done = 0, settled = 0, failed = 0 }: Consumer) =>
  waiting + taken + dead + done + settled + failed > 0;

const nameOf = (consumer: string) => consumer.replace(/^react-/, "").replaceAll("-", " ");

const lagOf = (ms: number | undefined) =>
  ms === undefined ? "" : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** One row for each reaction that has something to do or has done something; in red what was set aside. */
export function showReactions(root: Element, quiet: Element, { consumers }: State): void {
  const busy = consumers
    .filter(isBusy)
    .sort((a, b) => b.dead - a.dead || a.consumer.localeCompare(b.consumer));
  root.replaceChildren(
    ...busy.map(({ consumer, waiting, taken, done = 0, settled = 0, failed = 0, lagMs, dead }) => {
      const cells = [waiting + taken, done + settled, failed, lagOf(lagMs), dead].map((value) =>
        html("td", "", value === 0 ? "" : String(value)),
      );
      const name = html("th", "", nameOf(consumer));
      name.setAttribute("scope", "row");
      return html("tr", dead > 0 ? "bad" : "", name, ...cells);
    }),
  );
  const rest = consumers.length - busy.length;
  quiet.textContent = rest === 0 ? "" : `${rest} others have had nothing to do.`;
}

/** The figures at the top. */
export function showTotals(root: Element, { outcomes, behind, consumers }: State, events: number): void {
  const dead = consumers.reduce((sum, each) => sum + each.dead, 0);
  const rows = [
    ["events", events, false],
    ["done", outcomes.done, false],
    ["repeated", outcomes.repeated, false],
    ["refused", outcomes.refused, false],
    ["faults", outcomes.fault, outcomes.fault > 0],
    ["stream behind", lagOf(behind * 1000), behind > 5],
    ["set aside", dead, dead > 0],
  ] as const;
  root.replaceChildren(
    ...rows.map(([name, value, bad]) =>
      html("div", bad ? "bad" : "", html("dt", "", name), html("dd", "", String(value))),
    ),
  );
}

/** Says in a sentence what was set aside, and what to do about it. */
export function asideOf({ consumers }: State): string {
  const dead = consumers.filter((each) => each.dead > 0);
  if (dead.length === 0) return "";
  const list = dead.map(({ consumer, dead: count }) => `${nameOf(consumer)} (${count})`).join(", ");
  return `Set aside after too many tries: ${list}. "npm run ops -- stuck" says why, and "redrive" sends it again.`;
}
