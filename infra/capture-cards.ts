import { type Stack, Validations } from "aws-cdk-lib";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { enterSubmission } from "../domain/submission/actions.ts";
import { PREFIX } from "../functions/runtime/capture/cards/keys.ts";
import { cardRoutes } from "../functions/runtime/capture/cards/routes.ts";
import { bindAction, bindBucket, bindTable } from "./bind.ts";
import type { CaptureProps } from "./capture.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";

/** Adds business cards: the route that takes them in, and the one that leads to the files of any submission. */
export function addCards(stack: Stack, props: CaptureProps): void {
  const { api, table, settings, intake, dist } = props;
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
