// The controls of a model's options.

import {byId, element} from './dom.js';

/**
 * A control for each option, with its label.
 *
 * @param {Array<{name: string, summary: string, default: string, kind: string, range: string}>} options
 */
export function fields(options) {
  return options.map(field);
}

/** The values that differ from their defaults, by name. */
export function values(options) {
  const changed = {};
  options.forEach((option, i) => {
    const control = byId(id(i));
    const value = control.type === 'checkbox' ? String(control.checked) : control.value.trim();
    if (value !== String(option.default ?? '') && value !== '') {
      changed[option.name] = value;
    }
  });
  return changed;
}

function field(option, i) {
  const control = controlOf(option);
  control.id = id(i);
  const label = element('label', {for: control.id}, title(option.name));
  const hint = element('p', {class: 'hint', id: `${control.id}-hint`}, summary(option));
  control.setAttribute('aria-describedby', hint.id);
  return control.type === 'checkbox'
    ? element('div', {class: 'option'}, element('span', {class: 'check'}, control, ' ', label), hint)
    : element('div', {class: 'option'}, label, control, hint);
}

function controlOf(option) {
  const value = String(option.default ?? '');
  if (option.kind === 'flag') {
    const box = element('input', {type: 'checkbox'});
    box.checked = value === 'true';
    return box;
  }
  if (option.kind === 'choice') {
    const choices = option.range.replace(/^one of /, '').split(', ');
    const list = element('select', {}, ...choices.map((name) => element('option', {}, name)));
    list.value = value;
    return list;
  }
  // Of any other kind it is text: what is wrong with it, the server says best.
  const isNumber = option.kind === 'integer' || option.kind === 'decimal';
  return element('input', {
    type: 'text',
    value,
    inputmode: isNumber ? 'decimal' : 'text',
    autocomplete: 'off',
    spellcheck: 'false',
  });
}

function id(i) {
  return `option-${i}`;
}

function title(name) {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What it does, and its values where the control does not show them. */
function summary({summary: text, kind, range}) {
  const grouped = range.replace(/\d{5,}/g, (digits) => Number(digits).toLocaleString('en'));
  const values = kind === 'flag' || kind === 'choice' ? '' : ` (${grouped})`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${values}.`;
}
