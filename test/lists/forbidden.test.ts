import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ListFiles, openListFiles } from "../../functions/runtime/capture/lists/files.ts";
import { workOn } from "../../functions/runtime/capture/lists/run.ts";
import { lastEvent, type Lists, sendList, startLists, stored, workThrough } from "./business.ts";

let lists: Lists;
beforeAll(async () => {
  lists = await startLists();
});
afterAll(() => lists.stop());

/** Files of a bucket that answers everything as it does when rights are being changed. */
async function withForbidden<T>(work: (files: ListFiles) => Promise<T>): Promise<T> {
  const server = createServer((_, response) => {
    response.writeHead(403, { "content-type": "application/xml" });
    response.end("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const real = process.env["AWS_ENDPOINT_URL_S3"];
  vi.stubEnv("AWS_ENDPOINT_URL_S3", `http://127.0.0.1:${port}`);
  try {
    return await work(openListFiles());
  } finally {
    vi.stubEnv("AWS_ENDPOINT_URL_S3", real);
    server.closeAllConnections();
    server.close();
  }
}

test("A list whose file is forbidden for a moment goes on afterwards: only one that is gone ends it", async () => {
  const { id } = await sendList(lists, "Name;E-mail\nMaria Anders;maria@alfreds.example");
  await lists.call("POST /imports/{id}/check", { id });
  await workThrough(lists, id);
  await lists.call("POST /imports/{id}/start", { id });
  const event = await lastEvent(lists, id);
  const limits = { rows: { check: 20, run: 20 }, milliseconds: 10_000, together: 8 };
  const { world } = lists.business;
  await withForbidden(async (files) => {
    await expect(workOn(event, { world, files, limits })).rejects.toThrow("Access Denied");
  });
  expect(await stored(lists, "import", id)).toMatchObject({ status: "running" });
  await workThrough(lists, id);
  expect(await stored(lists, "import", id)).toMatchObject({ status: "done", run: { counts: { new: 1 } } });
});
