import { afterEach, expect, test, vi } from "vitest";
import { readSettings } from "../../functions/runtime/settings.ts";

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
