/** A name as components are called: "PartlyFulfilled" for "partly-fulfilled", "QuoteSetLines" for "quote.set-lines". */
export function pascal(name: string): string {
  return name
    .split(/[.-]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** A reference to a shared schema. */
export function schemaRef(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
