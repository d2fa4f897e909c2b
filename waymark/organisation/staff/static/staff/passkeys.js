// A passkey, made or used: the browser asks for the finger, the face or the PIN, and what it answers goes with the form.
const form = document.querySelector("form[data-passkey]");
const said = document.querySelector("#passkey-said");

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function asked(publicKey) {
  const listed = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const more = publicKey.user ? { user: { ...publicKey.user, id: bytes(publicKey.user.id) } } : {};
  return {
    ...publicKey,
    ...more,
    challenge: bytes(publicKey.challenge),
    excludeCredentials: listed(publicKey.excludeCredentials),
    allowCredentials: listed(publicKey.allowCredentials),
  };
}

function answer(credential) {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function ask() {
  said.textContent = "";
  try {
    const publicKey = asked(JSON.parse(form.dataset.options).publicKey);
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(answer(credential));
    form.submit();
  } catch {
    said.textContent = form.dataset.failed;
  }
}

if (form && window.PublicKeyCredential) {
  form.hidden = false;
  said.textContent = "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
} else if (form) {
  said.textContent = form.dataset.cannot;
}
