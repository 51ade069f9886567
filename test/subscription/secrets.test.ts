import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GenerateMacCommand, KMSClient, NotFoundException } from "@aws-sdk/client-kms";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openSecrets } from "../../functions/runtime/webhooks/secrets.ts";
import { type Kms, startKms } from "../../local/kms/kms.ts";
import { StartProblem } from "../../local/problem.ts";

const arn = "arn:aws:kms:us-east-1:000000000000:key/hooks";
const id = "whk_0000000001";
// The bytes 0 to 31; the vectors below are of `openssl dgst -sha256 -mac HMAC` with them.
const known = Array.from({ length: 32 }, (_, at) => at.toString(16).padStart(2, "0")).join("");
const first = "whsec_Dgd81WPzbgKEXr6zxoEXrf74Zo/xPDqvEW6r3WsmAn4=";
const second = "whsec_F13qxbdxARW9T/NNqhVi68WLAVA66f0SQ83lntkm1hg=";

const folder = mkdtempSync(join(tmpdir(), "salesline-keys-"));
writeFileSync(join(folder, "hooks"), known);
const running: Kms[] = [];

async function kms(keys = [arn], inside = folder): Promise<KMSClient> {
  const started = await startKms({ folder: inside, keys });
  running.push(started);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new KMSClient({ endpoint: started.url, region: "us-east-1", credentials, maxAttempts: 1 });
}

let client: KMSClient;
beforeAll(async () => {
  client = await kms();
});
afterEach(async () => {
  while (running.length > 1) await running.pop()?.stop();
});
afterAll(async () => {
  await running.pop()?.stop();
  rmSync(folder, { recursive: true });
});

describe("a secret", () => {
  test("is the HMAC of subscription and generation, as a known vector has it", async () => {
    const secrets = openSecrets(arn, client);
    expect(await secrets.secretFor(id, 1)).toBe(first);
    expect(await secrets.secretFor(id, 2)).toBe(second);
  });

  test("signs as Standard Webhooks does", async () => {
    const secret = await openSecrets(arn, client).secretFor(id, 1);
    const now = new Date();
    const signature = new Webhook(secret).sign("msg", now, "{}");
    const headers = {
      "webhook-id": "msg",
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": signature,
    };
    expect(new Webhook(first).verify("{}", headers)).toEqual({});
    expect(() => new Webhook(second).verify("{}", headers)).toThrow("No matching signature");
  });

  test("of before is used beside the new one until the overlap is over, the newest first", async () => {
    const at = (now: string) => openSecrets(arn, client, () => new Date(now));
    const rotated = { id, generation: 2, previousUntil: "2026-11-24T09:00:00.000Z" };
    expect(await at("2026-11-24T08:59:59.999Z").secretsOf(rotated)).toEqual([second, first]);
    expect(await at("2026-11-24T09:00:00.000Z").secretsOf(rotated)).toEqual([second]);
    expect(await at("2026-11-24T08:00:00.000Z").secretsOf({ id, generation: 2 })).toEqual([second]);
    expect(await at("2026-11-24T08:00:00.000Z").secretsOf({ id, generation: 1 })).toEqual([first]);
  });

  test("is remembered, and a failure is not", async () => {
    const own = await kms();
    const secrets = openSecrets(arn, own);
    await secrets.secretFor(id, 1);
    await running.pop()?.stop();
    expect(await secrets.secretFor(id, 1)).toBe(first);
    const failure = () => secrets.secretFor(id, 2).then(undefined, (error: unknown) => error);
    const [one, same] = await Promise.all([failure(), failure()]);
    expect(one).toBeInstanceOf(Error);
    expect(same).toBe(one);
    expect(await failure()).not.toBe(one);
  });
});

describe("the local KMS", () => {
  const mac = (of: KMSClient, KeyId: string, more: object = {}) => {
    const Message = new TextEncoder().encode("x");
    return of.send(new GenerateMacCommand({ KeyId, MacAlgorithm: "HMAC_SHA_256", Message, ...more }));
  };

  test("makes a key of its own when there is none, and keeps it over restarts", async () => {
    const fresh = [arn.replace("hooks", "fresh")];
    const made = await mac(await kms(fresh), "fresh");
    const kept = readFileSync(join(folder, "fresh"), "utf8");
    await running.pop()?.stop();
    const again = await mac(await kms(fresh), String(fresh[0]));
    expect(again.Mac).toEqual(made.Mac);
    expect(again.KeyId).toBe(fresh[0]);
    expect(readFileSync(join(folder, "fresh"), "utf8")).toBe(kept);
    expect(made.Mac).not.toEqual((await mac(client, arn)).Mac);
  });

  test("refuses as the service does what it is not made for", async () => {
    await expect(mac(client, "nobody")).rejects.toThrow(NotFoundException);
    await expect(mac(client, arn, { MacAlgorithm: "HMAC_SHA_512" })).rejects.toMatchObject({
      name: "InvalidKeyUsageException",
    });
    await expect(mac(client, arn, { Message: new Uint8Array(4097) })).rejects.toMatchObject({
      name: "ValidationException",
    });
    await expect(mac(client, arn, { Message: new Uint8Array() })).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("does not start with a damaged key, which would make every signature another one", async () => {
    writeFileSync(join(folder, "half"), known.slice(0, 40));
    await expect(kms([arn.replace("hooks", "half")])).rejects.toThrow(StartProblem);
    expect(readFileSync(join(folder, "half"), "utf8")).toBe(known.slice(0, 40));
  });
});
