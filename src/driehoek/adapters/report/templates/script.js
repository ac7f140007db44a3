(() => {
  "use strict";
  document.documentElement.classList.add("js");
  if (innerWidth < 1088) document.querySelector(".toc details").open = false;
  const PAGE = 200;
  const table = document.getElementById("t-wie");
  const open = () => {
    const at = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (at) for (let up = at; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };
  addEventListener("hashchange", open);
  open();
  for (const button of document.querySelectorAll("[data-open]"))
    button.addEventListener("click", () => {
      const all = [...document.querySelectorAll(button.dataset.open)];
      const to = all.some((one) => !one.open);
      all.forEach((one) => { one.open = to; });
      button.setAttribute("aria-expanded", String(to));
    });
  if (!table) return;
  const body = table.tBodies[0];
  let rows = [...body.rows];
  const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const find = document.getElementById("zoek"), count = document.getElementById("telling");
  const picks = [...document.querySelectorAll("select[data-key]")];
  const more = document.getElementById("meer");
  let shown = PAGE;
  const draw = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let hits = 0;
    for (const row of rows) {
      const ok = words.every((word) => text.get(row).includes(word)) &&
        picks.every((pick) => !pick.value || row.dataset[pick.dataset.key] === pick.value);
      if (ok) hits += 1;
      row.hidden = !ok || hits > shown;
    }
    const left = Math.max(0, hits - shown);
    count.textContent = `${hits} van ${rows.length} aanbieders` + (left ? `, de eerste ${shown} staan hieronder` : "");
    more.hidden = !left;
  };
  const again = () => { shown = PAGE; draw(); };
  find.addEventListener("input", again);
  picks.forEach((pick) => pick.addEventListener("change", again));
  more.addEventListener("click", () => { shown += 5 * PAGE; draw(); });
  const order = new Intl.Collator("nl", { numeric: true });
  [...table.tHead.rows[0].cells].forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const first = head.dataset.first === "down" ? "descending" : "ascending";
      const turned = { ascending: "descending", descending: "ascending" };
      const to = turned[head.getAttribute("aria-sort")] ?? first;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", to);
      const sign = to === "ascending" ? 1 : -1;
      const value = (row) => { const cell = row.cells[index]; return cell.dataset.v ?? cell.textContent.trim(); };
      rows = rows.map((row) => [value(row), row])
        .sort(([a], [b]) => sign * (isFinite(a) && isFinite(b) && a !== "" && b !== "" ? a - b : order.compare(a, b)))
        .map(([, row]) => row);
      body.append(...rows);
      draw();
    });
  });
  draw();
})();
