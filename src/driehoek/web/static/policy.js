// Says of a policy what its reader says while it is typed. Without this script the button "Kijk na" does the same.
(() => {
  "use strict";
  const text = document.querySelector("textarea[data-check]");
  const found = document.getElementById("bevindingen");
  if (!text || !found) return;
  const token = text.form.querySelector("[name=csrfmiddlewaretoken]").value;
  let waiting = 0;
  let asked = 0;

  async function check() {
    const mine = ++asked;
    const data = new FormData();
    data.set("content", text.value);
    data.set("csrfmiddlewaretoken", token);
    try {
      const answer = await fetch(text.dataset.check, { method: "POST", body: data });
      if (answer.ok && mine === asked) found.innerHTML = await answer.text();
    } catch { /* the next keystroke tries again; keeping tells whether the line is there */ }
  }

  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(check, 500); });

  // A finding leads to its line.
  found.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const line = Number(link.dataset.line);
    const start = lines.slice(0, line - 1).reduce((sum, item) => sum + item.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] || "").length);
    text.scrollTop = (text.scrollHeight / lines.length) * Math.max(line - 4, 0);
  });

  // What was typed and not kept is not lost by a wrong click.
  const first = text.value;
  let sent = false;
  text.form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("beforeunload", (event) => { if (!sent && text.value !== first) event.preventDefault(); });
})();
