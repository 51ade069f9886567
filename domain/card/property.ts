/** A property of a vCard, decoded: its values, each with its parts where it is structured. */
export interface Property {
  /** In small letters, without its group. */
  readonly name: string;
  readonly group?: string | undefined;
  /** Such as "work" and "cell", in small letters. */
  readonly types: readonly string[];
  /** 1 is preferred to all, 100 is what nobody prefers. */
  readonly pref: number;
  readonly values: readonly (string | readonly string[])[];
  /** Of a picture or sound that lies in the card. */
  readonly data?: { readonly bytes: Uint8Array; readonly contentType: string } | undefined;
}

/** One card as it was written. */
export interface RawCard {
  readonly format: "vcard" | "mecard";
  readonly properties: readonly Property[];
}

/** The first value as one text, its parts apart by a blank. */
export function firstValue({ values: [first = ""] }: Property): string {
  return typeof first === "string" ? first : first.filter((part) => part !== "").join(" ");
}

/** The parts of a structured value, each as text. */
export function partsOf({ values }: Property): readonly string[] {
  const [first = ""] = values;
  return typeof first === "string" ? [first] : first;
}
