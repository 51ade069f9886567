import { refuse } from "../../../../domain/kernel/refusal.ts";
import { SubmissionId } from "../../../../domain/kernel/id.ts";
import { confirmSubmission } from "../../../../domain/submission/actions.ts";
import { submission, type Submission } from "../../../../domain/submission/submission.ts";
import type { World } from "../../ask.ts";
import { edge, type HttpEvent, type HttpHandler } from "../../edge.ts";
import { readRecord } from "../../items.ts";
import { recordKey } from "../../keys.ts";
import { perform } from "../../perform.ts";
import { traceId } from "../../trace.ts";
import { openWorld } from "../../world.ts";
import { confirmPage, type ConfirmSays } from "./confirm-page.ts";
import { openDesk } from "./desk.ts";
import { findForm } from "./find-form.ts";
import type { ShownForm } from "./page.ts";
import { checkLink } from "./token.ts";

async function submissionOf(id: string, { journal }: World): Promise<Submission | undefined> {
  if (!SubmissionId.safeParse(id).success) return undefined;
  const [item] = await journal.load([recordKey(submission.name, id)]);
  return item && submission.record.parse(readRecord(item).state);
}

const isWaiting = (found: Submission) =>
  found.status === "held" && found.reasons.some(({ code }) => code === "awaiting-confirmation");

/** What is to be seen now: a link that was used says thank you again. */
function seen(found: Submission | undefined): ConfirmSays {
  if (found === undefined) return "gone";
  if (isWaiting(found)) return "ask";
  return found.confirmedAt === undefined ? "gone" : "done";
}

async function confirm(id: string, form: ShownForm, world: World): Promise<ConfirmSays> {
  const outcome = await perform(
    {
      action: confirmSubmission,
      id,
      input: {},
      commandId: `confirm:${id}`,
      actor: { type: "source", id: `form:${form.id}` },
      traceId: traceId(),
    },
    world,
  );
  if (outcome.ok || outcome.code === "wrong_state") return seen(await submissionOf(id, world));
  // Too many at the same moment: whoever presses the button again is asked again.
  return "ask";
}

/** The Lambda function of /f/{formId}/confirm: GET asks, so that programs which open links confirm nothing; POST confirms. */
export function confirmForm(): HttpHandler {
  const desk = openDesk();
  const world = openWorld();
  return edge("form.confirm", async (event: HttpEvent) => {
    const form = await findForm(event, desk.journal);
    if (form === undefined) return refuse("not_found", "There is no such form");
    const { s = "", e = "", t = "" } = event.queryStringParameters ?? {};
    const link = checkLink(await desk.key(), form.id, { s, e, t }, new Date());
    if (link === "forged") return confirmPage(form, "forged");
    const before = seen(await submissionOf(s, world));
    if (before !== "ask") return confirmPage(form, before);
    if (link === "late") return confirmPage(form, "late");
    const posted = event.requestContext.http.method === "POST";
    return confirmPage(form, posted ? await confirm(s, form, world) : "ask");
  });
}
