import { asideOf, openDeals, openEvents, showReactions, showTotals } from "./lists.ts";
import { byId } from "./nodes.ts";
import { receive } from "./received.ts";
import { openScore } from "./score.ts";

const score = openScore(byId("score"));
const deals = openDeals(byId("deals"), (deal) => score.pick(deal));
const list = openEvents(byId("events"));
const [empty, connection, aside] = [byId("empty"), byId("connection"), byId("aside")];
let count = 0;

receive("/local/flow/events", {
  happened(events) {
    count += events.length;
    empty.remove();
    byId("legend").removeAttribute("hidden");
    score.add(events);
    deals(events);
    list(events);
  },
  state(state) {
    showTotals(byId("totals"), state, count);
    showReactions(byId("reactions"), byId("quiet"), state);
    const said = asideOf(state);
    // Told once, and not each second again, to who hears the page.
    if (aside.textContent !== said) aside.textContent = said;
    aside.toggleAttribute("hidden", said === "");
  },
  connected(live) {
    connection.textContent = live ? "live" : "connection lost, trying again";
    connection.className = live ? "live" : "lost";
  },
});
