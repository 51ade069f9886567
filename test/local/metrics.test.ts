import { describe, expect, test } from "vitest";
import { captureLead } from "../../domain/lead/actions.ts";
import { countCommand, count, flush, measure } from "../../functions/runtime/metrics.ts";
import { about } from "../../functions/runtime/trace.ts";
import { figuresOf } from "../../local/metrics/figures.ts";
import { openFigures } from "../../local/metrics/registry.ts";
import { printed } from "../support/printed.ts";

/** What a function prints when this happens in one of its invocations. */
function lineOf(happens: () => void): string {
  const { lines } = printed();
  flush();
  lines.splice(0);
  happens();
  flush();
  return lines.join("\n");
}

const seen = async (...lines: readonly string[]) => {
  const figures = openFigures();
  for (const line of lines) {
    const found = figuresOf(line);
    if (found !== undefined) figures.add(found);
  }
  figures.answered({ route: "POST /leads", status: 201, ms: 40 });
  const depths = [{ consumer: "react-place-order", waiting: 4, taken: 2, dead: 1 }];
  return (await figures.text(depths, new Map([["publish", 7]]))).split("\n");
};

describe("the figures of this machine", () => {
  test("are those that the functions print, with action, outcome and reaction as labels", async () => {
    const command = lineOf(() => {
      countCommand(captureLead.name, "done");
      countCommand(captureLead.name, "done");
      countCommand("quote.send", "wrong_state");
      count("Conflicts", 3);
    });
    const reaction = lineOf(() =>
      about({ consumer: "place-order" }, () => {
        count("ReactionsDone", 2);
        count("MessagesFailed");
        measure("ReactionLag", 120);
        measure("ReactionLag", 4000);
        flush();
      }),
    );
    const sweep = lineOf(() => measure("OldestUnpublished", 90));
    const text = await seen(command, reaction, sweep);
    expect(text).toEqual(
      expect.arrayContaining([
        'salesline_commands_total{action="lead.capture",outcome="done"} 2',
        'salesline_commands_total{action="quote.send",outcome="wrong_state"} 1',
        "salesline_conflicts_total 3",
        "salesline_receipts_hit_total 0",
        'salesline_reactions_total{reaction="place-order",outcome="done"} 2',
        'salesline_messages_failed_total{consumer="place-order"} 1',
        'salesline_reaction_lag_seconds_bucket{le="0.25",reaction="place-order"} 1',
        'salesline_reaction_lag_seconds_count{reaction="place-order"} 2',
        "salesline_oldest_unpublished_seconds 90",
        'salesline_queue_messages{consumer="react-place-order",state="waiting"} 4',
        'salesline_dead_letters{consumer="react-place-order"} 1',
        'salesline_stream_behind_seconds{source="publish"} 7',
        'salesline_http_requests_total{route="POST /leads",status="201"} 1',
      ]),
    );
  });

  test("do not come from lines that are no figures, whatever is in them", () => {
    const lines = [
      "",
      "{",
      '{"_aws":1}',
      '{"_aws":{"CloudWatchMetrics":',
      '{"level":"INFO","message":"_aws"}',
    ];
    expect(lines.map(figuresOf)).toEqual(lines.map(() => undefined));
  });
});
