import { childId } from "../../../domain/kernel/id.ts";
import type { Stored } from "../../../domain/kernel/record.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { capture } from "../../../domain/capture/capture.ts";
import { shippedPolicy } from "../../../domain/capture/policy.ts";
import { process } from "../../../domain/process/process.ts";
import { shippedBook } from "../../../domain/process/shipped.ts";
import { type Item, readRecord } from "../items.ts";

/** What ships was never changed: it has no instant of its own. */
const NEVER = "1970-01-01T00:00:00.000Z";

const shipped: Readonly<Record<string, object>> = {
  [process.name]: shippedBook,
  [capture.name]: shippedPolicy,
};

/** The record of an item; for the processes and the rules of capture, which are there from the beginning, those that ship until somebody changes them, as version 0. */
export function storedOr(home: AnyStage, id: string, item: Item | undefined): Stored | undefined {
  if (item !== undefined) return readRecord(item);
  const ships = shipped[home.name];
  if (ships === undefined) return undefined;
  const state = { status: "active", ...ships };
  return { id, version: 0, deal: childId("dea", id), createdAt: NEVER, updatedAt: NEVER, state };
}
