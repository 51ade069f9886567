import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { text } from "../kernel/text.ts";
import { order } from "./order.ts";

export const holdOrder = order.action("hold", {
  summary: "Put the order on hold: nothing is delivered or billed until it goes on",
  roles: ["sales", "fulfilment", "finance"],
  from: ["placed", "partly-fulfilled"],
  input: z.strictObject({ reason: text(1000).optional() }),
  decide: (_, data) => accept({ type: "order.held", data }),
});

export const resumeOrder = order.action("resume", {
  summary: "Go on with an order that is on hold",
  roles: ["sales", "fulfilment", "finance"],
  from: ["on-hold"],
  input: z.strictObject({}),
  decide: () => accept({ type: "order.resumed", data: {} }),
});
