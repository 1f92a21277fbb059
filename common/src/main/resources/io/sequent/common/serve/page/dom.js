// Elements made by calls, never from markup: whatever a server sends stays text.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element.
 *
 * @param {string} name of the element
 * @param {Object<string, string|number>} attributes
 * @param {...(Node|string)} children strings become text
 */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same, of a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** The element of the page with an id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Shows texts and elements in an element that is hidden while it has none. */
export function say(place, ...children) {
  place.replaceChildren(...children);
  place.hidden = place.textContent === '';
}

/** A text of the server whose direction, or marks that change it, reach no further than its end. */
export function isolated(text, attributes = {}) {
  return element('bdi', attributes, text);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
