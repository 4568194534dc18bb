// Elements: texts of documents enter a page as text only, never as markup.
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
const button = (text, act, attributes) => {
  const made = make('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', act);
  return made;
};
const choice = (label, options) =>
  make('select', { 'aria-label': label }, ...options.map(([value, text]) => make('option', { value }, text)));
const seen = (element) => element.checkVisibility();
