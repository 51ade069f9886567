import * as z from "zod";

/** Where a page ended: of which list, and the sort key of its last entry. */
const Cursor = z.strictObject({ of: z.string(), after: z.string() });

/** The cursor that leads on after an entry; opaque to the caller. */
export function cursorOf(of: string, after: string): string {
  return Buffer.from(JSON.stringify({ of, after })).toString("base64url");
}

// What DynamoDB compares as it is written.
const VISIBLE = /^[\x21-\x7e]{1,200}$/;

function afterOf(text: string, of: string, pattern: RegExp): string | undefined {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return cursor.of === of && pattern.test(cursor.after) ? cursor.after : undefined;
  } catch {
    return undefined;
  }
}

/** A cursor as a query parameter: read as the sort key after which to go on; refused when it is of another list. */
export function cursorText(of: string, pattern: RegExp = VISIBLE) {
  return z
    .string()
    .transform((text, context) => {
      const after = afterOf(text, of, pattern);
      if (after !== undefined) return after;
      context.addIssue({
        code: "custom",
        message: "is not a cursor of this list: send it as the page before gave it, or leave it out",
      });
      return z.NEVER;
    })
    .optional();
}
