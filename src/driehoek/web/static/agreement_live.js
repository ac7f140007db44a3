// An agreement: hears within a second that somebody changed something, and shows who has it open.
// It fetches nothing of the agreement itself: it says "agreement:went-on" on the document (detail.number; null when it is
// not known what was missed), and "agreement:live" (detail.connected), so that the page asks by itself meanwhile.
(() => {
  "use strict";
  const shown = document.getElementById("agreement-presence");
  if (!shown || !shown.dataset.place || !window.ReadableStream) return;
  const words = shown.dataset;
  const QUIET = 40_000; // the stream says something every fifteen seconds; longer silence is a broken line
  const SHORTEST = 500, LONGEST = 60_000; // between two tries
  const SPREAD = 1_500; // after a break everybody looks again, but not in the same moment
  let held = words.pass, fresh = Date.now(); // the pass on the page, and since when
  let life = 60_000, wait = SHORTEST, stop = null, again = 0, renewal = 0, closed = false, first = true, connected = null;

  const old = document.getElementById("agreement-changed"); // on a page that does not fetch by itself
  const say = (name, detail) => document.dispatchEvent(new CustomEvent("agreement:" + name, { detail }));
  const between = (most) => Math.random() * most;
  function tell(isConnected) {
    if (isConnected === connected) return;
    connected = isConnected;
    if (!isConnected) shown.textContent = words.away;
    say("live", { connected });
  }

  function people(there) {
    const others = there.filter((one) => !one.you).map((one) => `${one.name} (${words[one.side] || one.side})`);
    const text = others.length ? words.together.replace("{people}", () => [words.you, ...others].join(", ")) : words.alone;
    if (shown.textContent !== text) shown.textContent = text; // the same again would be read out again
  }

  // The page may be older than its pass: asleep, or taken back from the history.
  async function pass() {
    if (held && Date.now() - fresh < life / 2) { const mine = held; held = ""; return mine; }
    const answer = await fetch(words.again, { headers: { Accept: "application/json", "HX-Request": "true" }, redirect: "error" });
    if ([401, 403, 404].includes(answer.status)) closed = true; // may not see it any more: do not ask again
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).pass;
  }

  const send = (where, text, signal) => fetch(words.place + where, {
    method: "POST", body: text, signal, credentials: "omit", cache: "no-store", headers: { "Content-Type": "text/plain" },
  });

  async function renew(stream) {
    try {
      const answer = await send("renew", stream + " " + await pass());
      if (!answer.ok && stop) stop.abort();
    } catch { if (stop) stop.abort(); } // comes again, with a pass of its own
  }

  function hear(name, data) {
    if (name === "hello") {
      life = data.life * 1000;
      wait = SHORTEST;
      tell(true);
      clearInterval(renewal);
      renewal = setInterval(renew, life * 0.6, data.stream);
    } else if (name === "went-on") {
      if (old) old.hidden = false;
      say("went-on", { number: data.number, table: data.table });
    } else if (name === "look") {
      setTimeout(() => say("went-on", { number: null }), first ? 0 : between(SPREAD));
      first = false;
    } else if (name === "here") people(data.people);
    else if (name === "again") wait = 0;
  }

  function part(text) {
    let name = "", data = "";
    for (const line of text.split("\n")) {
      if (line.startsWith("event: ")) name = line.slice(7);
      else if (line.startsWith("data: ")) data += line.slice(6);
    }
    if (name) hear(name, JSON.parse(data));
  }

  async function listen() {
    stop = new AbortController();
    let silence = 0;
    const alive = () => { clearTimeout(silence); silence = setTimeout(() => stop.abort(), QUIET); };
    try {
      alive();
      const answer = await send("stream", await pass(), stop.signal);
      if (!answer.ok) throw new Error(String(answer.status));
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let kept = ""; ;) {
        const { value, done } = await reader.read();
        if (done) break;
        alive();
        const parts = (kept + value).split("\n\n");
        kept = parts.pop();
        parts.forEach(part);
      }
    } catch { /* below it is tried again */ }
    stop.abort();
    clearTimeout(silence);
    clearInterval(renewal);
    if (closed) { tell(false); return; }
    if (wait) tell(false);
    again = setTimeout(listen, wait && wait / 2 + between(wait));
    wait = Math.min(Math.max(2 * wait, SHORTEST), LONGEST);
  }

  addEventListener("pagehide", () => { clearTimeout(again); again = -1; if (stop) stop.abort(); });
  addEventListener("pageshow", (event) => { if (event.persisted) { clearTimeout(again); listen(); } });
  addEventListener("online", () => { if (connected === false && !closed) { wait = SHORTEST; clearTimeout(again); if (stop.signal.aborted) listen(); } });
  listen();
})();
