// The form of an agreement: types like a spreadsheet, shows only the lines in sight, sends one call per act, loses nothing.
// Every figure that counts comes from the server; what is reckoned here, in whole cents, only bridges the moment until it
// answers. All words come from the page, so that they are in its language.
(() => {
  "use strict";
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  const data = JSON.parse(document.getElementById("sheet-data").textContent);
  const words = sheet.dataset;
  const COLUMNS = 2, QUANTITY = 0, PRICE = 1, BEYOND = 12, ASK = 10_000;
  const rows = data.rows.map((row, index) => ({
    lot: row[0], product: row[1], name: row[2], category: row[3], unit: row[4], steps: row[5], granted: row[7], frame: row[8],
    cells: data.cells[index].map(([value, version, side]) => ({ value, version, side, text: null, seen: version, wrong: "" })),
    talk: [0, 0], fresh: false, search: (row[2] + " " + row[1] + " " + row[3]).toLowerCase(),
  }));
  const known = new Map(rows.map((row, index) => [row.lot + "|" + row.product, index]));
  const box = document.getElementById("sheet-rows"), said = document.getElementById("sheet-said");
  const alarm = document.getElementById("sheet-alarm"), rooms = document.getElementById("sheet-rooms");
  const panel = document.getElementById("sheet-line"), two = document.getElementById("two-values");
  const find = document.getElementById("sheet-find"), lot = document.getElementById("sheet-lot"), only = document.getElementById("sheet-only");
  const place = "driehoek " + words.change; // what is not kept yet, in this tab alone
  let number = data.number, stand = data.stand, retry = 0, sending = Promise.resolve(), leaving = false;
  let shown = rows.map((_row, index) => index), block = null;
  const undone = [];

  const fill = (text, values) => Object.entries(values).reduce((all, [key, value]) => all.replace("{" + key + "}", () => value), text);
  const tell = (text) => { said.textContent = text; };
  const make = (name, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), given);
    made.append(...inside);
    return made;
  };
  const token = () => (document.cookie.match(/driehoek-csrf=([^;]+)/) || ["", document.querySelector("#sheet-token [name=csrfmiddlewaretoken]").value])[1];
  const shout = (text, link) => {
    alarm.hidden = false;
    alarm.replaceChildren(make("p", { textContent: text + " " }, ...(link ? [make("a", { href: link, textContent: words.again })] : [])));
  };
  const open = (row, column) => data.writes && (column === QUANTITY || data.prices);

  // Figures: whole cents and whole smallest steps, in Dutch form.
  const euros = new Intl.NumberFormat("nl-NL", { style: "currency", currency: "EUR" });
  const group = (whole) => String(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const cents = (value) => group(Math.floor(value / 100)) + "," + String(value % 100).padStart(2, "0");
  const write = (row, column, value) => {
    if (value === null) return "";
    if (column === PRICE) return cents(value);
    if (row.steps === 1) return group(value);
    const whole = Math.floor(value / row.steps), rest = value % row.steps;
    if (!rest) return group(whole);
    const hundredths = (rest * 100) / row.steps;
    return Number.isInteger(hundredths) ? group(whole) + "," + String(hundredths).padStart(2, "0").replace(/0$/, "") : group(whole) + ":" + String(rest).padStart(2, "0");
  };
  const read = (row, column, text) => { // null when empty, undefined when it cannot be read here
    let body = text.replace(/[€\s]/g, "");
    if (!body) return null;
    const clock = row.steps === 60 && column === QUANTITY && body.match(/^([\d.]+):([0-5]\d)$/);
    if (clock) return Number(clock[1].replace(/\./g, "")) * 60 + Number(clock[2]);
    if (body.includes(",")) body = body.replace(/\./g, "").replace(",", ".");
    else if (/^\d{1,3}(\.\d{3})+$/.test(body)) body = body.replace(/\./g, "");
    const parts = body.match(/^(\d+)(?:\.(\d+))?$/);
    if (!parts) return undefined;
    const scale = column === PRICE ? 100 : row.steps, decimals = parts[2] || "";
    const over = Number(decimals || 0) * scale, under = 10 ** decimals.length;
    return over % under ? undefined : Number(parts[1]) * scale + over / under;
  };
  const now = (row, column) => {
    const cell = row.cells[column];
    if (cell.text === null) return cell.value || 0;
    return read(row, column, cell.text) || 0;
  };
  const amount = (row) => Math.floor((2 * now(row, QUANTITY) * now(row, PRICE) + row.steps) / (2 * row.steps)); // half up
  const kept = (row) => Math.floor((2 * (row.cells[QUANTITY].value || 0) * (row.cells[PRICE].value || 0) + row.steps) / (2 * row.steps));

  // What still fits: as the server has it, with what is being typed on top.
  function fits() {
    const typed = stand.rooms.map(() => 0);
    for (const row of rows) if (row.cells.some((cell) => cell.text !== null)) typed[row.frame] += amount(row) - kept(row);
    const lines = stand.rooms.map(([name, taken, most], index) => {
      const here = stand.by_lines ? taken + typed[index] : taken, left = most - here;
      return make("tr", { className: left < 0 ? "bad" : "" },
        make("th", { scope: "row", textContent: name }), make("td", { className: "number", textContent: euros.format(here / 100) }),
        make("td", { className: "number", textContent: euros.format(most / 100) }),
        make("td", { className: "number", textContent: `${euros.format(Math.abs(left) / 100)} ${left < 0 ? words.short : words.fits}` }));
    });
    const whole = stand.rooms.reduce((sum, room) => sum + room[1], 0) + (stand.by_lines ? typed.reduce((a, b) => a + b, 0) : 0);
    lines.push(make("tr", {}, make("th", { scope: "row", textContent: words.whole }), make("td", { className: "number", colSpan: 3, textContent: euros.format(whole / 100) })));
    const top = [words.frame, words.inform, words.most, words.left].map((text, index) => make("th", { scope: "col", textContent: text, className: index ? "number" : "" }));
    rooms.replaceChildren(make("table", {}, make("caption", { className: "small", textContent: words.fitscaption }), make("thead", {}, make("tr", {}, ...top)), make("tbody", {}, ...lines)));
  }

  // The lines in sight, and a few beyond; what stands elsewhere is height alone.
  const table = make("table", { className: "sheet-table" });
  const caption = make("caption", { className: "small" });
  const head = make("thead", {}, make("tr", {}, ...[words.product, words.quantity, words.unit, words.price, words.amount, words.granted].map((text, index) =>
    make("th", { scope: "col", textContent: text, className: [1, 3, 4, 5].includes(index) ? "number" : "" }))));
  const above = make("tr", { className: "gap" }), below = make("tr", { className: "gap" }), body = make("tbody", {}, above, below);
  for (const gap of [above, below]) { gap.setAttribute("aria-hidden", "true"); gap.append(make("td", { colSpan: 6 })); }
  table.append(caption, head, body);
  const drawn = new Map();
  const height = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * 3;

  function draw(place) {
    const index = shown[place], row = rows[index];
    const name = make("button", { type: "button", className: "link", textContent: row.name, title: row.name });
    name.setAttribute("aria-label", `${words.more} ${row.name}`);
    name.addEventListener("click", () => about(row));
    const cells = [QUANTITY, PRICE].map((column) => {
      if (!open(row, column)) return make("td", { className: "number" });
      const field = make("input", { type: "text", inputMode: "decimal", autocomplete: "off" });
      field.dataset.row = index;
      field.dataset.column = column;
      field.setAttribute("aria-label", `${column === QUANTITY ? words.quantity : words.price}, ${row.name}`);
      return make("td", { className: "number" }, field);
    });
    const made = make("tr", {}, make("th", { scope: "row" }, name, make("span", { className: "marks" })), cells[0],
      make("td", { textContent: row.unit }), cells[1], make("td", { className: "number" }), make("td", { className: "number" }));
    made.setAttribute("aria-rowindex", place + 2);
    made.dataset.place = place;
    return made;
  }
  function refresh(made) {
    const row = rows[shown[made.dataset.place]];
    const inside = made.children;
    for (const [column, at] of [[QUANTITY, 1], [PRICE, 3]]) {
      const cell = row.cells[column], field = inside[at].querySelector("input");
      const text = cell.text === null ? write(row, column, cell.value) : cell.text;
      if (!field) { inside[at].textContent = text; continue; }
      if (field.value !== text) field.value = text;
      field.classList.toggle("waiting", cell.text !== null);
      field.setAttribute("aria-invalid", cell.wrong ? "true" : "false");
      field.title = cell.wrong;
      field.classList.toggle("picked", isPicked(made.dataset.place, column));
    }
    inside[4].textContent = cents(amount(row));
    inside[5].textContent = write(row, QUANTITY, row.granted);
    const marks = [];
    if (row.fresh) marks.push(words.fresh);
    if (row.talk[1]) marks.push(words.proposals);
    const shown_marks = inside[0].querySelector(".marks");
    if (row.talk[0]) marks.push(fill(words.remarks, { count: row.talk[0] }));
    const text = marks.join(" · ");
    if (shown_marks.textContent !== text) shown_marks.textContent = text;
  }
  function render() {
    const tall = height(), from = Math.max(0, Math.floor(box.scrollTop / tall) - BEYOND);
    const until = Math.min(shown.length, Math.ceil((box.scrollTop + box.clientHeight) / tall) + BEYOND);
    for (const [place, made] of drawn) {
      if ((place < from || place >= until) && !made.contains(document.activeElement)) { made.remove(); drawn.delete(place); }
    }
    let before = above;
    for (const place of [...new Set([...drawn.keys(), ...Array.from({ length: Math.max(0, until - from) }, (_none, step) => from + step)])].sort((a, b) => a - b)) {
      let made = drawn.get(place);
      if (!made) { made = draw(place); drawn.set(place, made); }
      if (before.nextSibling !== made) before.after(made);
      refresh(made);
      before = made;
    }
    const first = Math.min(from, ...drawn.keys()), last = Math.max(until - 1, ...drawn.keys());
    above.style.height = `${Math.max(0, from - (first < from ? 1 : 0)) * tall}px`;
    below.style.height = `${Math.max(0, shown.length - until - (last >= until ? 1 : 0)) * tall}px`;
  }
  function filter() {
    const sought = find.value.trim().toLowerCase();
    const test = {
      fresh: (row) => row.fresh, talk: (row) => row.talk[0] > 0, other: (row) => (row.cells[QUANTITY].value || 0) !== row.granted,
      empty: (row) => !row.cells[QUANTITY].value,
    }[only.value] || (() => true);
    shown = rows.map((_row, index) => index).filter((index) => {
      const row = rows[index];
      return (!sought || row.search.includes(sought)) && (!lot.value || row.lot === lot.value) && test(row);
    });
    for (const made of drawn.values()) made.remove();
    drawn.clear();
    block = null;
    table.setAttribute("aria-rowcount", shown.length + 1);
    caption.textContent = shown.length ? fill(words.shown, { shown: shown.length, all: rows.length }) : words.none;
    box.scrollTop = 0;
    render();
  }

  // Going through the cells.
  const columns = [QUANTITY, PRICE].filter((column) => open(null, column));
  function go(place, column) {
    place = Math.max(0, Math.min(shown.length - 1, place));
    const tall = height(), top = place * tall, hat = head.offsetHeight + caption.offsetHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + tall + hat > box.scrollTop + box.clientHeight) box.scrollTop = top + tall + hat - box.clientHeight;
    render();
    const field = drawn.get(place) && drawn.get(place).querySelector(`input[data-column="${column}"]`);
    if (field) { field.focus({ preventScroll: true }); field.select(); }
  }
  const spot = (field) => ({ row: rows[field.dataset.row], place: Number(field.closest("tr").dataset.place), column: Number(field.dataset.column) });
  const edges = () => {
    const [a, b] = block;
    return { top: Math.min(a[0], b[0]), bottom: Math.max(a[0], b[0]), left: Math.min(a[1], b[1]), right: Math.max(a[1], b[1]) };
  };
  const isPicked = (place, column) => {
    if (!block) return false;
    const { top, bottom, left, right } = edges();
    return place >= top && place <= bottom && column >= left && column <= right;
  };
  const picked = () => {
    const { top, bottom, left, right } = edges(), found = [];
    for (let place = top; place <= bottom; place += 1) found.push(columns.filter((column) => column >= left && column <= right).map((column) => [rows[shown[place]], column]));
    return found;
  };

  // What is typed: first here, then sent; what is not kept yet also stands in this tab, so that it survives a lost session.
  const remember = () => {
    const held = [];
    for (const row of rows) row.cells.forEach((cell, column) => { if (cell.text !== null) held.push([row.lot, row.product, column, cell.text, cell.seen]); });
    try { if (held.length) sessionStorage.setItem(place, JSON.stringify(held)); else sessionStorage.removeItem(place); } catch { /* the page itself still has it */ }
    return held;
  };
  function type(row, column, text) {
    const cell = row.cells[column];
    if (cell.text === null) cell.seen = cell.version;
    cell.text = text;
    cell.wrong = "";
    if (text.trim() === write(row, column, cell.value)) cell.text = null;
  }
  function act(changes) { // one act of a person: one call
    for (const [row, column, text] of changes) type(row, column, text);
    remember();
    render();
    fits();
    return queue();
  }
  addEventListener("beforeunload", (event) => { if (remember().length && !leaving) event.preventDefault(); });

  async function call(address, fields) {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    form.set("since", number);
    form.set("csrfmiddlewaretoken", token());
    let answer;
    try { answer = await fetch(address, { method: "POST", body: form, headers: { "HX-Request": "true", "X-CSRFToken": token() } }); }
    catch { answer = null; }
    if (!answer || [429, 502, 503, 504].includes(answer.status)) { // nobody there, or too busy: nothing came in
      tell(words.offline);
      shout(words.offline);
      retry = Math.min(retry ? retry * 2 : 2000, 30000);
      setTimeout(queue, retry);
      return null;
    }
    if (answer.status === 401 || answer.status === 403) {
      leaving = true;
      shout(words.signedout, words.login + "?next=" + encodeURIComponent(location.pathname));
      return null;
    }
    if (!answer.ok) { tell(words.refused); shout(words.refused); return null; }
    retry = 0;
    alarm.hidden = true;
    return answer.json();
  }
  async function send() {
    const held = remember().filter(([lot_, product, column]) => !rows[known.get(lot_ + "|" + product)].cells[column].wrong);
    if (!held.length) return;
    tell(words.saving);
    const answer = await call(words.change, [["cells", JSON.stringify(held)]]);
    if (!answer) return;
    const refused = new Map(answer.unread.map(([lot_, product, column, text]) => [`${lot_}|${product}|${column}`, text]));
    for (const [lot_, product, column, text] of held) {
      const cell = rows[known.get(lot_ + "|" + product)].cells[column];
      const wrong = refused.get(`${lot_}|${product}|${column}`);
      if (wrong) cell.wrong = wrong;
      else if (cell.text === text && !answer.refused.length) cell.text = null; // else typed on while it was sent
      else if (answer.refused.length) cell.wrong = answer.refused.join(" ");
    }
    if (answer.made.length) undone.push(answer.made);
    take(answer);
    const told = [...answer.refused, ...new Set(answer.unread.map((row) => row[3]))];
    if (told.length) { shout(told.join(" ")); tell(words.refused); } else tell(words.saved);
    remember();
  }
  function queue() { // whatever went wrong with one call stops none of the next
    sending = sending.then(send).catch(() => { tell(words.refused); shout(words.refused); });
    return sending;
  }

  function take(answer) { // what went on, here or elsewhere
    let others = false;
    for (const [lot_, product, column, value, version, side] of answer.cells) {
      const index = known.get(lot_ + "|" + product);
      if (index === undefined) { leaving = true; location.reload(); return; } // a line that was not there when the page was made
      const cell = rows[index].cells[column];
      if (version <= cell.version) continue;
      Object.assign(cell, { value, version, side });
      if (side !== data.side) { rows[index].fresh = true; others = true; }
    }
    for (const row of rows) row.talk = [0, 0];
    for (const [lot_, product, count, waiting] of answer.talk) { const index = known.get(lot_ + "|" + product); if (index !== undefined) rows[index].talk = [count, waiting]; }
    number = Math.max(number, answer.number);
    stand = answer.stand;
    if (two.innerHTML.trim() !== answer.clashes.trim()) two.innerHTML = answer.clashes;
    render();
    fits();
    if (others) tell(words.other);
  }
  let asking = null, connected = false;
  function look() {
    if (!asking) asking = fetch(words.since.replace(/0\/$/, number + "/"), { headers: { "HX-Request": "true" } })
      .then((answer) => (answer.ok ? answer.json() : null)).then((answer) => { if (answer) take(answer); }).catch(() => { /* the next time */ })
      .finally(() => { asking = null; });
    return asking;
  }
  document.addEventListener("agreement:went-on", () => { (asking || Promise.resolve()).then(look); });
  document.addEventListener("agreement:live", (event) => { connected = event.detail.connected; });
  setInterval(() => { if (!document.hidden && !connected) look(); }, ASK);

  async function back() {
    await sending;
    const last = undone.pop();
    if (!last) { tell(words.nothing); return; }
    const answer = await call(words.undo, last.map((each) => ["number", each]));
    if (!answer) { undone.push(last); return; }
    take(answer);
    if (answer.refused.length) shout(answer.refused.join(" ")); else tell(words.undone);
  }

  box.addEventListener("scroll", () => requestAnimationFrame(render));
  addEventListener("resize", () => requestAnimationFrame(render));
  for (const tool of [find, lot, only]) tool.addEventListener("input", filter);
  const button = document.getElementById("sheet-undo");
  if (button) button.addEventListener("click", back);

  box.addEventListener("focusin", (event) => {
    if (event.target.dataset.column === undefined) return;
    const { place: at, column } = spot(event.target);
    if (block && !(at === block[0][0] && column === block[0][1])) { block = null; render(); }
  });
  box.addEventListener("input", (event) => {
    if (event.target.dataset.column === undefined) return;
    const { row, column } = spot(event.target);
    type(row, column, event.target.value);
    remember();
    refresh(event.target.closest("tr"));
    fits();
  });
  box.addEventListener("change", (event) => { if (event.target.dataset.column !== undefined) queue(); });

  box.addEventListener("keydown", (event) => {
    const field = event.target;
    if (field.dataset.column === undefined) return;
    const { row, place: at, column } = spot(field), ctrl = event.ctrlKey || event.metaKey, key = event.key;
    const stop = () => event.preventDefault();
    if (ctrl && key.toLowerCase() === "z") {
      stop();
      if (row.cells[column].text !== null) { row.cells[column].text = null; row.cells[column].wrong = ""; remember(); render(); fits(); } else back();
      return;
    }
    if (ctrl && key.toLowerCase() === "d") {
      stop();
      const chosen = block ? picked() : at > 0 ? [columns.filter((each) => each === column).map((each) => [rows[shown[at - 1]], each]), [[row, column]]] : [];
      if (chosen.length < 2) return;
      const changes = chosen.slice(1).flatMap((cells) => cells.map(([target, each], index) => {
        const [from] = chosen[0][index];
        return [target, each, from.cells[each].text === null ? write(from, each, from.cells[each].value) : from.cells[each].text];
      }));
      act(changes).then(() => tell(fill(words.filled, { count: changes.length })));
      return;
    }
    if (key === "Escape") {
      if (block) block = null;
      else { row.cells[column].text = null; row.cells[column].wrong = ""; }
      remember();
      render();
      fits();
      field.select();
      return;
    }
    if (block && (key === "Delete" || key === "Backspace")) { stop(); act(picked().flat().map(([target, each]) => [target, each, ""])); return; }
    if (event.shiftKey && key.startsWith("Arrow")) {
      stop();
      const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
      const from = block ? block[1] : [at, column];
      const to = [Math.max(0, Math.min(shown.length - 1, from[0] + down)), Math.max(columns[0], Math.min(columns[columns.length - 1], from[1] + right))];
      block = [block ? block[0] : [at, column], to];
      render();
      return;
    }
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const index = columns.indexOf(column);
    if (key === "ArrowDown" || (key === "Enter" && !event.shiftKey)) { stop(); leave(field); go(at + 1, column); }
    else if (key === "ArrowUp" || key === "Enter") { stop(); leave(field); go(at - 1, column); }
    else if (key === "ArrowLeft" && index > 0 && (whole || field.selectionEnd === 0)) { stop(); leave(field); go(at, columns[index - 1]); }
    else if (key === "ArrowRight" && index < columns.length - 1 && (whole || field.selectionStart === field.value.length)) { stop(); leave(field); go(at, columns[index + 1]); }
    else if (key === "PageDown") { stop(); leave(field); go(at + Math.floor(box.clientHeight / height()), column); }
    else if (key === "PageUp") { stop(); leave(field); go(at - Math.floor(box.clientHeight / height()), column); }
    else if (key === "Home" && ctrl) { stop(); leave(field); go(0, column); }
    else if (key === "End" && ctrl) { stop(); leave(field); go(shown.length - 1, column); }
    else if (key === "F2") { stop(); field.setSelectionRange(field.value.length, field.value.length); }
  });
  const leave = (field) => { if (spot(field).row.cells[spot(field).column].text !== null) queue(); };

  box.addEventListener("copy", (event) => {
    if (event.target.dataset.column === undefined || !block) return;
    event.preventDefault();
    const chosen = picked();
    event.clipboardData.setData("text/plain", chosen.map((cells) => cells.map(([row, column]) => write(row, column, row.cells[column].value)).join("\t")).join("\n"));
    tell(fill(words.copied, { count: chosen.flat().length }));
  });
  box.addEventListener("paste", (event) => {
    if (event.target.dataset.column === undefined) return;
    const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const { place: at, column } = spot(event.target), changes = [];
    text.split("\n").forEach((line, down) => line.split("\t").forEach((part, right) => {
      const index = shown[at + down], target = columns[columns.indexOf(column) + right];
      if (index !== undefined && target !== undefined) changes.push([rows[index], target, part.trim()]);
    }));
    act(changes).then(() => { if (alarm.hidden) tell(fill(words.pasted, { count: changes.length })); });
  });

  // One line in full, beside the form; and the choice between two values.
  async function about(row) {
    const address = `${words.line}?${new URLSearchParams({ lot: row.lot, product: row.product })}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok) { location.assign(address); return; }
    panel.innerHTML = await answer.text();
    panel.dataset.address = address;
    panel.hidden = false;
    (panel.querySelector("h2") || panel).focus();
  }
  panel.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = new FormData(event.target, event.submitter);
    const answer = await fetch(event.target.action, { method: "POST", body: form, headers: { "X-CSRFToken": token() } });
    if (!answer.ok) { shout(words.refused); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const wrong = page.querySelector(".message.error, .note.bad");
    if (wrong) shout(wrong.textContent.trim()); else alarm.hidden = true;
    const fresh = await fetch(panel.dataset.address, { headers: { "HX-Request": "true" } });
    if (fresh.ok) { panel.innerHTML = await fresh.text(); (panel.querySelector("h2") || panel).focus(); }
    look();
  });
  two.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await call(event.target.action, [["take", event.submitter.value], ["seen", event.target.elements.seen.value]]);
    if (!answer) return;
    take(answer);
    if (answer.refused.length) shout(answer.refused.join(" ")); else tell(words.saved);
  });

  for (const [lot_, product, count, waiting] of data.talk) { const index = known.get(lot_ + "|" + product); if (index !== undefined) rows[index].talk = [count, waiting]; }
  for (const [lot_, product] of data.fresh) { const index = known.get(lot_ + "|" + product); if (index !== undefined) rows[index].fresh = true; }
  document.getElementById("plain").hidden = true;
  sheet.hidden = false;
  box.append(table);
  let lost = [];
  try { lost = JSON.parse(sessionStorage.getItem(place) || "[]"); } catch { /* nothing to bring back */ }
  for (const [lot_, product, column, text, seen] of lost) {
    const index = known.get(lot_ + "|" + product);
    if (index !== undefined && open(rows[index], column)) Object.assign(rows[index].cells[column], { text, seen });
  }
  filter();
  fits();
  if (lost.length) queue();
})();
