import { Duration, type Stack, Validations } from "aws-cdk-lib";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { decideSubmission, enterSubmission } from "../domain/submission/actions.ts";
import { PREFIX } from "../functions/runtime/capture/cards/keys.ts";
import { cardRoutes } from "../functions/runtime/capture/cards/routes.ts";
import { bindAction, bindBucket, bindMissing, bindTable, bindTextract } from "./bind.ts";
import type { CaptureProps } from "./capture.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";
import { collect, consume, createWorkQueue } from "./work-queue.ts";

/** Adds business cards: the route that takes them in, and the one that leads to the files of any submission. */
export function addCards(stack: Stack, props: CaptureProps): void {
  addTaking(stack, props);
  addReading(stack, props);
  addFiles(stack, props);
}

function addTaking(stack: Stack, { api, table, settings, intake, dist }: CaptureProps): void {
  const cards = createFunction(stack, "cards", {
    name: "capture-cards",
    summary: "Takes business cards in: vCards, MeCards and photos, many at once",
    // A hundred cards are taken one after the other; the API waits for 30 seconds.
    timeout: timeouts.queue,
    dist,
  });
  bindAction(cards, enterSubmission, table, settings);
  bindBucket(cards, intake, PREFIX, ["put"]);
  acknowledge(cards, PREFIX);
  addRoutes(stack, api, cards, [cardRoutes.cards]);
}

/** Textract takes few calls a second in most regions, and here one picture is read after the other. */
const READ_AT_ONCE = 2;

/** Here two pictures may wait for one reader. */
const READING = Duration.seconds(60);

function addReading(stack: Stack, { table, bus, settings, intake, dist }: CaptureProps): void {
  const what = "Photos of cards that could not be read";
  const work = createWorkQueue(stack, "read-card", what, settings, READING);
  collect(stack, "read-card", work, {
    bus,
    types: ["submission.received"],
    description: "The photo of a card -> what is on it",
    // A card that came as text is decided on already.
    detail: { data: { source: ["card"], raw: { contentType: [{ prefix: "image/" }] } } },
  });
  const read = createFunction(stack, "read-card", {
    name: "capture-read-card",
    summary: "Reads the photos of business cards, and has what they are decided on",
    timeout: READING,
    dist,
  });
  bindAction(read, decideSubmission, table, settings);
  bindBucket(read, intake, PREFIX, ["get", "put"]);
  bindMissing(read, intake, PREFIX);
  bindTextract(read);
  acknowledge(read, PREFIX);
  // Each reading takes seconds: several in one batch would run out of time together.
  consume(read, work, READ_AT_ONCE, 1);
}

function addFiles(stack: Stack, { api, table, intake, dist }: CaptureProps): void {
  const files = createFunction(stack, "submission-file", {
    name: "capture-submission-file",
    summary: "Leads to a file of a submission: the photo of a card, an attachment, a whole mail",
    timeout: timeouts.http,
    dist,
  });
  bindTable(files, table, ["get"]);
  bindBucket(files, intake, "", ["get"]);
  acknowledge(files, "");
  addRoutes(stack, api, files, [cardRoutes.file]);
}

/** The bucket of the stack of the data, as the checks call it. */
const BUCKET = "salesline-data:ExportsOutputFnGetAttIntakeA0CA28E8Arn52054E15";

function acknowledge({ role, node }: Function, prefix: string): void {
  if (role === undefined) throw new Error(`${node.path} has no role of its own`);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${BUCKET}/${prefix}*]`,
    reason: "Objects are named after what is yet to come in; the prefix is all that this function needs",
  });
}
