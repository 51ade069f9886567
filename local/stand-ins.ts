import type { DataFolder } from "./data/folder.ts";
import { startKms } from "./kms/kms.ts";
import { startMailSender } from "./mail/sender.ts";
import type { SystemSpec } from "./model.ts";
import { startTextract } from "./textract/textract.ts";

/** Starts what stands in for services that functions call and nothing else does; each ends with `closing`. */
export const startStandIns = async (
  folder: DataFolder,
  { macKeys }: SystemSpec,
  closing: AsyncDisposableStack,
) => {
  const textract = await startTextract();
  closing.defer(() => textract.stop());
  const kms = await startKms({ folder: folder.keys, keys: macKeys });
  closing.defer(() => kms.stop());
  const sender = await startMailSender(folder.outbox);
  closing.defer(() => sender.stop());
  return { textract, kms, sender };
};
