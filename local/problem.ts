/** Something the person who starts the system can put right: its message is one line that says what is wrong and what to do. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";
}

/** The message of whatever was thrown, without a stack. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
