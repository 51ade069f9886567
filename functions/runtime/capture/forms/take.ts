import { attributionOf, pageOf } from "../../../../domain/form/attribution.ts";
import { contentHashOf, textHashOf } from "../../../../domain/form/content.ts";
import { own } from "../../../../domain/form/names.ts";
import { type FieldError, one, type Posted } from "../../../../domain/form/posted.ts";
import { readPost } from "../../../../domain/form/read.ts";
import { signalsOf } from "../../../../domain/form/signals.ts";
import { pointerOf } from "../../../../domain/kernel/invalid.ts";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import type { Signal } from "../../../../domain/submission/reason.ts";
import { newId } from "../../ask.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler } from "../../edge.ts";
import { openIntakeBucket } from "../../intake-bucket.ts";
import { openWorld } from "../../world.ts";
import { refusedAnswer, sentAnswer, wantsJson } from "./answer.ts";
import { type Received, receive } from "./body.ts";
import { isCrowded, tooManyOf } from "./crowd.ts";
import { type Desk, openDesk } from "./desk.ts";
import { faultText, tooManyText } from "./fault-words.ts";
import { findForm } from "./find-form.ts";
import { isKept, keep } from "./keep.ts";
import { corsOf } from "./origin.ts";
import type { ShownForm } from "./page.ts";
import { proofField, prove } from "./prove.ts";
import { submissionIdOf } from "../submission-id.ts";
import { readStamp } from "./token.ts";

const DAY = 86_400;

type Taken = { readonly ok: true; readonly receipt: string };

/** One post on its way. */
interface Post {
  readonly form: ShownForm;
  readonly event: HttpEvent;
  readonly received: Received;
  readonly key: Buffer;
  readonly now: Date;
}

const ipOf = ({ requestContext }: HttpEvent) => requestContext.http.sourceIp;
const languageOf = (form: ShownForm, posted: Posted) => one(posted, own.language) ?? form.language;

function wrong(errors: readonly FieldError[], language: string): Refusal {
  const fields = errors.map((error) => ({
    pointer: pointerOf([error.name]),
    message: faultText(error, language),
  }));
  return refuse("rule_broken", fields[0]?.message ?? "", { fields });
}

/** A try to send again what is there already must not make a second one; other answers with the same nonce are another submission. */
function receiptOf({ form, event, received: { posted } }: Post, content: string) {
  const nonce = event.headers["idempotency-key"] ?? one(posted, own.nonce);
  return nonce === undefined
    ? { id: newId("sub"), mayBeThere: false }
    : { id: submissionIdOf(form.id, nonce, content), mayBeThere: true };
}

async function signsOf(post: Post, { counters }: Desk): Promise<Signal[]> {
  const { form, key, now, received } = post;
  const hash = textHashOf(form, received.posted);
  const { times } = hash === undefined ? { times: 0 } : await counters.count(`text#${form.id}#${hash}`, DAY);
  const shown = readStamp(key, form.id, one(received.posted, own.shown), now);
  const crowded = await isCrowded(form, counters);
  return signalsOf(form, received.posted, { shown, sameText: times, crowded });
}

/** The Lambda function of POST /f/{formId}: a visitor sends a form. */
export function takeForm(): HttpHandler {
  const desk = openDesk();
  const world = openWorld();
  const bucket = openIntakeBucket();

  async function take(post: Post): Promise<Taken | Refusal> {
    const { form, event, received, key, now } = post;
    const { posted } = received;
    const { referer } = event.headers;
    const contentHash = contentHashOf(form.id, form, posted);
    const { id, mayBeThere } = receiptOf(post, contentHash);
    if (mayBeThere && (await isKept(id, world))) return { ok: true, receipt: id };
    const read = readPost(form, posted, { at: now.toISOString(), page: pageOf(posted, referer) });
    if (!("ok" in read)) return wrong(read, languageOf(form, posted));
    const proof = await prove(form, posted, {
      key,
      counters: desk.counters,
      ip: ipOf(event),
      submission: id,
    });
    if (proof === "failed") {
      return wrong([{ name: proofField(form), fault: "captcha" }], languageOf(form, posted));
    }
    const signals = await signsOf(post, desk);
    const attribution = attributionOf(posted, { referer, query: event.rawQueryString });
    const unproved = proof === "unverified";
    const refusal = await keep(
      { id, form, received, read, attribution, signals, contentHash, unproved },
      bucket,
      world,
    );
    return refusal ?? { ok: true, receipt: id };
  }

  async function answerTo(event: HttpEvent, form: ShownForm): Promise<Answer> {
    const { allowed, headers } = corsOf(form, event);
    const voice = { asJson: wantsJson(event), headers };
    if (!allowed) {
      const message =
        "This form may not be sent from this page: its origin is not one of those that the form names";
      return refusedAnswer(refuse("forbidden", message), { ...voice, asJson: true });
    }
    if (form.status === "retired") {
      return refusedAnswer(refuse("not_found", "This form takes nothing any more"), voice, { form });
    }
    const received = await receive(event);
    if (!received.ok) return refusedAnswer(received, voice, { form });
    const { posted } = received;
    const key = await desk.key();
    const seconds = await tooManyOf(form, ipOf(event), { key, counters: desk.counters });
    if (seconds !== undefined) {
      const many = refuse("too_many", tooManyText(languageOf(form, posted)));
      return refusedAnswer(many, voice, { form, posted, retryAfter: seconds });
    }
    const taken = await take({ form, event, received, key, now: new Date() });
    return taken.ok ? sentAnswer(form, taken.receipt, voice) : refusedAnswer(taken, voice, { form, posted });
  }

  return edge("form.send", async (event) => {
    const form = await findForm(event, desk.journal);
    return form === undefined ? refuse("not_found", "There is no such form") : answerTo(event, form);
  });
}
