document.documentElement.classList.add("wm-js"); document.addEventListener("DOMContentLoaded", () => document.body.classList.add("js-enabled", "nhsuk-frontend-supported"));
