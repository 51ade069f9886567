import { describe, expect, test } from "vitest";
import { changeSeller } from "../../domain/seller/actions.ts";
import { SELLER, seller } from "../../domain/seller/seller.ts";
import { given } from "../support/given.ts";

const profile = {
  name: "Tea House",
  legalName: "Tea House GmbH",
  address: { street: "Am Hafen 1", city: "Hamburg", postalCode: "20457", country: "DE" },
  taxIds: { vat: "DE123456789", registration: "HRB 1234" },
  endpoint: { scheme: "9930", id: "DE123456789" },
  bank: { iban: "DE89370400440532013000", bic: "COBADEFFXXX", name: "Tea House" },
  contact: { name: "Ann", phone: "+49 40 123", email: "ann@tea.example" },
  legalNote: "Managing director: Ann",
};

describe("the profile of the seller", () => {
  test("is set whole, and what it was before is told", () => {
    const { record, events } = given(seller).when(changeSeller, profile).accepted(["seller.changed"]);
    expect(record).toEqual({ status: "active", ...profile });
    const again = given(seller, ...events).when(changeSeller, { name: "Coffee House" });
    expect(again.record).toEqual({ status: "active", name: "Coffee House" });
    expect(again.events[0]?.data).toEqual({ before: profile, after: { name: "Coffee House" } });
  });

  test("set to what it is, nothing happens", () => {
    given(seller, "active").when(changeSeller, { name: "Tea House GmbH" }).accepted([]);
  });

  test("there is one only, at a route without an id, for finance", () => {
    expect(seller.singleton).toBe(SELLER);
    expect(changeSeller.route).toEqual({ method: "PUT", path: "/seller" });
    expect(changeSeller.roles).toEqual(["finance"]);
  });

  test("an IBAN may be written with spaces", () => {
    const { record } = given(seller).when(changeSeller, {
      name: "Tea House",
      bank: { iban: "DE89 3704 0044 0532 0130 00" },
    });
    expect(record).toMatchObject({ bank: { iban: "DE89370400440532013000" } });
  });

  test.each([
    [{ bank: { iban: "DE89" } }, "/bank/iban", "IBAN"],
    [{ bank: { bic: "X" } }, "/bank/bic", "BIC"],
    [{ endpoint: { scheme: "x", id: "1" } }, "/endpoint/scheme", "EAS"],
    [{ name: "" }, "/name", "must not be empty"],
    [{ vat: "DE1" }, "/vat", "not a field"],
  ])("%j is refused at its field", (wrong, pointer, words) => {
    given(seller)
      .when(changeSeller, { name: "Tea House", ...wrong })
      .refused("invalid_input", words, [pointer]);
  });
});
