import type { Person } from "../../client/client.ts";

/** Events that are made, in commands of as many clients. */
export interface Made {
  /** Ids of all events, as far as they have been answered. */
  readonly ids: string[];
  /** The time of the first command. */
  readonly begun: number;
}

/** Events of one record. */
const EACH = 5;

const idsOf = (id: string, upTo: number) => Array.from({ length: upTo }, (_, at) => `${id}#${at + 1}`);

/** One record with its events: a lead when its events go out in order, an account otherwise. */
const one = async (person: Person, name: string, ordered: boolean): Promise<readonly string[]> => {
  const path = ordered ? "/leads" : "/accounts";
  const first = ordered
    ? { topic: "Bench", lastName: name, email: `${name}@example.com`, process: "lean" }
    : { name };
  let record = await person.ask("POST", path, first);
  for (let nth = 1; nth < EACH; nth += 1) {
    const change = ordered ? { topic: `Bench ${nth}` } : { name: `${name} ${nth}` };
    record = await person.ask("PATCH", `${path}/${record.id}`, change);
  }
  return idsOf(record.id, record.version);
};

/** Makes at least so many events by so many clients, half of them of leads; tells of each record. */
export const happen = async (
  person: Person,
  { count, clients, name }: { count: number; clients: number; name: string },
): Promise<Made> => {
  const made: Made = { ids: [], begun: Date.now() };
  const records = Math.ceil(count / EACH);
  let begun = 0;
  const client = async () => {
    while (begun < records) {
      begun += 1;
      const nth = begun;
      made.ids.push(...(await one(person, `${name}${nth}`, nth % 2 === 0)));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return made;
};
