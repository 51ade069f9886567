import type { Attribution } from "../../../../domain/capture/attribution.ts";
import { own } from "../../../../domain/form/names.ts";
import { one, type Posted } from "../../../../domain/form/posted.ts";
import type { ReadPost } from "../../../../domain/form/read.ts";
import { Language } from "../../../../domain/kernel/process.ts";
import type { Refusal } from "../../../../domain/kernel/refusal.ts";
import { enterSubmission, receiveSubmission } from "../../../../domain/submission/actions.ts";
import type { Signal } from "../../../../domain/submission/reason.ts";
import { submission } from "../../../../domain/submission/submission.ts";
import type { World } from "../../ask.ts";
import type { IntakeBucket } from "../../intake-bucket.ts";
import { recordKey } from "../../keys.ts";
import { perform } from "../../perform.ts";
import { traceId } from "../../trace.ts";
import type { Received, ReceivedFile } from "./body.ts";
import type { ShownForm } from "./page.ts";

/** A post that is in order, with what is known of it. */
export interface Accepted {
  readonly id: string;
  readonly form: ShownForm;
  readonly received: Received;
  readonly read: ReadPost;
  readonly attribution: Attribution | undefined;
  readonly signals: readonly Signal[];
  readonly contentHash: string;
  /** Nobody could say whether its visitor is a machine. */
  readonly unproved: boolean;
}

/** Proofs are of use once, and say nothing of the enquiry. */
const proofs = new Set<string>([own.altcha, own.turnstile]);

function sentOf({ values }: Posted): Record<string, string | string[]> {
  const kept = [...values].filter(([name]) => !proofs.has(name));
  return Object.fromEntries(
    kept.map(([name, [first = "", ...more]]) => [name, more.length === 0 ? first : [first, ...more]]),
  );
}

const keyOf = (id: string, index: number) => `forms/${id}/${index + 1}`;

function storedFiles(id: string, files: readonly ReceivedFile[]) {
  return files.map(({ name, contentType, bytes }, index) => ({
    key: keyOf(id, index),
    name,
    contentType,
    bytes,
  }));
}

function intakeOf({ id, form, received, read, ...known }: Accepted) {
  const { language, campaign, owner, process, doubleOptIn } = form;
  const { fields, provenance, answers, text, consents } = read;
  const said = Language.safeParse(one(received.posted, own.language));
  return {
    source: "web",
    form: form.id,
    sent: sentOf(received.posted),
    ...(received.files.length > 0 && { files: storedFiles(id, received.files) }),
    fields,
    provenance,
    ...(Object.keys(answers).length > 0 && { answers }),
    ...(text !== undefined && { text }),
    language: said.success ? said.data : language,
    campaign,
    owner,
    process,
    ...(consents.length > 0 && { consents }),
    ...(known.attribution !== undefined && { attribution: known.attribution }),
    ...(known.signals.length > 0 && { signals: known.signals }),
    contentHash: known.contentHash,
    ...(doubleOptIn === true && { confirm: true }),
  };
}

const unverified = { verdict: "held", reasons: [{ code: "captcha-unverified" }] };

/** Whether a submission is there already. */
export async function isKept(id: string, { journal }: Pick<World, "journal">): Promise<boolean> {
  const [item] = await journal.load([recordKey(submission.name, id)]);
  return item !== undefined;
}

/**
 * Keeps a post as a submission; files first, so that it never names one that is not there. The refusal when it cannot be
 * kept: one that is there already is no refusal, whoever was faster.
 */
export async function keep(
  accepted: Accepted,
  bucket: IntakeBucket,
  world: World,
): Promise<Refusal | undefined> {
  const { id, form, unproved, received } = accepted;
  // Never served as what a visitor says that it is.
  const type = "application/octet-stream";
  await Promise.all(received.files.map(({ content }, index) => bucket.put(keyOf(id, index), content, type)));
  const intake = intakeOf(accepted);
  const asked = {
    id,
    commandId: `form:${id}`,
    actor: { type: "source" as const, id: `form:${form.id}` },
    traceId: traceId(),
  };
  const outcome = unproved
    ? await perform({ ...asked, action: enterSubmission, input: { ...intake, hint: unverified } }, world)
    : await perform({ ...asked, action: receiveSubmission, input: intake }, world);
  return outcome.ok || (await isKept(id, world)) ? undefined : outcome;
}
