import { describe, expect, test } from "vitest";
import { lead } from "../../domain/lead/lead.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { stages } from "../../domain/stages.ts";
import { eventsOf } from "../support/given.ts";
import { lives, type Past } from "../support/lives.ts";

const told = stages.flatMap(({ stage }) =>
  Object.entries(lives[stage.name] ?? {}).map(([status, past]) => ({
    name: `${stage.name} ${status}`,
    story: eventsOf(stage, past).map((event) => stage.tell(event)),
  })),
);
const storyOf = (name: string) => told.find((each) => each.name === name)?.story;

describe("the history reads as a story", () => {
  test("of a lead", () => {
    expect(storyOf("lead qualified")).toEqual([
      "Lead captured from Alfreds Futterkiste: Tea for the office",
      "Lead qualified: Tea for the office",
    ]);
    expect(storyOf("lead contacted")?.at(-1)).toBe("Lead contacted");
    expect(storyOf("lead disqualified")?.at(-1)).toBe("Lead disqualified: lost");
  });

  test("of a customer and a product", () => {
    expect(storyOf("account active")).toEqual(["Account opened: Alfreds Futterkiste"]);
    expect(storyOf("contact active")).toEqual(["Contact added: Anders"]);
    expect(storyOf("product retired")).toEqual(["Product CHAI added: Chai", "Product CHAI retired"]);
  });

  test("of an opportunity", () => {
    expect(storyOf("opportunity on-hold")).toEqual([
      "Opportunity opened: Tea for the office",
      "Opportunity changed: estimated revenue, lines, totals",
      "Opportunity put on hold",
    ]);
    expect(storyOf("opportunity won")?.at(-1)).toBe("Opportunity won: 0.00 EUR");
    expect(storyOf("opportunity lost")?.at(-1)).toBe("Opportunity lost: price");
  });

  test("of a quote", () => {
    expect(storyOf("quote accepted")).toEqual([
      "Quote drafted, revision 1",
      "Quote sent: 139.09 EUR, valid until 2026-12-31",
      "Quote accepted: 139.09 EUR",
    ]);
    expect(storyOf("quote declined")?.at(-1)).toBe("Quote declined");
    expect(storyOf("quote revised")?.at(-1)).toBe("Quote closed for a revision: quo_0000000001-r2");
    expect(storyOf("quote cancelled")?.at(-1)).toBe("Quote cancelled");
  });

  test("of an order", () => {
    expect(storyOf("order invoiced")).toEqual([
      "Order placed: 139.09 EUR",
      "Order fulfilled: delivery 1, 2 lines",
      "Bill 1: a delivery billed, 139.09 EUR",
      "Bill 1 invoiced",
      "Order invoiced in full",
    ]);
    expect(storyOf("order partly-fulfilled")?.at(-2)).toBe("Order fulfilled in part: delivery 1, 1 line");
    expect(storyOf("order cancelled")?.at(-1)).toBe("Order cancelled");
  });

  test("of an invoice", () => {
    expect(storyOf("invoice paid")).toEqual([
      "Invoice INV-2026-000001 issued: 139.09 EUR, due on 2026-12-23",
      "Payment of 139.09 EUR for invoice INV-2026-000001 received, 0.00 EUR open",
      "Invoice INV-2026-000001 paid in full",
    ]);
    expect(storyOf("invoice cancelled")?.at(-1)).toBe("Invoice INV-2026-000001 cancelled");
  });

  test("with the reason in brackets where one was given", () => {
    const sentence = (stage: Parameters<typeof eventsOf>[0], past: Past) =>
      eventsOf(stage, [past]).map((event) => stage.tell(event))[0];
    const note = { note: "On the phone" };
    expect(sentence(lead, { type: "lead.contacted", data: note })).toBe("Lead contacted (On the phone)");
    expect(sentence(opportunity, { type: "opportunity.held", data: note })).toBe(
      "Opportunity put on hold (On the phone)",
    );
    const late = { quote: "quo_0000000001", status: "draft", reason: "currency" };
    expect(sentence(opportunity, { type: "opportunity.quote-late", data: late })).toBe(
      "Quote quo_0000000001 was draft when the opportunity had changed its currency",
    );
  });
});

describe("the actions", () => {
  const asked = stages.flatMap(({ actions }) => actions).filter(({ route }) => route !== undefined);

  test.each(asked.map((action) => [action.name, action] as const))(
    "%s refuses a field that it does not know",
    (_, action) => {
      const prepared = action.prepare({ surprise: 1 });
      expect(prepared).toMatchObject({ ok: false, code: "invalid_input" });
      expect(prepared).toHaveProperty(
        "fields",
        expect.arrayContaining([expect.objectContaining({ pointer: "/surprise" })]),
      );
    },
  );

  test("each has a route of its own, and only those that nobody may ask have none", () => {
    const routes = asked.map(({ route }) => `${route?.method} ${route?.path}`);
    expect(new Set(routes).size).toBe(routes.length);
    const hidden = stages.flatMap(({ actions }) => actions).filter(({ route }) => route === undefined);
    expect(hidden.filter(({ roles }) => roles.length > 0)).toEqual([]);
    expect(routes).toEqual(
      expect.arrayContaining([
        "POST /leads",
        "PATCH /leads/{id}",
        "PUT /quotes/{id}/lines",
        "POST /orders/{id}/fulfil",
        "POST /opportunities",
      ]),
    );
  });
});

test("every status of every stage has a life that leads to it", () => {
  const missing = stages.flatMap(({ stage }) =>
    stage.statuses.filter(
      (status) => stage.fold(eventsOf(stage, lives[stage.name]?.[status] ?? [])).status !== status,
    ),
  );
  expect(missing).toEqual([]);
});
