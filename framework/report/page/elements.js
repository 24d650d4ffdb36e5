"use strict";
// Elements of the page. Every text goes through textContent: nothing that a run holds is read as HTML.

// element("p", {class: "note"}, "text", otherElement): a value of true is an attribute without value, of false none,
// a function listens to the event of its name.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function button(text, pressed, attributes = {}) {
  return element("button", { type: "button", click: pressed, ...attributes }, text);
}

function note(text) {
  return element("p", { class: "note" }, text);
}

// A label and its checkbox.
function checkbox(text, checked, changed, before = null) {
  const box = element("input", { type: "checkbox", change: () => changed(box.checked) });
  box.checked = checked;
  return element("label", { class: "check" }, box, before, element("span", {}, text));
}

function choice(label, options, chosen, changed) {
  const list = element("select", { change: () => changed(Number(list.value)) },
    options.map((text, number) => element("option", { value: String(number) }, text)));
  list.value = String(chosen);
  return element("label", { class: "choice" }, label + " ", list);
}

// Hidden until it is opened, and made then.
function folded(title, make) {
  let made = false;
  const box = element("details", {
    toggle: () => {
      if (box.open && !made) box.append(make());
      made = made || box.open;
    },
  }, element("summary", {}, title));
  return box;
}

function contentOf(section) {
  return document.querySelector("#" + section + " .content");
}

// What a screen reader says.
function say(text) {
  document.getElementById("spoken").textContent = text;
}
