import providers from "email-providers/all.json" with { type: "json" };

const known = new Set<string>(providers);

/** Whether anybody can have an address there, so that it says nothing of a company. */
export function isFreeMail(domain: string): boolean {
  return known.has(domain);
}
