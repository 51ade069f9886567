import type { Role } from "../../../domain/kernel/role.ts";
import type { ProveCrew } from "./errand.ts";
import { stubborn, type StubbornOptions } from "./stubborn.ts";

/** The people of each client. */
export const crewFrom =
  (options: StubbornOptions) =>
  (client: number): ProveCrew => {
    const person = (role: Role) => stubborn(options, [role], `${role}-${client}`);
    return {
      sales: person("sales"),
      fulfilment: person("fulfilment"),
      finance: person("finance"),
      admin: person("admin"),
      visitor: stubborn(options, [], `visitor-${client}`),
    };
  };
