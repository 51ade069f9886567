import { idsOf } from "../../../functions/runtime/capture/mail/ids.ts";
import { oneLead } from "./captured.ts";
import { type Doing, wordOf } from "./errand.ts";
import type { Letter } from "./post.ts";

const mailbox = "sales@localhost";

const submissionOf = ({ messageId }: Letter): string => {
  const [id] = idsOf({ mailbox, messageId, contentHash: undefined, date: "", key: "" });
  return id;
};

/** A mail that is delivered twice at the same moment, and another one of the same person: two submissions, one lead. */
export const mails: Doing = async ({ crew: { sales }, ground: { post }, name }) => {
  const word = wordOf(name).toLowerCase();
  const letter = (nth: number): Letter => ({
    messageId: `${word}-${nth}@mail-${word}.example`,
    from: `ana@mail-${word}.example`,
    name: `Ana ${wordOf(name)}`,
    subject: `Pumps for ${name}`,
    text: `Hello,\n\nplease quote ${nth} pumps for ${name}.\n\nKind regards\nAna\n`,
  });
  const [one, other] = [letter(1), letter(2)];
  await Promise.all([post.hand(one), post.hand(one), post.hand(other)]);
  await oneLead(sales, [submissionOf(one), submissionOf(other)]);
  return [];
};
