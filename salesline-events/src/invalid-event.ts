/** What is wrong with one field; `pointer` is a JSON pointer (RFC 6901) into what was given. */
export interface Issue {
  readonly pointer: string;
  readonly message: string;
}

/** What was given is no event of Salesline, or one that breaks its contract; `issues` name each field. */
export class InvalidEvent extends Error {
  override readonly name = "InvalidEvent";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], about = "This is no event of Salesline") {
    const told = issues.map(({ pointer, message }) => (pointer === "" ? message : `${pointer} ${message}`));
    super(`${about}: ${told.join("; ")}`);
    this.issues = issues;
  }
}
