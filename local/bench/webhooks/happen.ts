import type { Person } from "../../client/client.ts";

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

/** Makes at least so many events by so many clients, half of them of leads; adds the ids of each record's to `ids`. */
export const happen = async (
  person: Person,
  { count, clients, name }: { count: number; clients: number; name: string },
  ids: string[],
): Promise<void> => {
  const records = Math.ceil(count / EACH);
  let begun = 0;
  const client = async () => {
    while (begun < records) {
      begun += 1;
      const nth = begun;
      ids.push(...(await one(person, `${name}${nth}`, nth % 2 === 0)));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
};
