import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Encoding } from "../../domain/import/layout.ts";
import { type Lists, resultsOf, sendList, startLists, stored, workThrough } from "./business.ts";
import { bytesOf } from "./written.ts";

let lists: Lists;
beforeAll(async () => {
  lists = await startLists();
});
afterAll(() => lists.stop());

const Columns = z.looseObject({
  columns: z.array(
    z.object({ name: z.string(), field: z.string(), why: z.string(), confidence: z.number() }),
  ),
  warnings: z.array(z.string()).optional(),
});

/** Sends bytes as they are; the test's request holds text, in which each character is one byte. */
async function sendBytes(bytes: Uint8Array) {
  const { handler } = await import("../../functions/capture/create-import.ts");
  const { context, httpEvent } = await import("../support/request.ts");
  const headers = { "content-type": "application/octet-stream" };
  const event = httpEvent({ route: "POST /imports", raw: Buffer.from(bytes).toString("base64"), headers });
  const answer = await handler({ ...event, isBase64Encoded: true }, context);
  return {
    status: answer.statusCode,
    body: z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body ?? "{}")),
  };
}

const fieldsOf = (body: unknown) => Columns.parse(body).columns.map(({ field }) => field);

describe("columns are recognised", () => {
  test.each([
    [
      "English",
      "First Name,Surname,Company name,E-mail address,Mobile phone,ZIP code,City",
      "firstName lastName company email phone postalCode city",
    ],
    [
      "German",
      "Vorname;Nachname;Firma;E-Mail;Telefonnummer;PLZ;Straße",
      "firstName lastName company email phone postalCode street",
    ],
    [
      "Vietnamese",
      "Họ và tên;Công ty;Thư điện tử;Số điện thoại;Chức vụ;Thành phố",
      "name company email phone jobTitle city",
    ],
    [
      "Spanish",
      "Nombre;Apellidos;Empresa;Correo electrónico;Teléfono;Código postal;País",
      "firstName lastName company email phone postalCode country",
    ],
    [
      "French",
      "Prénom;Nom;Société;Courriel;Téléphone;Ville;Pays",
      "firstName lastName company email phone city country",
    ],
  ])("by their names in %s", async (_, header, fields) => {
    const delimiter = header.includes(";") ? ";" : ",";
    const row = fields.split(" ").map((field) => (field === "email" ? "a@b.example" : "x"));
    expect(fieldsOf(await sendList(lists, `${header}\n${row.join(delimiter)}\n`))).toEqual(fields.split(" "));
  });

  test("by their values when they have no names", async () => {
    const text =
      "a@b.example\t+49 30 901820\twww.b.example\tTea\nc@d.example\t+49 30 901821\thttps://d.example\tChai\n";
    const list = await sendList(lists, text);
    expect(list).toMatchObject({ hasHeader: false, delimiter: "\t" });
    expect(fieldsOf(list)).toEqual(["email", "phone", "website", "answer"]);
    expect(Columns.parse(list).warnings?.[0]).toMatch(/^The first row names no columns/);
  });

  test("once each: a second one of the same kind is kept as an answer, and names that are there twice get a number", async () => {
    const list = await sendList(lists, "E-mail,E-mail,Name,\na@b.example,c@d.example,Ann,x,more\n");
    const { columns, warnings = [] } = Columns.parse(list);
    expect(columns.map(({ name }) => name)).toEqual(["E-mail", "E-mail (2)", "Name", "Column 4"]);
    expect(columns.map(({ field }) => field)).toEqual(["email", "answer", "name", "answer"]);
    expect(warnings).toHaveLength(3);
  });
});

