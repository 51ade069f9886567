import * as z from "zod";
import { mayAsk, type Role } from "../../domain/kernel/role.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { HttpEvent } from "./edge.ts";

/** Who asks, from the token that the authoriser has checked. */
export interface Caller {
  readonly id: string;
  readonly roles: readonly string[];
}

const Claims = z.object({
  sub: z.string(),
  "cognito:groups": z.union([z.string(), z.array(z.string())]).default([]),
});

/** The caller of a request; undefined without a checked token. */
export function callerOf(event: HttpEvent): Caller | undefined {
  if (!("authorizer" in event.requestContext)) return undefined;
  const claims = Claims.safeParse(event.requestContext.authorizer.jwt.claims);
  if (!claims.success) return undefined;
  const groups = claims.data["cognito:groups"];
  // API Gateway renders a list as "[sales finance]".
  const roles = typeof groups === "string" ? groups.split(/[[\],\s]+/).filter((role) => role !== "") : groups;
  return { id: claims.data.sub, roles };
}

/** The caller, when one of these roles may ask; the refusal otherwise. */
export function authorise(event: HttpEvent, allowed: readonly Role[]): ({ ok: true } & Caller) | Refusal {
  const caller = callerOf(event);
  if (caller === undefined) {
    return refuse("unauthenticated", "A token is needed: send it as Authorization: Bearer <token>");
  }
  if (mayAsk(caller.roles, allowed)) return { ok: true, ...caller };
  const names = [...new Set([...allowed, "admin"])];
  return refuse("forbidden", `Only ${names.join(", ")} may do this`, { allowed: names });
}
