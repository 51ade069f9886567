import { priceList } from "../price-list/price-list.ts";
import { process } from "../process/process.ts";
import { product } from "../product/product.ts";
import { seller } from "../seller/seller.ts";
import { taxCode } from "../tax-code/tax-code.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viFieldsOf } from "./vi-phrases.ts";

const products: Sentences<typeof product.events> = {
  "product.added": ({ code, name }) => `Đã thêm sản phẩm ${code}: ${name}`,
  "product.changed": (data, voice) => `Đã sửa sản phẩm: ${viFieldsOf("product", data, voice)}`,
  "product.retired": ({ code }) => `Đã ngừng bán sản phẩm ${code}`,
};

const taxCodes: Sentences<typeof taxCode.events> = {
  "tax-code.added": ({ code, percent, category }) =>
    `Đã thêm mã thuế ${code}: ${percent} %, loại ${category}`,
  "tax-code.changed": (data, voice) => `Đã sửa mã thuế: ${viFieldsOf("tax-code", data, voice)}`,
  "tax-code.retired": ({ code }) => `Đã ngừng dùng mã thuế ${code}`,
};

const priceLists: Sentences<typeof priceList.events> = {
  "price-list.added": ({ name }) => `Đã thêm bảng giá: ${name}`,
  "price-list.changed": (data, voice) => `Đã sửa bảng giá: ${viFieldsOf("price-list", data, voice)}`,
  "price-list.entries-set": ({ before, after }) =>
    `Số giá đã thay đổi: ${new Set([...before, ...after].map((entry) => entry.product)).size}`,
  "price-list.retired": ({ name }) => `Đã ngừng dùng bảng giá: ${name}`,
};

const sellers: Sentences<typeof seller.events> = {
  "seller.changed": (data, voice) => `Đã sửa thông tin bên bán: ${viFieldsOf("seller", data, voice)}`,
};

const processes: Sentences<typeof process.events> = {
  "process.changed": ({ after }) =>
    `Đã sửa các quy trình bán hàng: ${Object.keys(after.processes).join(", ")}`,
};

/** What is sold, by whom and how, told in Vietnamese. */
export const viCatalogue = [
  taleOf(product, products),
  taleOf(taxCode, taxCodes),
  taleOf(priceList, priceLists),
  taleOf(seller, sellers),
  taleOf(process, processes),
];
