import { RecordAnswer } from "../client/answers.ts";
import { Refused, type Client, type Person } from "../client/client.ts";
import type { Role } from "../../domain/kernel/role.ts";
import { printAnswer, printRequest, printStep } from "./page.ts";

/** Somebody in the story. */
export interface Actor {
  readonly name: string;
  readonly person: Person;
  /** Does something and prints it: the step, the request, the answer. Throws Refused. */
  readonly does: (what: string, method: string, path: string, body?: unknown) => Promise<RecordAnswer>;
}

/** The people of the story. */
export interface Cast {
  readonly sales: Actor;
  readonly warehouse: Actor;
  readonly finance: Actor;
}

/** Signs the people of the story in. */
export const signIn = async (client: Client): Promise<Cast> => {
  let steps = 0;
  const actor = async (name: string, role: Role): Promise<Actor> => {
    const person = await client.person([role], name);
    const does: Actor["does"] = async (what, method, path, body) => {
      steps += 1;
      printStep(steps, name, what);
      printRequest(method, path, body);
      const answer = await person.send(method, path, { body });
      if (answer.status >= 300) throw new Refused(`${method} ${path}`, answer);
      const record = RecordAnswer.parse(answer.body);
      printAnswer(answer, record);
      return record;
    };
    return { name, person, does };
  };
  return {
    sales: await actor("Marta of sales", "sales"),
    warehouse: await actor("Piet of the warehouse", "fulfilment"),
    finance: await actor("Ines of finance", "finance"),
  };
};

/** The id that an action said would exist for a stage. Throws when it did not. */
export const nextOf = ({ id, next }: RecordAnswer, stage: string): string => {
  const found = next?.[stage];
  if (found === undefined) throw new Error(`${id} did not say which ${stage} will follow`);
  return found;
};
