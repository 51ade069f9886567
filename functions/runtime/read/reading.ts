import type { Refusal } from "../../../domain/kernel/refusal.ts";
import { roleNames } from "../../../domain/kernel/role.ts";
import { authorise, type Caller } from "../caller.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler } from "../edge.ts";

/** The Lambda function of a read: every role of the company may ask. */
export function reading(
  name: string,
  answer: (event: HttpEvent, caller: Caller) => Promise<Answer | Refusal>,
): HttpHandler {
  return edge(name, async (event) => {
    const caller = authorise(event, roleNames);
    return caller.ok ? answer(event, caller) : caller;
  });
}
