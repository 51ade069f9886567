/** The roles of people and systems: the groups of the user pool. */
export const roleNames = ["sales", "fulfilment", "finance", "admin"] as const;

/** One of `roleNames`. */
export type Role = (typeof roleNames)[number];

/** Whether a caller with these roles may ask for something: `admin` may ask for everything. */
export function mayAsk(roles: readonly string[], allowed: readonly Role[]): boolean {
  return roles.includes("admin") || allowed.some((role) => roles.includes(role));
}
