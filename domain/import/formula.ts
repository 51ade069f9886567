// What a spreadsheet would calculate, also in full-width letters, or change: it takes leading zeros and long numbers apart.
const CALCULATED = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;
const TAB_FIRST = /^[\t\r\n]/;
const CHANGED = /^\(?0[0-9]|^[0-9 ()./-]{12,}$/;

function isHarmed(value: string): boolean {
  const bare = value.replace(/^'+/, "");
  return CALCULATED.test(bare) || TAB_FIRST.test(bare) || CHANGED.test(bare);
}

/** A cell that no spreadsheet calculates or changes: with an apostrophe before what it would ("'+49 30 901820"). */
export function guarded(value: string): string {
  return isHarmed(value) ? `'${value}` : value;
}

/** The value of a cell as it was before it was guarded: exactly what `guarded` was given. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && isHarmed(cell) ? cell.slice(1) : cell;
}
