/** What is wrong with a pattern, in AWS's words, and in which field; thrown while compiling, never while matching. */
export class PatternFault extends Error {
  override readonly name = "PatternFault";
  readonly why: string;
  readonly field: readonly string[];

  constructor(why: string, field: readonly string[]) {
    super(field.length === 0 ? why : `${why} (at ${field.join(".")})`);
    this.why = why;
    this.field = field;
  }
}
