import { refuse } from "../../../../domain/kernel/refusal.ts";
import { edge, type HttpHandler, json } from "../../edge.ts";
import { challengeOf } from "./altcha.ts";
import { refusedAnswer } from "./answer.ts";
import { openDesk } from "./desk.ts";
import { findForm } from "./find-form.ts";
import { corsOf } from "./origin.ts";
import { stampOf } from "./token.ts";

/** The Lambda function of GET /f/{formId}/challenge: what a script shows a form with, for one submission. */
export function giveTicket(): HttpHandler {
  const desk = openDesk();
  return edge("form.challenge", async (event) => {
    const form = await findForm(event, desk.journal);
    if (form === undefined || form.status === "retired") {
      return refuse("not_found", "There is no such form, or it takes nothing any more");
    }
    const { allowed, headers } = corsOf(form, event);
    if (!allowed) {
      const message =
        "This form may not be shown on this page: its origin is not one of those that the form names";
      return refusedAnswer(refuse("forbidden", message), { asJson: true, headers });
    }
    const [key, now] = [await desk.key(), new Date()];
    const { captcha } = form;
    const altcha =
      captcha?.type === "altcha" ? await challengeOf(key, form.id, now, captcha.cost) : undefined;
    const ticket = { shown: stampOf(key, form.id, now), ...(altcha !== undefined && { altcha }) };
    return json(200, ticket, { ...headers, "cache-control": "no-store" });
  });
}