describe("a file is read", () => {
  const text = "Name;E-Mail\r\nMüller;m@x.example\r\nÑandú;n@x.example\r\n";
  const bom: Readonly<Record<Encoding, number[]>> = {
    "utf-8": [0xef, 0xbb, 0xbf],
    "utf-16le": [0xff, 0xfe],
    "utf-16be": [0xfe, 0xff],
    "windows-1252": [],
  };
  const cases = (["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const).flatMap((encoding) =>
    [true, false].map((marked) => ({ encoding, marked })),
  );
  test.each(cases)("in $encoding, with a mark: $marked", async ({ encoding, marked }) => {
    const bytes = Buffer.concat([Buffer.from(marked ? bom[encoding] : []), bytesOf(text, encoding)]);
    const { status, body } = await sendBytes(bytes);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      encoding,
      sample: [
        ["Müller", "m@x.example"],
        ["Ñandú", "n@x.example"],
      ],
    });
  });

  test("with Excel's own word for the delimiter", async () => {
    const { body } = await sendBytes(Buffer.from("sep=|\r\nName|E-Mail\r\nA, B; C|a@b.example\r\n"));
    expect(body).toMatchObject({ delimiter: "|", sample: [["A, B; C", "a@b.example"]] });
  });
});

describe("what is no list is refused in clear words:", () => {
  test.each([
    ["an empty file", Buffer.from("\r\n"), /no row/],
    ["only names of columns", Buffer.from("Name,E-mail\r\n"), /no row below/],
    ["a workbook", Buffer.from("504b0304aabb", "hex"), /Excel workbook/],
    ["a program", readFileSync(process.execPath).subarray(0, 20_000), /binary/],
    ["a quote that is never closed", Buffer.from('"Name,E-mail\nAnn,a@b.example\n'), /never closed/],
  ])("%s", async (_, bytes, words) => {
    const { status, body } = await sendBytes(bytes);
    expect([status, body["detail"]]).toEqual([422, expect.stringMatching(words)]);
  });

  test("text that was not UTF-8, whose letters are lost", async () => {
    const { status, body } = await lists.call("POST /imports", {
      raw: "Name\nM\uFFFDller\n",
      headers: { "content-type": "text/csv" },
    });
    expect([status, body["detail"]]).toEqual([400, expect.stringMatching(/application\/octet-stream/)]);
  });

  test("a form that ends in the middle of its file", async () => {
    const { status, body } = await lists.call("POST /imports", {
      raw: '--x\r\nContent-Disposition: form-data; name=file; filename="a.csv"\r\n\r\nName',
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    expect([status, body["detail"]]).toEqual([400, expect.stringMatching(/multipart form/)]);
  });

  test("a field beside the file that is too long to be kept, instead of being cut", async () => {
    const field = `--x\r\nContent-Disposition: form-data; name=note\r\n\r\n${"x".repeat(1001)}\r\n`;
    const file =
      '--x\r\nContent-Disposition: form-data; name=file; filename="a.csv"\r\n\r\nName\r\n--x--\r\n';
    const { status, body } = await lists.call("POST /imports", {
      raw: field + file,
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    expect([status, body["detail"]]).toEqual([400, expect.stringMatching(/field note of more than 1000/)]);
  });

  test("another type of body", async () => {
    const { status } = await lists.call("POST /imports", {
      raw: "<x/>",
      headers: { "content-type": "application/xml" },
    });
    expect(status).toBe(415);
  });

  test("more than 50,000 rows, said by the check before anything is taken in", async () => {
    const { id } = await sendList(lists, `Note\n${"x\n".repeat(50_001)}`);
    const { workOn } = await import("../../functions/runtime/capture/lists/run.ts");
    const { rowsFrom } = await import("../../functions/runtime/capture/lists/part-rows.ts");
    expect(workOn).toBeTypeOf("function");
    const list = await stored(lists, "import", id);
    const file = z
      .object({ key: z.string(), etag: z.string(), bytes: z.number(), begin: z.number() })
      .parse(list);
    const format = { encoding: "utf-8", delimiter: "," } as const;
    const read = async () => {
      for await (const _ of rowsFrom(lists.files, { ...file, ...format }, { row: 1, at: file.begin }));
    };
    await expect(read()).rejects.toMatchObject({ failure: { code: "too-many-rows" } });
  });
});

describe("a large file", () => {
  test("is put where the answer says, then analysed; one that is replaced afterwards is not read", async () => {
    const text = "Name,E-mail\nAnn,ann@large.example\n";
    const { body } = await lists.call("POST /imports", {
      body: { fileName: "large.csv", bytes: text.length },
    });
    const { id, status, upload } = z
      .object({ id: z.string(), status: z.string(), upload: z.object({ url: z.string() }) })
      .parse(body);
    expect(status).toBe("uploading");
    const early = await lists.call("POST /imports/{id}/analyse", { id });
    expect([early.status, early.body["detail"]]).toEqual([422, expect.stringMatching(/not there yet/)]);
    expect((await fetch(upload.url, { method: "PUT", body: text })).status).toBe(200);
    expect((await lists.call("POST /imports/{id}/analyse", { id })).body).toMatchObject({ status: "mapped" });
    await fetch(upload.url, { method: "PUT", body: text.replaceAll("ann", "bob") });
    await lists.call("POST /imports/{id}/check", { id });
    await workThrough(lists, id);
    expect(await stored(lists, "import", id)).toMatchObject({
      status: "failed",
      failure: { code: "file-changed" },
    });
  });

  test("sent twice with the same key is one list", async () => {
    const headers = { "idempotency-key": "once" };
    const one = await sendList(lists, "Name\nAnn\n", { headers });
    const two = await sendList(lists, "Name\nAnn\n", { headers });
    expect(two.id).toBe(one.id);
    const other = await lists.call("POST /imports", {
      raw: "Name\nBob\n",
      headers: { ...headers, "content-type": "text/csv" },
    });
    expect(other.status).toBe(409);
  });
});

describe("what a column is read as", () => {
  test("can be changed, and is then to be checked again", async () => {
    const { id } = await sendList(lists, "Who,Mail\nAnn Lee,ann@change.example\n");
    await lists.call("POST /imports/{id}/check", { id });
    await workThrough(lists, id);
    const wrong = await lists.call("PATCH /imports/{id}", { id, body: { fields: ["email", "email"] } });
    expect(wrong.body).toMatchObject({ code: "rule_broken", errors: [{ pointer: "/fields/1" }] });
    const { body } = await lists.call("PATCH /imports/{id}", {
      id,
      body: { fields: ["name", "email"], campaign: "May" },
    });
    expect(body).toMatchObject({
      status: "mapped",
      campaign: "May",
      columns: [{ field: "name", why: "person" }, {}],
    });
    expect((await lists.call("POST /imports/{id}/start", { id })).status).toBe(409);
    await lists.call("POST /imports/{id}/check", { id });
    await workThrough(lists, id);
    expect(await resultsOf(lists, id)).toMatchObject([{ row: 1, verdict: "new" }]);
  });

  test("bad values go into the text with a flag, and never stop the list", async () => {
    const rows = [
      "E-mail,Phone,Website,Name",
      "nonsense,4.93E+11,not a site,Ann",
      "a@flags.example; b@flags.example,,www.flags.example,Bob",
      `c@flags.example,,,${"x".repeat(300)}`,
      "d@flags.example",
    ];
    const { id } = await sendList(lists, rows.join("\n"));
    await lists.call("POST /imports/{id}/check", { id });
    await workThrough(lists, id);
    const results = await resultsOf(lists, id);
    expect(results.map(({ verdict }) => verdict)).toEqual(["new", "new", "new", "new"]);
    expect(results.map(({ flags }) => flags.map(({ reason }) => reason))).toEqual([
      ["not-an-email", "damaged-number", "not-a-website"],
      ["several-values"],
      ["too-long"],
      ["fewer-cells"],
    ]);
  });
});
