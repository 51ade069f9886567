import { advanceExport, requestExport, startExport } from "../../domain/export/actions.ts";
import { advanceImport, checkImport, createImport, startImport } from "../../domain/import/actions.ts";
import { NONE } from "../../domain/import/layout.ts";
import { childId } from "../../domain/kernel/id.ts";
import type { Asked, Handed } from "../../local/prove/history.ts";
import { layout } from "../support/import-lives.ts";
import type { Pipeline } from "../support/pipeline.ts";
import { ask, done } from "../support/world.ts";

/** Takes a list of one row in, as the function of the lists does. */
async function takeList({ world, send }: { world: Pipeline["world"]; send: Pipeline["send"] }) {
  const id = "imp_0000000001";
  const file = { fileName: "fair.csv", key: `imports/${id}/file`, bytes: layout.bytes, layout };
  await done(ask(createImport, file, { id }), world);
  await done(ask(checkImport, {}, { id }), world);
  const place = { from: { row: 1, at: layout.begin }, next: { row: 2, at: layout.bytes } };
  const part = { ...place, counts: { ...NONE, new: 1 }, ends: true };
  await done(ask(advanceImport, part, { id }), world);
  await done(ask(startImport, {}, { id }), world);
  const fields = { company: "Alfreds Futterkiste", email: "maria@alfreds.example" };
  await send("import", { fields, import: id, row: 1 }, { id: childId("sub", id, 1) });
  await done(ask(advanceImport, part, { id }), world);
}

/** An export of a day on which nothing happened. */
async function exportNothing({ world }: Pipeline): Promise<void> {
  const range = { from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" };
  const { id } = (await done(ask(requestExport, range), world)).record;
  await done(ask(startExport, { after: 0, until: 2, position: "p2" }, { id }), world);
  await done(ask(advanceExport, { after: 0, next: 2 }, { id }), world);
}

/** What comes in by itself, and what its senders know of it: a form, a mail that comes twice, a list. */
export async function comeIn(pipe: Pipeline): Promise<{ posted: Asked; mails: Handed[] }> {
  const fields = { lastName: "Berg", email: "ann@tea.example" };
  const { id: receipt } = await pipe.send("web", { fields, text: "Tea, please" });
  const answers = ["lost" as const, { status: 202, body: { receipt, confirmation: false } }];
  const posted = { caller: "visitor", key: "v1", method: "POST", path: "/f/for_1", body: {}, answers };
  await exportNothing(pipe);
  const mail = { from: "ana@ruiz.example", messageId: "1@ruiz.example", authentic: true };
  await pipe.send("email", { fields: { lastName: "Ruiz", email: mail.from }, text: "Pumps", mail });
  await takeList({ world: pipe.world, send: (...sent) => pipe.send(...sent) });
  return { posted, mails: [mail, mail].map(({ from, messageId }) => ({ from, messageId })) };
}
