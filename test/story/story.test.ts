import { describe } from "vitest";
import { tellAssigning } from "./assigning.ts";
import { tellDeal } from "./deal.ts";
import { tellDelivery } from "./delivery.ts";
import { tellEdges } from "./edges.ts";
import { tellFeed } from "./feed.ts";
import { tellRaces } from "./races.ts";
import { useSystem } from "./system.ts";
import { tellTrace } from "./trace.ts";

// One system for all of them: it takes seconds to start, and what went before must not matter.
const use = useSystem({ reactionTries: 3, visibilitySeconds: 2 });

describe("a deal", () => {
  tellDeal(use);
});
describe("one trace id in the log", () => {
  tellTrace(use);
});
describe("who takes a lead", () => {
  tellAssigning(use);
});
describe("at the edges", () => {
  tellEdges(use);
});
describe("many at the same time", () => {
  tellRaces(use);
});
describe("events on their way", () => {
  tellDelivery(use);
});
describe("other systems", () => {
  tellFeed(use);
});
