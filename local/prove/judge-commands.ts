import * as z from "zod";
import { type Found, unless } from "../../domain/audit/finding.ts";
import { differenceOf, shown } from "../../domain/audit/difference.ts";
import { sameJson } from "../../domain/kernel/equal.ts";
import { routeUnder } from "../../domain/kernel/action.ts";
import { stages } from "../../domain/stages.ts";
import type { Answered, Asked, Told } from "./history.ts";
import type { Ledger } from "./ledger.ts";

interface Answer extends Pick<Told, "status" | "body"> {
  readonly asked: number;
  readonly answered: number;
}

/** Said by who stands before the system, or of its being too busy: no answer to the command. */
const NO_ANSWER = new Set([401, 408, 429]);
const isDone = ({ status }: Answer) => status >= 200 && status < 300;
const isRefusal = ({ status }: Answer) => status >= 400 && status < 500 && !NO_ANSWER.has(status);

const heard = (answers: readonly Answered[]): Answer[] =>
  answers.flatMap((answer, index) => {
    if (answer === "lost") return [];
    const { status, body, askedAs: asked = index, answeredAs: answered = index } = answer;
    return [{ status, body, asked, answered }];
  });
const commandId = ({ caller, key }: Asked) => `http:${caller}:${key}`;

const routes = new Set(
  stages
    .flatMap(({ actions }) => actions)
    .flatMap((action) => [action.route ?? [], action.under.map((home) => routeUnder(home, action))].flat())
    .map(({ method, path }) => `${method} ${path}`),
);

/** Whether it asks for an action, of which the receipt has the name of the request. */
function isAction({ method, path }: Asked): boolean {
  const [plain = ""] = path.split("?");
  const parts = plain.split("/");
  const general = [...parts.slice(0, 2), ...(parts.length > 2 ? ["{id}", ...parts.slice(3)] : [])].join("/");
  return routes.has(`${method} ${general}`) || routes.has(`${method} ${plain}`);
}

const View = z.looseObject({ id: z.string(), version: z.int() });
const nameOf = (asked: Asked) => `${asked.method} ${asked.path} (key ${asked.key})`;

/** What was acknowledged has its receipt, over just what the answer says; what was refused has none. */
function judgeEffect(all: readonly Asked[], { proofs }: Ledger): Found[] {
  const [asked] = all;
  if (asked === undefined || !isAction(asked)) return [];
  const id = commandId(asked);
  const proof = proofs.get(id);
  const answers = all.flatMap((each) => heard(each.answers));
  const done = answers.find(isDone);
  if (done !== undefined) {
    if (proof === undefined)
      return unless(false, "I1", id, `${nameOf(asked)} was acknowledged and has no receipt`);
    const view = View.safeParse(done.body).data;
    const says = view && `${view.id} version ${view.version}`;
    const holds = says === undefined || says === `${proof.id} version ${proof.version}`;
    return unless(
      holds,
      "I1",
      id,
      `${nameOf(asked)} was answered ${says}, its receipt is of ${proof.id} version ${proof.version}`,
    );
  }
  const isKnown = all.every(
    (each) => each.answers.length > 0 && each.answers.every((one) => one !== "lost" && one.status < 500),
  );
  const refused = isKnown && proof !== undefined;
  return unless(
    !refused,
    "I1",
    id,
    `${nameOf(asked)} was refused and has a receipt of ${proof?.id} version ${proof?.version}`,
  );
}

/** All answers to one request are the same, once it was done: who asks while it is at work may yet be refused. */
function judgeAnswers(asked: Asked, answers: readonly Answer[]): Found[] {
  const [done] = answers.filter(isDone).toSorted((a, b) => a.answered - b.answered);
  if (done === undefined) return [];
  const id = commandId(asked);
  return answers.flatMap((answer) => {
    if (isRefusal(answer) && answer.asked > done.answered)
      return unless(false, "I7", id, `${nameOf(asked)} was done, and then refused with ${answer.status}`);
    if (!isDone(answer)) return [];
    if (answer.status === done.status && sameJson(answer.body, done.body)) return [];
    const found = differenceOf(done.body, answer.body);
    const where = found && ` in ${found.at}: first ${shown(found.a)}, then ${shown(found.b)}`;
    return unless(
      false,
      "I7",
      id,
      `${nameOf(asked)} had another answer the second time (${done.status}, ${answer.status})${where ?? ""}`,
    );
  });
}

/** The same key has one answer: to another request it is refused. */
function judgeKey(all: readonly Asked[]): Found[] {
  const requests = Map.groupBy(all, ({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
  const own = [...requests.values()].flatMap(([asked, ...more]) =>
    asked === undefined ? [] : judgeAnswers(asked, heard([asked, ...more].flatMap(({ answers }) => answers))),
  );
  const done = [...requests.values()].filter((same) =>
    same.some(({ answers }) => heard(answers).some(isDone)),
  );
  const [first, other] = done.map(([asked]) => asked);
  if (first === undefined || other === undefined) return own;
  const text = `One key did ${nameOf(first)} and ${nameOf(other)} with another body`;
  return [...own, { invariant: "I7", record: commandId(first), text }];
}

/** I1 and I7 of what clients asked. */
export function judgeCommands(commands: readonly Asked[], ledger: Ledger): Found[] {
  const byId = Map.groupBy(commands, commandId);
  return [...byId.values()].flatMap((all) => [...judgeEffect(all, ledger), ...judgeKey(all)]);
}

/** How many keys have more than one answer that says it was done: what "same key, same answer" compares. */
export function comparedIn(commands: readonly Asked[]): number {
  const all = [...Map.groupBy(commands, commandId).values()];
  return all.filter((same) => heard(same.flatMap(({ answers }) => answers)).filter(isDone).length > 1).length;
}
