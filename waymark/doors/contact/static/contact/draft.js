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
let out = false;

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

// The session ended: the words stay here, and go on from here once the same person has signed in again, in whichever tab.
function signedOut() {
  out = true;
  dirty = true;
  signing = false;
  say("You have been signed out. Your words are still on this page. ", true);
  const link = Object.assign(document.createElement("a"), { href: "/sign-in/", target: "_blank", rel: "noopener" });
  link.textContent = "Sign in again (opens another tab)";
  saved.append(link, ", then go on here.");
}

async function signedInAgain() {
  const answer = await fetch("/api/session/", { cache: "no-store" });
  if (answer.status === 401) {
    if (!out) signedOut();
    return false;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const { csrf, actor } = await answer.json();
  if (actor.id !== form.dataset.worker) {
    out = true;
    signing = false;
    say(`${actor.name} is signed in now, and somebody else began this page. It can be kept once they have signed in again.`, true);
    return false;
  }
  form.csrfmiddlewaretoken.value = csrf;
  if (out) say("Signed in again.");
  out = false;
  return true;
}

async function back() {
  try {
    if (!out || (await signedInAgain())) keep();
  } catch {
    // No connection: asked again when there is one.
  }
}

async function keep() {
  if (!dirty || sending || signing || out) return;
  sending = true;
  dirty = false;
  const body = JSON.stringify({ fields: fields(), revision: revision + 1, person: form.dataset.person, visit: form.dataset.visit });
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": form.csrfmiddlewaretoken.value } });
    if (answer.status === 401 || answer.redirected) signedOut();
    else if (answer.status === 403) {
      dirty = true;
      await signedInAgain();
    }
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
    if (!(await signedInAgain())) {
      signing = false;
      return;
    }
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
for (const name of ["online", "focus"]) window.addEventListener(name, back);
document.addEventListener("visibilitychange", back);
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
