/**
 * Makes an element. Properties go to the element itself, `on…` ones are listeners, `class`, `aria-…`, `data-…` and the
 * like become attributes. Children are elements or texts; a text always stays a text.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** The element with the id; the page is built so that it exists. */
export const byId = (id) => document.getElementById(id);
