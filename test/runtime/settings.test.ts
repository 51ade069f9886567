import { afterEach, expect, test, vi } from "vitest";
import { readReceiptDays } from "../../functions/runtime/receipt-days.ts";
import { readSettings, requiredSeconds } from "../../functions/runtime/settings.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("the days until an invoice is due are those of the deployment, else thirty", () => {
  vi.stubEnv("PAYMENT_DAYS", "14");
  expect(readSettings().paymentDays).toBe(14);
  vi.stubEnv("PAYMENT_DAYS", undefined);
  expect(readSettings().paymentDays).toBe(30);
});

test.each(["", "a month", "-1", "1.5", "3651", "1e2"])(
  "a system that was deployed with %j days until an invoice is due does not start",
  (days) => {
    vi.stubEnv("PAYMENT_DAYS", days);
    expect(readSettings).toThrow(`PAYMENT_DAYS must be whole days from 0 to 3650: it is "${days}"`);
  },
);

test("the days for which receipts are kept are those of the deployment, else ninety", () => {
  expect(readReceiptDays("400")).toBe(400);
  expect(readReceiptDays(undefined)).toBe(90);
});

test.each(["", "0", "-1", "1.5", "for ever"])(
  "a system that was deployed to keep receipts for %j days does not start",
  (days) => {
    expect(() => readReceiptDays(days)).toThrow(
      `RECEIPT_DAYS must be whole days from 1 to 9999: it is "${days}"`,
    );
  },
);

test("seconds of the deployment are whole, or the function does not start", () => {
  vi.stubEnv("SWEEP_AFTER_SECONDS", "300");
  expect(requiredSeconds("SWEEP_AFTER_SECONDS")).toBe(300);
  vi.stubEnv("SWEEP_AFTER_SECONDS", "5 minutes");
  expect(() => requiredSeconds("SWEEP_AFTER_SECONDS")).toThrow(
    'SWEEP_AFTER_SECONDS must be whole seconds: it is "5 minutes"',
  );
});
