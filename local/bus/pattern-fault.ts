/** What is wrong with a pattern, in AWS's words, and in which field; thrown while compiling, never while matching. */
export class PatternFault extends Error {
  override readonly name = "PatternFault";

  constructor(message: string, field: readonly string[]) {
    super(field.length === 0 ? message : `${message} (at ${field.join(".")})`);
  }
}
