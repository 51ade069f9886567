import type { Kind, Sent, Way } from "./enquiry.ts";
import { keyOf, type Lead, type Submission } from "./stored.ts";

/** What must fit together: what was sent, what is stored of it, and the leads. */
export interface Ledger {
  readonly sent: readonly Sent[];
  readonly submissions: readonly Submission[];
  readonly leads: readonly Lead[];
}

/** How many were to become what, and how many did. */
const counts = ({ sent, submissions }: Ledger, { verdicts }: Way): string[] => {
  const kinds: readonly Kind[] = ["new", "again", "machine"];
  return kinds.flatMap((kind) => {
    const wanted = sent.filter((each) => each.kind === kind).length;
    const found = submissions.filter(({ status }) => status === verdicts[kind]).length;
    return wanted === found ? [] : [`${found} submissions are ${verdicts[kind]}, ${wanted} is right`];
  });
};

/** What is wrong with one enquiry: it is stored once, with its verdict, and names the lead of its address. */
const faultsOf = (one: Sent, stored: readonly Submission[], leads: ReadonlyMap<string, Lead>, way: Way) => {
  const [submission] = stored;
  if (submission === undefined || stored.length > 1) {
    return [`${one.key} is stored ${stored.length} times, not once`];
  }
  const { id, status, lead, into } = submission;
  if (one.kind === "machine")
    return status === way.verdicts.machine ? [] : [`${id} of a machine is ${status}`];
  if (status !== "accepted" && status !== "merged") return [`${id} of a person is ${status}`];
  const named = leads.get(lead ?? into?.id ?? "");
  return named?.email === one.email
    ? []
    : [`${id} names ${named?.id ?? "no lead"}, which is not of ${one.email}`];
};

/** Says what is wrong: nothing, when all that was sent is stored and decided once and no lead is doubled. */
export const checkLedger = (ledger: Ledger, way: Way): string[] => {
  const { sent, submissions, leads } = ledger;
  const byKey = Map.groupBy(submissions, (each) => keyOf(each, way.source));
  const byId = new Map(leads.map((each) => [each.id, each]));
  const addresses = Map.groupBy(leads, ({ email = "" }) => email);
  const doubled = sent.filter(({ email }) => (addresses.get(email)?.length ?? 0) > 1);
  return [
    ...(submissions.length === sent.length
      ? []
      : [`${sent.length} were sent, but ${submissions.length} are stored`]),
    ...counts(ledger, way),
    ...sent.flatMap((one) => faultsOf(one, byKey.get(one.key) ?? [], byId, way)),
    ...doubled.map(({ email }) => `${email} has more than one lead`),
  ];
};

/** The leads of these enquiries, each with when it was answered. */
const capturedOf = ({ sent, submissions, leads }: Ledger, { source }: Way) => {
  const byKey = new Map(submissions.map((each) => [keyOf(each, source), each]));
  const byId = new Map(leads.map((each) => [each.id, each]));
  return sent.flatMap(({ key, answeredAt }) => {
    const { lead, into } = byKey.get(key) ?? {};
    const found = byId.get(lead ?? into?.id ?? "");
    return found === undefined ? [] : [{ ...found, isNew: lead !== undefined, answeredAt }];
  });
};

/** Milliseconds from the answer to each enquiry of somebody new until its lead was captured. */
export const capturedAfter = (ledger: Ledger, way: Way): number[] =>
  capturedOf(ledger, way)
    .filter(({ isNew }) => isNew)
    .map(({ createdAt, answeredAt }) => Date.parse(createdAt) - answeredAt);

/** When the last lead of these enquiries was as it is, in milliseconds since 1970. */
export const settledAt = (ledger: Ledger, way: Way): number =>
  Math.max(...capturedOf(ledger, way).map(({ updatedAt }) => Date.parse(updatedAt)));
