// The page: a model is picked, something is entered, and the answer is shown.

import * as api from './api.js';
import {byId, element, isolated, say} from './dom.js';
import {example} from './examples.js';
import {day, figure} from './figures.js';
import * as files from './files.js';
import * as options from './options.js';
import {OUTPUTS} from './outputs.js';

/** Before one says that an answer takes a while, in milliseconds. */
const PATIENCE = 200;

/** Until a file that is saved is forgotten, in milliseconds. */
const SAVING = 10_000;

let models = [];
let model = null;
/** Of what kind the input is, by the output that it was entered for. */
let entered = null;
let running = null;

load();
byId('retry').addEventListener('click', load);
byId('unlock').addEventListener('submit', unlock);
byId('model').addEventListener('change', () => pick(models[byId('model').selectedIndex]));
addEventListener('hashchange', () => pick(asked() ?? model));
byId('form').addEventListener('submit', predict);
byId('form').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    byId('form').requestSubmit();
  }
});
byId('stop').addEventListener('click', () => running?.abort());
byId('example').addEventListener('click', () => {
  byId('input').value = example(model);
  byId('input').focus();
  forgetFile();
});
byId('input').addEventListener('input', forgetFile);
// The same file can be chosen again.
byId('file').addEventListener('click', forgetFile);
byId('file').addEventListener('change', () => take(byId('file').files[0]));
files.onDrop((dropped) => {
  byId('file').files = dropped;
  take(dropped[0]);
});

function forgetFile() {
  byId('file').value = '';
}

/** Asks what there is. */
async function load() {
  only('loading');
  try {
    models = await api.models();
  } catch (error) {
    fail(error);
    return;
  }
  if (models.length === 0) {
    only('failure');
    say(byId('failure-text'), 'This server has no model.');
    return;
  }
  only('main');
  byId('model').replaceChildren(...models.map(({name, task}) => element('option', {}, title(name, task))));
  model = null;
  pick(asked() ?? models[0]);
}

function title(name, task) {
  return name === task ? name : `${name} (${task})`;
}

/** Shows one of the parts that take the page's place. */
function only(id) {
  for (const one of ['loading', 'failure', 'unlock', 'main']) {
    byId(one).hidden = one !== id;
  }
}

/** Shows why there is nothing to show. */
function fail(error) {
  if (error.status !== 401) {
    only('failure');
    say(byId('failure-text'), sentence(error.message));
    return;
  }
  const wasWrong = api.hasToken();
  api.forgetToken();
  only('unlock');
  say(byId('unlock-error'), wasWrong ? 'The server does not accept this token.' : '');
  byId('token').focus();
}

function unlock(event) {
  event.preventDefault();
  api.setToken(byId('token').value.trim());
  byId('token').value = '';
  load();
}

/** The model that the address names. */
function asked() {
  let name;
  try {
    name = decodeURIComponent(location.hash.slice(1));
  } catch {
    return undefined;
  }
  return models.find((one) => one.name === name);
}

function pick(picked) {
  if (picked === null || picked === model) {
    return;
  }
  running?.abort();
  running = null;
  finish();
  model = picked;
  history.replaceState(null, '', `#${encodeURIComponent(model.name)}`);
  document.title = `${model.name} – Sequent`;
  byId('model').selectedIndex = models.indexOf(model);
  byId('summary').textContent = sentence(model.summary);
  byId('facts').replaceChildren(...facts());
  const output = OUTPUTS[model.output];
  byId('input-label').textContent = output.label;
  say(byId('input-hint'), output.hint);
  byId('predict').textContent = output.action;
  byId('example').hidden = example(model) === '';
  byId('file-field').hidden = !output.takesTable;
  byId('input').classList.toggle('table', Boolean(output.takesTable));
  if (entered !== model.output) {
    entered = model.output;
    byId('input').value = '';
    forgetFile();
  }
  byId('option-fields').replaceChildren(...options.fields(shown()));
  byId('options').hidden = shown().length === 0;
  byId('options').open = model.output === 'text';
  clear();
  say(byId('status'), 'The answer appears here.');
}

