/** What is sent: somebody new, somebody who wrote before, or a machine. */
export type Kind = "new" | "again" | "machine";

/** One enquiry: who writes, and what. */
export interface Enquiry {
  readonly kind: Kind;
  readonly lastName: string;
  readonly email: string;
  readonly company: string;
  readonly message: string;
}

/** In each ten: the fifth is a machine, and the last is the person before it once more. */
const kindOf = (nth: number): Kind => (nth % 10 === 9 ? "again" : nth % 10 === 4 ? "machine" : "new");

/** The enquiry of this number; `load` tells one load from another. */
export const enquiryOf = (load: string, nth: number): Enquiry => {
  const kind = kindOf(nth);
  const person = `${load}${kind === "again" ? nth - 1 : nth}`;
  return {
    kind,
    lastName: `Berg${person}`,
    email: `anna@berg-${person}.example`,
    company: `Berg ${person} GmbH`,
    message: `Please send me an offer for ${nth + 1} boxes of tea (${person}).`,
  };
};

/** An enquiry that was taken. */
export interface Sent extends Enquiry {
  /** What tells it apart: its receipt, or its message id. */
  readonly key: string;
  /** Milliseconds from the first byte to the answer. */
  readonly ms: number;
  /** When it was answered, in milliseconds since 1970. */
  readonly answeredAt: number;
}

/** A way in, and what its submissions are when all is decided. */
export interface Way {
  /** "forms". */
  readonly name: string;
  readonly source: "web" | "email";
  /** The status of what each kind of enquiry becomes. */
  readonly verdicts: Readonly<Record<Kind, string>>;
  /** Sends an enquiry; the key of what was taken. Rejects when it was not. */
  readonly send: (enquiry: Enquiry) => Promise<string>;
  readonly close: () => void;
}

/** Has so many clients send enquiries one after the other until all are sent. */
export const sendAll = async (
  way: Way,
  { load, clients, count }: { readonly load: string; readonly clients: number; readonly count: number },
): Promise<{ readonly sent: readonly Sent[]; readonly seconds: number }> => {
  const sent: Sent[] = [];
  let next = 0;
  const start = performance.now();
  const client = async () => {
    while (next < count) {
      const enquiry = enquiryOf(load, next);
      next += 1;
      const from = performance.now();
      const key = await way.send(enquiry);
      sent.push({ ...enquiry, key, ms: performance.now() - from, answeredAt: Date.now() });
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { sent, seconds: (performance.now() - start) / 1000 };
};
