// Keeps what is typed and shows what the purchaser's rules say of it. Without this script every form still works.
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const preview = document.getElementById("preview");
  const said = document.getElementById("kept");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const waiting = new Map(); // per field: who goes on to the next field within the pause loses nothing
  let sending = Promise.resolve();

  const version = () => document.getElementById("version").value;
  const tell = (text) => { said.textContent = text; };

  async function keep(address, data) {
    data.set("csrfmiddlewaretoken", token);
    data.set("version", version());
    tell(said.dataset.saving);
    try {
      const answer = await fetch(address, { method: "POST", body: data, headers: { "HX-Request": "true" } });
      if (answer.ok || answer.status === 409) {
        preview.innerHTML = await answer.text();
        const fresh = preview.querySelector("[data-version]");
        if (fresh) document.getElementById("version").value = fresh.dataset.version;
        tell(answer.ok ? said.dataset.kept + " " + new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }) : said.dataset.clash);
      } else {
        tell(said.dataset.refused);
      }
    } catch {
      tell(said.dataset.offline);
      setTimeout(() => queue(address, data), 5000);
    }
  }
  const queue = (address, data) => { sending = sending.then(() => keep(address, data)); return sending; };

  form.addEventListener("input", (event) => {
    const field = event.target;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => {
      const data = new FormData();
      if (field.dataset.cell) {
        const [lot, product, column] = field.dataset.cell.split("|");
        data.set("cells", JSON.stringify([[lot, product, column, field.value]]));
        queue(form.dataset.volumes, data);
      } else if (field.name) {
        data.set(field.name, field.type === "checkbox" ? (field.checked ? "yes" : "no") : field.value);
        queue(form.dataset.keep, data);
      }
    }, 400));
  });

  // A block of cells copied from a spreadsheet lands where it is pasted, cell by cell.
  form.addEventListener("paste", (event) => {
    const field = event.target;
    const text = (event.clipboardData || window.clipboardData).getData("text");
    if (!field.dataset.cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const inputs = [...form.querySelectorAll("[data-cell]")];
    const columns = 2;
    const start = inputs.indexOf(field);
    const cells = [];
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        const place = inputs[start + down * columns + right];
        if (!place || (start % columns) + right >= columns) return;
        place.value = value.trim();
        cells.push([...place.dataset.cell.split("|"), place.value]);
      });
    });
    const data = new FormData();
    data.set("cells", JSON.stringify(cells));
    queue(form.dataset.volumes, data);
  });

  // Arrows move between the cells of the grid.
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    const step = { ArrowDown: 2, ArrowUp: -2, Enter: 2 }[event.key];
    if (!field.dataset.cell || !step) return;
    event.preventDefault();
    const inputs = [...form.querySelectorAll("[data-cell]")];
    const next = inputs[inputs.indexOf(field) + step];
    if (next) { next.focus(); next.select(); }
  });
})();
