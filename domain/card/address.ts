import type * as z from "zod";
import type { Address } from "../kernel/person.ts";
import { cleanLine } from "./clean.ts";
import { countryCode } from "./country.ts";

const longest = { street: 200, city: 100, region: 100, postalCode: 20, country: 60 } as const;

/** The address of `ADR` (box, room, street, city, region, postal code, country), and the same as one line. */
export function addressOf(parts: readonly string[]): {
  readonly address: z.output<typeof Address> | undefined;
  readonly line: string;
} {
  const [box = "", room = "", house = "", city = "", region = "", postalCode = "", country = ""] = parts;
  const street = [box, room, house].filter((part) => part.trim() !== "").join(", ");
  const written = { street, city, region, postalCode, country: countryCode(country) ?? country };
  const line = cleanLine(
    [street, city, region, postalCode, country].filter((part) => part.trim() !== "").join(", "),
    2000,
  );
  const fields = Object.entries(longest).flatMap(([name, max]) => {
    const value = cleanLine(Object.entries(written).find(([field]) => field === name)?.[1] ?? "", max);
    return value === "" ? [] : [[name, value] as const];
  });
  return { address: fields.length === 0 ? undefined : Object.fromEntries(fields), line };
}
