import { Webhook } from "standardwebhooks";
import type { History, KnownSecret } from "../../local/prove/history.ts";

/** The history of receivers that knew these secrets, where every request came at one moment and was signed with some of them. */
export function signedWith(
  history: History,
  secrets: readonly KnownSecret[],
  { at, by }: { readonly at: number; readonly by: readonly string[] },
): History {
  const { hooked } = history;
  if (hooked === undefined) throw new Error("This run has no receiver");
  const posts = hooked.posts.map((post) => {
    const time = new Date(Number(post.timestamp) * 1000);
    const signature = by.map((secret) => new Webhook(secret).sign(post.id, time, post.body)).join(" ");
    return { ...post, at, signature };
  });
  const known = new Map([...hooked.secrets.keys()].map((url) => [url, secrets]));
  return { ...history, hooked: { posts, secrets: known } };
}
