// What the pages do beyond plain forms and links. All of them work without it, the clearing of files when a page is closed aside.
"use strict";

const status = document.getElementById("status");

function say(text) {
  status.textContent = "";
  window.setTimeout(() => { status.textContent = text; }, 50);
}

// Files are dropped on a field or chosen; their names are shown.
function prepareDrops() {
  for (const drop of document.querySelectorAll(".drop")) {
    const input = drop.querySelector("input[type=file]");
    const names = drop.querySelector(".drop-names");
    const show = () => {
      const chosen = Array.from(input.files, (file) => file.name).join("、");
      names.textContent = chosen ? drop.dataset.chosen.replace("%", () => chosen) : "";
      drop.classList.toggle("filled", Boolean(chosen));
    };
    input.addEventListener("change", show);
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    for (const name of ["dragleave", "drop"]) {
      drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove("over"); });
    }
    drop.addEventListener("drop", (event) => {
      const taken = new DataTransfer();
      const dropped = Array.from(event.dataTransfer.files);
      for (const file of input.multiple ? dropped : dropped.slice(0, 1)) taken.items.add(file);
      input.files = taken.files;
      show();
    });
    show();
  }
  // A file that misses the field must not be opened in place of the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
}

// A row and its box on the picture are shown together.
function mark(name, how) {
  for (const each of document.querySelectorAll(`.${how}`)) each.classList.remove(how);
  if (!name) return [];
  const found = Array.from(document.querySelectorAll(`[data-box="${CSS.escape(name)}"]`));
  for (const each of found) each.classList.add(how);
  return found;
}

function prepareBoxes() {
  const box = (event) => event.target.closest?.("[data-box]")?.dataset.box;
  document.addEventListener("pointerover", (event) => mark(box(event), "lit"));
  document.addEventListener("click", (event) => {
    const name = box(event);
    if (!name || !document.querySelector("rect")) return;
    event.preventDefault();
    const found = mark(name, "picked");
    const other = event.target.closest("svg") ? found.find((each) => each.id.startsWith("row-")) : found.find((each) => each.tagName === "rect");
    // Beside each other, only the other side is moved and no further than needed; below each other, the place is brought to the middle.
    const beside = window.matchMedia("(min-width: 1100px)").matches;
    other?.scrollIntoView({ block: beside ? "nearest" : "center", inline: "nearest" });
  });
}

// While something is being worked on, the page says so and takes no second order.
function busy(form, on) {
  form.setAttribute("aria-busy", String(on));
  for (const button of form.querySelectorAll("button")) button.disabled = on;
  if (on) say(form.dataset.busy ?? "");
}

function prepareForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-swap")) {
      event.preventDefault();
      swap(form, event.submitter);
    } else if (form.dataset.busy) {
      window.setTimeout(() => busy(form, true));  // after the form's data was taken
    }
  });
  // Back from the browser's memory: the buttons work again, and the page counts as open again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[aria-busy=true]")) busy(form, false);
    if (place()) fetch(place("open"), { method: "POST" });
  });
}

// The declaration is checked and shown anew without leaving the place on the page.
async function swap(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const focus = submitter?.id || submitter?.value || "";
  busy(form, true);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Page": document.body.dataset.page } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("main").replaceWith(document.importNode(page.getElementById("main"), true));
    if (!answer.ok) delete document.body.dataset.page;
    settle(focus);
  } catch {
    // What was typed stays where it is.
    busy(form, false);
    const alert = document.getElementById("lost") ?? document.createElement("p");
    Object.assign(alert, { id: "lost", className: "alert", textContent: form.dataset.lost });
    alert.setAttribute("role", "alert");
    form.prepend(alert);
  }
}

// What was typed since the last check is said to be so, and is checked before anything is taken away.
function prepareDeclaration() {
  let told = Date.now();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-swap]");
    if (!form) return;
    form.dataset.dirty = "";
    if (Date.now() - told > 60000) {  // who types is not idle
      told = Date.now();
      fetch(place("open"), { method: "POST" }).catch(() => null);
    }
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest(".downloads a");
    const form = document.querySelector("form[data-dirty]");
    if (!link || !form) return;
    event.preventDefault();
    await swap(form, form.querySelector("button[value=check]"));
    if (document.querySelector("form[data-dirty]")) return;
    Array.from(document.querySelectorAll(".downloads a")).find((each) => each.href === link.href)?.click();
  });
}

// After a swap: the focus goes back to the button that was pressed, or to what came of it.
function settle(value) {
  const trouble = document.getElementById("trouble");
  const added = value.startsWith("add:") ? Array.from(document.querySelectorAll(`fieldset[id^="${value.slice(4)}-"] input`)).at(-1) : null;
  const row = added?.closest("fieldset").querySelector("input");
  const same = Array.from(document.querySelectorAll("button[name=do]")).find((button) => button.value === value);
  const target = row ?? same ?? document.querySelector("#declaration button");
  target?.focus({ preventScroll: !row });
  say(trouble?.textContent ?? document.querySelector("[data-said]")?.dataset.said ?? "");
}

// The files are cleared when the last page is closed; the server waits a little, since loading again looks the same from there.
function place(what = "close") {
  const { case: at, page } = document.body.dataset;
  return at && page ? `${at}/${what}/${page}` : null;
}

window.addEventListener("pagehide", () => { if (place()) navigator.sendBeacon(place()); });

document.documentElement.classList.add("scripted");
prepareDrops();
prepareBoxes();
prepareForms();
prepareDeclaration();
