// The workspace of a provider: keeps what is typed, and shows what the purchaser's rules say of it.
// Without this script every form still works. All words come from the page, so that they are in its language.
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const words = form.dataset;
  const preview = document.getElementById("preview");
  const said = document.getElementById("kept");
  const alarm = document.getElementById("alarm");
  const place = "driehoek " + words.keep; // what is not kept yet, in this tab alone
  const seen = JSON.parse(document.getElementById("seen").value || "{}");
  const waiting = new Map(); // per field: who goes on to the next field within the pause loses nothing
  let sending = Promise.resolve();
  let version = document.getElementById("version").value;
  let retry = 0;

  const fill = (text, values) => Object.entries(values).reduce((all, [key, value]) => all.replace("{" + key + "}", value), text);
  const tell = (text) => { said.textContent = text; };
  const clock = () => new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const token = () => (document.cookie.match(/driehoek-csrf=([^;]+)/) || ["", form.querySelector("[name=csrfmiddlewaretoken]").value])[1];
  const named = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
  const value = (field) => (field.type === "checkbox" ? (field.checked ? "yes" : "no") : field.value);
  const shout = (text, link) => {
    alarm.hidden = false;
    alarm.textContent = text + " ";
    if (link) {
      const way = document.createElement("a");
      way.href = link;
      way.textContent = words.again;
      alarm.append(way);
    }
  };

  // What is not kept yet stands in this tab, so that it is there after signing in again or loading anew.
  const unkept = () => { try { return JSON.parse(sessionStorage.getItem(place) || "{}"); } catch { return {}; } };
  const remember = (name, text, before) => {
    const held = unkept();
    held[name] = { text, before: name in held ? held[name].before : before };
    try { sessionStorage.setItem(place, JSON.stringify(held)); } catch { /* a full or closed store: the page itself still has it */ }
  };
  const forget = (sent) => {
    const held = unkept();
    for (const [name, text] of Object.entries(sent)) {
      if (!held[name]) continue;
      if (held[name].text === text) delete held[name];
      else held[name].before = text; // typed on while it was sent: what it saw is what is kept now
    }
    sessionStorage.setItem(place, JSON.stringify(held));
  };
  addEventListener("beforeunload", (event) => { if (Object.keys(unkept()).length && !leaving) event.preventDefault(); });
  let leaving = false;

  function take(values) { // what a colleague kept meanwhile goes into the fields that nobody touches here
    const held = unkept();
    for (const field of form.querySelectorAll("[name]")) {
      if (!/^(answer|lot|cell)-/.test(field.name) || field.name in held || field === document.activeElement) continue;
      const fresh = values[field.name] || (field.type === "checkbox" ? "no" : "");
      if (value(field) === fresh) continue;
      if (field.type === "checkbox") field.checked = fresh === "yes"; else field.value = fresh;
      seen[field.name] = fresh;
    }
  }

  async function keep() {
    const held = unkept();
    const names = Object.keys(held);
    if (!names.length) return;
    const data = new FormData();
    const sent = {}, before = {};
    for (const name of names) { data.set(name, held[name].text); sent[name] = held[name].text; before[name] = held[name].before; }
    data.set("seen", JSON.stringify(before));
    data.set("version", version);
    data.set("csrfmiddlewaretoken", token());
    tell(words.saving);
    let answer;
    try {
      answer = await fetch(words.keep, { method: "POST", body: data, headers: { "HX-Request": "true", "X-CSRFToken": token() } });
    } catch {
      tell(words.offline);
      shout(words.offline);
      retry = Math.min(retry ? retry * 2 : 2000, 30000);
      setTimeout(queue, retry);
      return;
    }
    if (answer.status === 401 || answer.status === 403) {
      const back = location.pathname + (document.activeElement && document.activeElement.id ? "#" + document.activeElement.id : "");
      leaving = true;
      tell(words.signedout);
      shout(words.signedout, words.login + "?next=" + encodeURIComponent(back));
      return;
    }
    if (!answer.ok) { tell(words.refused); shout(words.refused); return; }
    retry = 0;
    alarm.hidden = true;
    forget(sent);
    Object.assign(seen, sent);
    show(await answer.text());
    tell(fill(words.saved, { time: clock() }));
  }
  function queue() { sending = sending.then(keep); return sending; }

  function show(html) {
    preview.innerHTML = html;
    const fresh = preview.querySelector("[data-version]");
    if (!fresh) return;
    version = fresh.dataset.version;
    document.getElementById("version").value = version;
    const stand = fresh.dataset.stand ? JSON.parse(fresh.dataset.stand) : null;
    if (stand) tick(stand);
    if (fresh.dataset.values) take(JSON.parse(fresh.dataset.values));
  }

  function note(field, at) {
    if (!field.name || !/^(answer|lot|cell)-/.test(field.name)) return;
    remember(field.name, value(field), seen[field.name] || (field.type === "checkbox" ? "no" : ""));
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(queue, at));
  }
  form.addEventListener("input", (event) => note(event.target, 400));
  form.addEventListener("change", (event) => note(event.target, 50));
  form.addEventListener("submit", () => { leaving = true; });

  // A colleague in the same draft, and the clock of the server.
  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(words.stand, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      const stand = await answer.json();
      tick(stand);
      if (String(stand.version) !== version && !stand.mine) {
        tell(fill(words.other, { name: stand.by, time: stand.at }));
        const data = new FormData();
        data.set("version", version);
        data.set("csrfmiddlewaretoken", token());
        const fresh = await fetch(words.keep, { method: "POST", body: data, headers: { "HX-Request": "true", "X-CSRFToken": token() } });
        if (fresh.ok) show(await fresh.text());
      }
    } catch { /* the next look tries again */ }
  }
  setInterval(look, 20000);

  // The deadline, by the clock of the server.
  const deadline = document.getElementById("deadline");
  let ahead = Number(deadline.dataset.now) * 1000 - Date.now();
  let closes = Number(deadline.dataset.closes) * 1000;
  const tick = (stand) => { ahead = stand.now * 1000 - Date.now(); if (stand.closes) closes = stand.closes * 1000; };
  const HOUR = 3600000;
  let stage = "";
  function count() {
    if (!closes) return;
    const left = closes - Date.now() - ahead;
    const now = left <= 0 ? "over" : left < HOUR / 6 ? "last" : left < 24 * HOUR ? "soon" : "";
    if (now && left > 0) {
      const minutes = Math.floor(left / 60000), seconds = Math.floor(left / 1000) % 60;
      const text = left < HOUR ? `${minutes}.${String(seconds).padStart(2, "0")} min` : `${Math.floor(minutes / 60)} uur ${minutes % 60} min`;
      deadline.firstElementChild.textContent = fill(deadline.dataset.soon, { left: text });
    }
    if (now === stage) return;
    stage = now;
    deadline.classList.toggle("warn", now === "soon");
    deadline.classList.toggle("bad", now === "last" || now === "over");
    if (now !== "over") return;
    deadline.firstElementChild.textContent = deadline.dataset.over;
    deadline.setAttribute("role", "alert");
    const button = document.getElementById("to-submit");
    if (button) button.replaceWith(Object.assign(document.createElement("p"), { textContent: deadline.dataset.over }));
  }
  if (deadline.dataset.closes) {
    if (closes <= Date.now() + ahead) stage = "over"; // it had closed before the page was opened, which says so already
    count();
    setInterval(count, 1000);
  }

  // The grid of volumes.
  const COLUMNS = 2;
  const grid = () => [...form.querySelectorAll("[data-cell]")];
  const at = (field) => { const cells = grid(); const index = cells.indexOf(field); return { cells, index, row: Math.floor(index / COLUMNS), column: index % COLUMNS }; };
  const undone = [], redone = [];
  let block = null; // the first and the last cell of what is chosen

  const chosen = () => {
    if (!block) return [];
    const { cells } = at(block[0]);
    const [a, b] = block.map((field) => at(field));
    const rows = [a.row, b.row].sort((x, y) => x - y), columns = [a.column, b.column].sort((x, y) => x - y);
    const found = [];
    for (let row = rows[0]; row <= rows[1]; row += 1) found.push(cells.slice(row * COLUMNS + columns[0], row * COLUMNS + columns[1] + 1));
    return found;
  };
  const mark = () => {
    for (const field of grid()) field.classList.remove("picked");
    for (const field of chosen().flat()) field.classList.add("picked");
  };
  const set = (changes, into) => {
    into.push(changes.map(([field]) => [field, field.value]));
    for (const [field, text] of changes) { field.value = text; note(field, 50); }
  };
  const go = (field) => { if (field) { field.focus(); field.select(); } };

  form.addEventListener("focusin", (event) => {
    if (event.target.dataset.cell) event.target.dataset.before = event.target.value;
    if (block && !event.target.dataset.extending) { block = null; mark(); }
  });
  form.addEventListener("focusout", (event) => {
    const field = event.target;
    if (field.dataset.cell && field.dataset.before !== undefined && field.dataset.before !== field.value && !field.dataset.pasted) {
      undone.push([[field, field.dataset.before]]);
      redone.length = 0;
    }
    delete field.dataset.pasted;
  });

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.dataset.cell) return;
    const { cells, index, row, column } = at(field);
    const last = Math.floor((cells.length - 1) / COLUMNS);
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && !event.shiftKey && event.key.toLowerCase() === "z") {
      if (field.dataset.before !== undefined && field.value !== field.dataset.before) {
        event.preventDefault();
        set([[field, field.dataset.before]], redone);
      } else if (undone.length) {
        event.preventDefault();
        const changes = undone.pop();
        set(changes, redone);
        field.dataset.before = field.value;
        go(changes[0][0]);
      } else return;
      tell(words.undone);
      return;
    }
    if (ctrl && (event.key.toLowerCase() === "y" || (event.shiftKey && event.key.toLowerCase() === "z"))) {
      event.preventDefault();
      if (redone.length) { set(redone.pop(), undone); field.dataset.before = field.value; }
      return;
    }
    if (event.key === "Escape") {
      if (block) { block = null; mark(); }
      else if (field.dataset.before !== undefined && field.value !== field.dataset.before) { field.value = field.dataset.before; note(field, 50); }
      return;
    }
    if (block && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      set(chosen().flat().map((cell) => [cell, ""]), undone);
      field.dataset.before = field.value;
      return;
    }
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const steps = {
      ArrowDown: [1, 0], ArrowUp: [-1, 0], Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowLeft: whole || (field.selectionStart === 0 && field.selectionEnd === 0) ? [0, -1] : null,
      ArrowRight: whole || field.selectionStart === field.value.length ? [0, 1] : null,
    };
    if (event.shiftKey && event.key.startsWith("Arrow")) {
      const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      const from = block ? at(block[1]) : { row, column };
      const to = [Math.min(last, Math.max(0, from.row + step[0])), Math.min(COLUMNS - 1, Math.max(0, from.column + step[1]))];
      event.preventDefault();
      block = [block ? block[0] : field, cells[to[0] * COLUMNS + to[1]]];
      mark();
      return;
    }
    let next = null;
    if (event.key === "Home") next = ctrl ? cells[0] : cells[row * COLUMNS];
    else if (event.key === "End") next = ctrl ? cells[cells.length - 1] : cells[row * COLUMNS + COLUMNS - 1];
    else if (steps[event.key]) {
      const [down, right] = steps[event.key];
      if (column + right < 0 || column + right >= COLUMNS) return;
      next = cells[index + down * COLUMNS + right];
      if (event.key === "Enter") event.preventDefault();
    }
    if (!next) return;
    event.preventDefault();
    go(next);
  });

  form.addEventListener("copy", (event) => {
    const rows = chosen();
    if (!event.target.dataset.cell || rows.flat().length < 2) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", rows.map((cells) => cells.map((cell) => cell.value).join("\t")).join("\n"));
    tell(fill(words.copied, { count: rows.flat().length }));
  });

  // A block of cells copied from a spreadsheet lands where it is pasted, cell by cell, and can be undone in one go.
  form.addEventListener("paste", (event) => {
    const field = event.target;
    if (!field.dataset.cell) return;
    const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const { cells, row, column } = at(field);
    const changes = [];
    text.split("\n").forEach((line, down) => line.split("\t").forEach((part, right) => {
      const target = cells[(row + down) * COLUMNS + column + right];
      if (target && column + right < COLUMNS) changes.push([target, part.trim()]);
    }));
    set(changes, undone);
    redone.length = 0;
    field.dataset.before = field.value;
    field.dataset.pasted = "yes";
    tell(fill(words.pasted, { count: changes.length }));
  });

  // What was typed before the session or the connection was lost comes back, in its place.
  const held = unkept();
  const names = Object.keys(held).filter((name) => named(name));
  for (const name of names) {
    const field = named(name);
    if (field.type === "checkbox") field.checked = held[name].text === "yes"; else field.value = held[name].text;
  }
  if (names.length) queue().then(() => { if (!Object.keys(unkept()).length) tell(words.restored); });
  else sessionStorage.removeItem(place);
  if (location.hash) { const spot = document.getElementById(decodeURIComponent(location.hash.slice(1))); if (spot && spot.matches("input, select, textarea")) spot.focus(); }
  for (const link of document.querySelectorAll("a[href*='#']")) link.addEventListener("click", () => {
    const spot = document.getElementById(decodeURIComponent(new URL(link.href).hash.slice(1)));
    if (spot && spot.tagName === "DETAILS") spot.open = true;
  });
})();