/** The options that a form can ask for. */
function shown() {
  const {ofFiles = []} = OUTPUTS[model.output];
  return model.options.filter(({name}) => !ofFiles.includes(name));
}

function facts() {
  const {metric, data, run} = model;
  const rows = [
    ...(metric?.value != null ? [[`${metric.split} ${metric.name}`, figure(metric.value)]] : []),
    ['trained', day(model.trained)],
    ...(data ? [['data', isolated(data)]] : []),
    ['run', isolated(run), ...(model.report ? [', ', link()] : [])],
  ];
  return rows.map(([name, ...values]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, ...values)),
  );
}

function link() {
  const address = api.reportAddress(model.name);
  const report = element('a', {href: address, target: '_blank', rel: 'noopener'}, 'its report');
  report.addEventListener('click', download);
  return report;
}

/** A link cannot send a token, and so a report behind one comes as a file. */
async function download(event) {
  if (!api.hasToken()) {
    return;
  }
  event.preventDefault();
  try {
    const address = URL.createObjectURL(await api.report(model.name));
    element('a', {href: address, download: `${model.run}.html`}).click();
    setTimeout(() => URL.revokeObjectURL(address), SAVING);
  } catch (error) {
    say(byId('error'), sentence(error.message));
  }
}

function clear() {
  byId('result').replaceChildren();
  say(byId('error'), '');
  say(byId('status'), '');
}

async function predict(event) {
  event?.preventDefault();
  const output = OUTPUTS[model.output];
  const input = byId('input').value;
  if (output.empty && input.trim() === '') {
    clear();
    say(byId('status'), output.empty);
    byId('input').focus();
    return;
  }
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const isMine = () => running === mine;
  const request = {
    model,
    input,
    options: options.values(shown()),
    signal: mine.signal,
  };
  let isShown = false;
  byId('answer').setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => {
    byId('stop').hidden = false;
    if (!isShown) {
      clear();
      say(byId('status'), 'Waiting for the answer…');
    }
  }, PATIENCE);
  try {
    await output.answer(request, {
      show(nodes) {
        if (isMine()) {
          isShown = true;
          clear();
          byId('result').replaceChildren(...nodes);
          bringIntoView();
        }
      },
      say(...summary) {
        if (isMine()) {
          say(byId('status'), ...summary);
        }
      },
    });
  } catch (error) {
    if (isMine()) {
      explain(error, isShown);
    }
  } finally {
    clearTimeout(slow);
    if (isMine()) {
      running = null;
      finish();
    }
  }
}

function finish() {
  byId('answer').setAttribute('aria-busy', 'false');
  if (document.activeElement === byId('stop')) {
    byId('predict').focus();
  }
  byId('stop').hidden = true;
}

/** On a phone the answer is below the fold. */
function bringIntoView() {
  if (byId('answer').getBoundingClientRect().top > 0.7 * innerHeight) {
    byId('answer').scrollIntoView();
  }
}

/** Says why there is no answer, or not all of it. */
function explain(error, isShown) {
  if (error.name === 'AbortError') {
    if (!isShown) {
      clear();
      say(byId('status'), 'Stopped.');
    }
    return;
  }
  if (error.status === 401) {
    fail(error);
    return;
  }
  if (!isShown) {
    clear();
  }
  say(byId('error'), sentence(error.message));
  bringIntoView();
  if (!(error instanceof api.ServerError)) {
    throw error;
  }
}

function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}

/** Puts a file's text where one would type it; prices are forecast at once. */
async function take(file) {
  if (!file || model === null) {
    return;
  }
  let text;
  try {
    text = await files.text(file);
  } catch (error) {
    clear();
    say(byId('error'), error.message);
    return;
  }
  byId('input').value = text;
  if (OUTPUTS[model.output].takesTable) {
    predict();
  } else {
    byId('input').focus();
  }
}
