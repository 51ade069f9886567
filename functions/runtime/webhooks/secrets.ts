import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { quiet } from "../quiet.ts";
import { required } from "../settings.ts";

/** What of a subscription says which secrets its requests are signed with. */
export interface Signed {
  readonly id: string;
  readonly generation: number;
  readonly previousUntil?: string | undefined;
}

/** The secrets of subscriptions: stored nowhere, and worked out anew by the key that only KMS has. */
export interface Secrets {
  /** The secret of one generation, as Standard Webhooks writes it: `whsec_` and base64. */
  secretFor(id: string, generation: number): Promise<string>;
  /** The secrets that requests are signed with now, the newest first: two while the one before is still good. */
  secretsOf(subscription: Signed): Promise<readonly string[]>;
}

/** So many are remembered by a process; each is a call of KMS. */
const MOST_REMEMBERED = 1000;

/** The secrets that a key makes. */
export function openSecrets(
  KeyId = required("WEBHOOK_KEY"),
  client: KMSClient = quiet(new KMSClient({})),
  now: () => Date = () => new Date(),
): Secrets {
  const known = new Map<string, Promise<string>>();

  async function made(of: string): Promise<string> {
    const Message = new TextEncoder().encode(of);
    const { Mac } = await client.send(
      new GenerateMacCommand({ KeyId, MacAlgorithm: "HMAC_SHA_256", Message }),
    );
    if (Mac === undefined) throw new Error(`KMS made no secret of ${of}`);
    return `whsec_${Buffer.from(Mac).toString("base64")}`;
  }

  function secretFor(id: string, generation: number): Promise<string> {
    const of = `${id}#${generation}`;
    const remembered = known.get(of);
    if (remembered !== undefined) return remembered;
    const secret = made(of);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(of, secret);
    // A failure is not remembered.
    secret.catch(() => known.delete(of));
    return secret;
  }

  return {
    secretFor,
    secretsOf({ id, generation, previousUntil }) {
      const isBoth =
        generation > 1 && previousUntil !== undefined && now().getTime() < Date.parse(previousUntil);
      const wanted = isBoth ? [generation, generation - 1] : [generation];
      return Promise.all(wanted.map((each) => secretFor(id, each)));
    },
  };
}
