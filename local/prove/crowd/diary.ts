import type { Answer } from "../../client/transport.ts";
import type { Answered, Asked } from "../history.ts";

/** A request with what has been answered so far. */
export interface Entry extends Asked {
  /** It is sent, once more perhaps: tells who notes the answer to this try, however late it comes. */
  readonly begin: () => (answer: Answer) => void;
}

/** What clients have asked and what they were answered. */
export interface Diary {
  readonly commands: readonly Entry[];
  readonly write: (asked: Omit<Asked, "answers">) => Entry;
}

/** One sending of a request; undefined when it was asked by nobody who is known. */
interface Try {
  said: Answered | undefined;
}

/** Opens an empty diary. */
export const openDiary = (): Diary => {
  const commands: Entry[] = [];
  let turns = 0;
  const turn = () => (turns += 1);

  const begin = (tries: Try[]) => {
    const mine: Try = { said: "lost" };
    const askedAs = turn();
    tries.push(mine);
    return ({ status, body }: Answer) => {
      const said = { status, body, at: new Date().toISOString(), askedAs, answeredAs: turn() };
      mine.said = status === 401 ? undefined : said;
    };
  };

  return {
    commands,
    write(asked) {
      const tries: Try[] = [];
      const entry: Entry = {
        ...asked,
        get answers() {
          return tries.flatMap(({ said }) => said ?? []);
        },
        begin: () => begin(tries),
      };
      commands.push(entry);
      return entry;
    },
  };
};
