import { SecretValue, type Stack, Validations } from "aws-cdk-lib";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { enterSubmission } from "../domain/submission/actions.ts";
import { bindAction, bindBucket, bindCounters, bindMail, bindSecret } from "./bind.ts";
import type { AddSource, CaptureProps } from "./capture.ts";
import { createFunction, timeouts } from "./function.ts";
import { type FormRoute, formRoutes } from "../functions/runtime/capture/forms/routes.ts";
import { addRoutes } from "./route.ts";
import { collect, consume, createWorkQueue } from "./work-queue.ts";

const PUBLIC =
  "Visitors of web pages have no token: origins, limits, captchas and signed links are checked by the function";

function addRoute(
  stack: Stack,
  { api, dist }: CaptureProps,
  name: FormRoute["entry"],
  summary: string,
): Function {
  const routes = formRoutes.filter(({ entry }) => entry === name);
  const fn = createFunction(stack, name, { name, summary, timeout: timeouts.http, dist });
  addRoutes(stack, api, fn, routes, { publicBecause: PUBLIC });
  return fn;
}

/** The secret of Turnstile comes from Secrets Manager when a deployment begins; without one, nobody is verified. */
function bindTurnstile(fn: Function, secret: string): void {
  if (secret === "") return;
  fn.addEnvironment("TURNSTILE_SECRET", SecretValue.secretsManager(secret).unsafeUnwrap());
}

function addPosting(stack: Stack, props: CaptureProps): void {
  const { table, intake, settings } = props;
  const send = addRoute(stack, props, "capture-form", "A visitor sends a form");
  // All that comes in may carry files; nothing of them is read here.
  bindAction(send, enterSubmission, table, settings);
  bindCounters(send, table);
  bindBucket(send, intake, "forms/", ["put"]);
  bindTurnstile(send, settings.turnstileSecret);
  Validations.of(must(send.role, send)).acknowledge({
    id: "AwsSolutions-IAM5[Resource::salesline-data:ExportsOutputFnGetAttIntakeA0CA28E8Arn52054E15/forms/*]",
    reason: "Files are stored below the id of their submission, which is yet to come",
  });
  const challenge = addRoute(stack, props, "capture-challenge", "What a script shows a form with");
  bindSecret(challenge, table);
}

function must<T>(value: T | undefined, { node }: Function): T {
  if (value === undefined) throw new Error(`${node.path} has no role of its own`);
  return value;
}

function addConfirming(stack: Stack, props: CaptureProps): void {
  const { api, table, bus, settings, dist } = props;
  const confirm = addRoute(stack, props, "capture-confirm", "A visitor confirms an address");
  bindAction(confirm, enterSubmission, table, settings);

  const name = "capture-confirm-mail";
  const work = createWorkQueue(
    stack,
    name,
    "Visitors who could not be asked to confirm their address",
    settings,
  );
  const types = ["submission.held"];
  collect(stack, name, work, { bus, types, description: "submission.held -> a mail that asks to confirm" });
  const summary = "Asks visitors by mail to confirm their address";
  const mail = createFunction(stack, name, { name, summary, timeout: timeouts.queue, dist });
  bindSecret(mail, table);
  bindCounters(mail, table);
  bindMail(mail, settings.formSender);
  mail.addEnvironment("PUBLIC_URL", settings.publicUrl === "" ? api.httpApi.apiEndpoint : settings.publicUrl);
  consume(mail, work);
}

/** Adds web forms: what visitors send, what they are challenged with, and how they confirm. */
export const addForms: AddSource = (stack, props) => {
  addPosting(stack, props);
  addConfirming(stack, props);
};
