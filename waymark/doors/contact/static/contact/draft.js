// Keeps what is typed on the server, at most a second and a half behind the keys. When the connection drops the page says so, holds
// the words and sends them later, signing included. Nothing is kept in the browser's storage: a shared phone keeps nobody's record.
const form = document.getElementById("contact");
const saved = document.getElementById("saved");
const EVERY = 1500;
const LISTS = new Set(["goals", "steps_done", "tasks_done"]);
let revision = Number(form.dataset.revision);
let dirty = false;
let sending = false;
let signing = false;
let sent = false;

function fields() {
  const typed = {};
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken" || name === "person" || name === "visit") continue;
    if (LISTS.has(name)) (typed[name] ??= []).push(value);
    else typed[name] = value;
  }
  return typed;
}

function say(words, waiting = false) {
  if (saved.textContent !== words) saved.textContent = words;
  saved.dataset.state = waiting ? "waiting" : "kept";
}

async function keep() {
  if (!dirty || sending || signing) return;
  sending = true;
  dirty = false;
  const body = JSON.stringify({ fields: fields(), revision: revision + 1, person: form.dataset.person, visit: form.dataset.visit });
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": form.csrfmiddlewaretoken.value } });
    if (answer.status === 401 || answer.redirected) say("You have been signed out. Your words are still on this page: sign in again in another tab, then go on here.", true);
    else if ([409, 413, 422].includes(answer.status)) say((await answer.json()).wrong, true);
    else if (!answer.ok) throw new Error(String(answer.status));
    else {
      const told = await answer.json();
      revision = Math.max(revision + 1, told.revision);
      say(`Draft kept at ${told.saved_at}.`);
    }
  } catch {
    dirty = true;
    say("No connection. Your words are held on this page and will be kept as soon as it is back. Leave the page open.", true);
  } finally {
    sending = false;
  }
}

// Signing goes out only over a connection that answers, because a failed navigation would take the words with it.
async function sign(submitter) {
  try {
    await fetch("/healthz", { cache: "no-store" });
  } catch {
    say("Not signed yet: no connection. Leave this page open; it will be signed as soon as the connection is back.", true);
    setTimeout(() => sign(submitter), 3000);
    return;
  }
  dirty = false;
  sent = true;
  form.requestSubmit(submitter);
}

function showWhatFits() {
  const answer = form.elements.attendance.value;
  for (const part of form.querySelectorAll("[data-when-met]")) part.hidden = answer !== "" && answer !== "5";
  for (const part of form.querySelectorAll("[data-when-not-met]")) part.hidden = answer === "" || answer === "5";
  for (const part of form.querySelectorAll("[data-when-worried]")) part.hidden = form.elements.worried.value !== "yes";
}

form.addEventListener("input", () => { dirty = true; });
form.addEventListener("change", () => { dirty = true; showWhatFits(); keep(); });
setInterval(keep, EVERY);
window.addEventListener("online", keep);
document.addEventListener("visibilitychange", keep);
window.addEventListener("beforeunload", (event) => { if (dirty && !sent) event.preventDefault(); });
form.addEventListener("submit", (event) => {
  if (sent) return;
  event.preventDefault();
  if (signing) return;
  signing = true;
  say("Signing.");
  sign(event.submitter);
});
showWhatFits();
