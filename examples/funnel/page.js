const state = document.querySelector("#state");
const body = document.querySelector("#stages");
const rows = new Map();

/** The row of a stage; made when it is told for the first time. */
function rowOf(name) {
  const known = rows.get(name);
  if (known !== undefined) return known;
  const row = body.insertRow();
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = name;
  row.append(head);
  const made = { number: row.insertCell(), share: row.insertCell(), bar: document.createElement("div") };
  made.bar.className = "bar";
  row.insertCell().append(made.bar);
  rows.set(name, made);
  return made;
}

function show(stages) {
  const most = Math.max(1, ...stages.map(({ number }) => number));
  stages.forEach(({ name, number }, index) => {
    const { number: cell, share, bar } = rowOf(name);
    const before = stages[index - 1]?.number ?? 0;
    cell.textContent = String(number);
    share.textContent = before === 0 ? "–" : `${Math.round((100 * number) / before)} %`;
    bar.style.width = `${(100 * number) / most}%`;
  });
}

const source = new EventSource("stream");
source.addEventListener("open", () => {
  state.textContent = "Live";
});
source.addEventListener("error", () => {
  state.textContent = "Connection lost, trying again. The figures are those of before.";
});
source.addEventListener("message", ({ data }) => show(JSON.parse(data)));
