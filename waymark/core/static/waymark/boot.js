// Runs on every page. Everything works without it; with it, NHS components come alive and htmx asks are told apart.
import { initAll } from "../vendor/nhsuk-frontend/nhsuk-frontend.min.js";

document.documentElement.classList.add("wm-js");
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
document.addEventListener("htmx:afterSwap", () => initAll());
