import type { Answered, Asked } from "../history.ts";

/** A request with what has been answered so far. */
export interface Entry extends Asked {
  readonly answers: Answered[];
}

/** What clients have asked and what they were answered. */
export interface Diary {
  readonly commands: Entry[];
  readonly write: (asked: Omit<Asked, "answers">) => Entry;
}

/** Opens an empty diary. */
export const openDiary = (): Diary => {
  const commands: Entry[] = [];
  return {
    commands,
    write(asked) {
      const entry = { ...asked, answers: [] };
      commands.push(entry);
      return entry;
    },
  };
};
