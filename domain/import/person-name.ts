const VIETNAMESE = new Set(
  "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh mai trương lâm đoàn nguyen tran pham hoang huynh phan dang bui ngo duong".split(
    " ",
  ),
);
const PARTICLES = new Set(
  "von van der den de del della di da dos la le zu zur vom ten ter bin al".split(" "),
);

/** A whole name as first and last name: "Anders, Maria", "Maria von Anders", "Nguyễn Văn An". */
export function splitName(whole: string): { readonly firstName?: string; readonly lastName: string } {
  const [before = "", after = ""] = whole.split(",").map((part) => part.trim());
  if (after !== "" && before !== "") return { firstName: after, lastName: before };
  const words = (before === "" ? whole : before).trim().split(/\s+/);
  const [first = "", ...rest] = words;
  if (rest.length === 0) return { lastName: first };
  if (VIETNAMESE.has(first.toLowerCase())) return { firstName: rest.join(" "), lastName: first };
  const particle = words.findIndex(
    (word, at) => at > 0 && at < words.length - 1 && PARTICLES.has(word.toLowerCase()),
  );
  const cut = particle === -1 ? words.length - 1 : particle;
  return { firstName: words.slice(0, cut).join(" "), lastName: words.slice(cut).join(" ") };
}
