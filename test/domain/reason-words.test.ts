import { expect, test } from "vitest";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { told } from "../../domain/words/told.ts";
import { voiceOf } from "../../domain/words/voice.ts";
import { eventsOf, leanProcess } from "../support/given.ts";

function lost(reason: string, label: string): string | undefined {
  const reasons = { "opportunity.lose": [{ code: "slow", label: { en: label } }] };
  const data = { reason, note: "three weeks", lostOn: "2026-11-23", openQuotes: [] };
  const [event] = eventsOf(opportunity, [{ type: "opportunity.lost", data }]);
  return event && told(event, opportunity, voiceOf("en", { ...leanProcess(), reasons })).text;
}

test("a reason is told in the words of the organisation, not as its code", () => {
  expect(lost("slow", "We were too slow")).toBe("Opportunity lost: We were too slow (three weeks)");
});

test("a reason that the process does not know is told as it was given", () => {
  expect(lost("fire", "We were too slow")).toBe("Opportunity lost: fire (three weeks)");
});

test("a label of any length and with any characters is told as it is", () => {
  const label = `$& ${"x".repeat(190)}`;
  expect(lost("slow", label)).toBe(`Opportunity lost: ${label} (three weeks)`);
});
