import { createTransport, type SendMailOptions } from "nodemailer";
import * as z from "zod";
import type { Person } from "../../local/client/client.ts";
import type { Runtime } from "../../local/runtime.ts";

const Page = z.object({ items: z.array(z.looseObject({ id: z.string(), status: z.string() })) });

/** A submission as the list shows it. */
export type Listed = z.output<typeof Page>["items"][number];

/** A mail program that hands mails to a running system. */
export const openPost = (smtp: string | undefined) => {
  if (smtp === undefined) throw new Error("This system takes no mail");
  const transport = createTransport(`${smtp}?ignoreTLS=true`);
  return {
    send: (mail: SendMailOptions) => transport.sendMail({ to: "sales@localhost", ...mail }),
    close: () => transport.close(),
  };
};

/** The newest submissions of a system, of every status. */
export const submissionsOf = async (person: Person): Promise<Listed[]> =>
  (await person.read("/submissions?limit=100", Page)).items;

/** Where the mails of a system lie, as objects. */
export const mailRuleOf = ({ spec }: Pick<Runtime, "spec">) => {
  const [rule] = spec.mailRules;
  if (rule === undefined) throw new Error("This system has no rule for mail");
  return rule;
};
