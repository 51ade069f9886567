import { changeCapture } from "../../../domain/capture/actions.ts";
import { shippedPolicy } from "../../../domain/capture/policy.ts";
import { discardDeadLetter } from "../../../domain/dead-letter/actions.ts";
import {
  advanceExport,
  cancelExport,
  failExport,
  requestExport,
  startExport,
} from "../../../domain/export/actions.ts";
import {
  advanceImport,
  cancelImport,
  changeImport,
  checkImport,
  createImport,
  failImport,
  mapImport,
  startImport,
} from "../../../domain/import/actions.ts";
import { NONE } from "../../../domain/import/layout.ts";
import { captureLead, disqualifyLead } from "../../../domain/lead/actions.ts";
import { missResponse } from "../../../domain/lead/response.ts";
import {
  createSubscription,
  disableSubscription,
  pauseSubscription,
  redeliverSubscription,
  resumeSubscription,
  rotateSecret,
  testSubscription,
  updateSubscription,
} from "../../../domain/subscription/actions.ts";
import { giveUpSubscription, noteFailing, noteRecovered } from "../../../domain/subscription/health.ts";
import { addTeam, changeTeam, retireTeam } from "../../../domain/team/actions.ts";
import { giveWaiting } from "../../../domain/team/give.ts";
import type { Clock } from "../clock.ts";
import type { Rehearse } from "../rehearsal.ts";

/** A team that leads are given to, and one of them that nobody has been in touch with in time. */
export const teams = async (act: Rehearse, clock: Clock): Promise<void> => {
  const members = [{ owner: "ann" }, { owner: "bob" }];
  const inside = { name: "Inside sales", method: "round-robin", timeZone: "Europe/Madrid", members };
  const { id: team } = await act(addTeam, inside);
  await act(changeTeam, { name: "Inside" }, team);
  const assign = [{ id: "all", when: {}, to: { team } }];
  const firstResponse = [{ id: "soon", when: {}, minutes: 5 }];
  await act(changeCapture, { ...shippedPolicy, assign, firstResponse });
  const { id } = await act(captureLead, { topic: "Hoses", lastName: "Vidal" });
  clock.pass(1);
  await act(missResponse, {}, id);
  await act(disqualifyLead, { reason: "lost" }, id);
  await act(giveWaiting, {}, team);
  await act(changeCapture, shippedPolicy);
  await act(retireTeam, {}, team);
};

const layout = {
  etag: '"1"',
  bytes: 58,
  encoding: "utf-8",
  delimiter: ",",
  hasHeader: true,
  begin: 16,
  columns: [{ name: "Company", field: "company", confidence: 95, why: "header" }],
  sample: [["Ruiz S.L."]],
};

/** A list up to its end, one that cannot be read, and one that is stopped. */
export const imports = async (act: Rehearse): Promise<void> => {
  const begin = async () => {
    const { id } = await act(createImport, { fileName: "fair.csv", key: "imports/fair", bytes: 58 });
    await act(mapImport, layout, id);
    return id;
  };
  const id = await begin();
  await act(changeImport, { tag: "fair" }, id);
  const part = {
    from: { row: 1, at: 16 },
    next: { row: 2, at: 58 },
    counts: { ...NONE, new: 1 },
    ends: true,
  };
  await act(checkImport, {}, id);
  await act(advanceImport, part, id);
  await act(startImport, {}, id);
  await act(advanceImport, part, id);
  const odd = await begin();
  await act(checkImport, {}, odd);
  await act(failImport, { code: "file-missing", message: "The file is no longer there" }, odd);
  await act(cancelImport, {}, await begin());
};

/** Subscriptions of other systems, well and not. */
export const subscriptions = async (act: Rehearse, clock: Clock): Promise<void> => {
  const url = "https://books.example/hook";
  const { id } = await act(createSubscription, { url, types: ["invoice.*"], owner: "ann" });
  await act(updateSubscription, { inFlight: 3 }, id);
  await act(rotateSecret, {}, id);
  await act(testSubscription, {}, id);
  const [from, to] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"];
  await act(redeliverSubscription, { from, to }, id);
  await act(pauseSubscription, {}, id);
  await act(resumeSubscription, {}, id);
  const failing = { since: clock.now().toISOString(), reason: "It answered 500" };
  await act(noteFailing, failing, id);
  await act(noteRecovered, {}, id);
  await act(noteFailing, failing, id);
  await act(giveUpSubscription, { reason: "gone", url, lastError: "It answered 410" }, id);
  await act(resumeSubscription, {}, id);
  await act(disableSubscription, {}, id);
};

/** An export up to its end, one that cannot be done, and one that is stopped. */
export const exports = async (act: Rehearse): Promise<void> => {
  const range = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
  const begin = async () => (await act(requestExport, range)).id;
  const id = await begin();
  await act(startExport, { after: 0, until: 2, position: "p2" }, id);
  const part = { events: 2, bytes: 900, sha256: "ab".repeat(32) };
  await act(advanceExport, { after: 0, next: 2, part }, id);
  await act(failExport, { message: "The bucket is gone", after: 0 }, await begin());
  await act(cancelExport, {}, await begin());
};

/** What a person puts away from among the dead letters. */
export const deadLetters = async (act: Rehearse): Promise<void> => {
  const found = { reaction: "place-order", message: "1", tries: 12, reason: "Sold by telephone" };
  await act(discardDeadLetter, found);
};
