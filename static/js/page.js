// Small things that every script of the application needs.

export const find = (selector, root = document) => root.querySelector(selector);
export const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

// make builds an element from properties and children; a string is text.
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const token = () => find('meta[name="csrf-token"]').content;

// post sends fields as a form would. A redirect is not followed: it means that
// the session has ended.
export function post(url, fields, options = {}) {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
    ...options,
    headers: { "X-CSRF-Token": token(), ...options.headers },
  });
}

export const sessionEnded = (response) => response.status === 401 || response.type === "opaqueredirect";

// parse turns HTML that our server made into an element; nothing in it runs.
export const parse = (html) => new DOMParser().parseFromString(html, "text/html").body.firstElementChild;

let toastTimer;

// toast shows a line at the foot of the screen for a while, with one thing that
// can be done about it.
export function toast(text, action) {
  const place = find("#toast");
  if (!place) return;
  place.replaceChildren(text);
  if (action) {
    const button = make("button", { type: "button", className: "quiet", textContent: action.label });
    button.addEventListener("click", () => {
      place.replaceChildren();
      action.run();
    });
    place.append(" ", button);
  }
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.replaceChildren(), action ? 12000 : 5000);
}

// say tells screen readers what happened in the reader.
export function say(text) {
  const place = find("#said");
  if (place) place.textContent = text;
}

// later returns a function that calls act once, wait milliseconds after the
// last time it was called.
export function later(act, wait) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), wait);
  };
}
