// The calls of the server.

const TOKEN = 'sequent-token';

/** An answer that is not the one that was asked for: one line for people, and the status, 0 for none. */
export class ServerError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Whether there is a token; it is kept as long as the tab is open. */
export function hasToken() {
  return sessionStorage.getItem(TOKEN) !== null;
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function forgetToken() {
  sessionStorage.removeItem(TOKEN);
}

/** The models that are served. */
export async function models() {
  return (await (await call('v1/models')).json()).models;
}

/** Where a model's report is. */
export function reportAddress(name) {
  return `v1/models/${encodeURIComponent(name)}/report`;
}

/** The report of a model's run, as a file. */
export async function report(name) {
  return (await call(reportAddress(name))).blob();
}

/** The prediction for an input. */
export async function predict(name, input, options, signal) {
  return (await (await post(name, json(input, options), {}, signal)).json()).prediction;
}

/** The predictions for the rows of a table. */
export async function predictTable(name, table, signal) {
  const request = {headers: {'Content-Type': 'text/csv; charset=utf-8'}, body: table};
  return (await (await post(name, request, {}, signal)).json()).predictions;
}

/** The parts of a generated text, as they come. */
export async function* generate(name, prompt, options, signal) {
  const accept = {Accept: 'text/event-stream'};
  const response = await post(name, json(prompt, options), accept, signal);
  for await (const {event, data} of events(response.body)) {
    if (event === 'done') {
      return;
    }
    const message = JSON.parse(data);
    if (message.error !== undefined) {
      throw new ServerError(message.error, response.status);
    }
    yield message.text;
  }
  throw new ServerError('the server ended before the text did', 0);
}

function json(input, options) {
  return {headers: {'Content-Type': 'application/json'}, body: JSON.stringify({input, options})};
}

function post(name, {headers, body}, more, signal) {
  const address = `v1/models/${encodeURIComponent(name)}:predict`;
  return call(address, {method: 'POST', headers: {...headers, ...more}, body, signal});
}

async function call(address, request = {}) {
  const headers = {...request.headers};
  if (hasToken()) {
    headers.Authorization = `Bearer ${sessionStorage.getItem(TOKEN)}`;
  }
  let response;
  try {
    response = await fetch(address, {...request, headers});
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new ServerError('the server does not answer', 0);
  }
  if (!response.ok) {
    throw new ServerError(await problem(response), response.status);
  }
  return response;
}

async function problem(response) {
  try {
    const {error} = await response.json();
    return String(error);
  } catch {
    return `the server answers with status ${response.status}`;
  }
}

/** The events of a stream, as HTML's section 9.2.6 reads them. */
async function* events(body) {
  let rest = '';
  for await (const part of parts(body)) {
    rest += part;
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = block.split(/\r?\n/).map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
      const data = fields.filter(([, name]) => name === 'data').map(([, , value]) => value);
      const event = fields.find(([, name]) => name === 'event')?.[2] ?? 'message';
      if (data.length > 0 || event === 'done') {
        yield {event, data: data.join('\n')};
      }
    }
  }
}

// Safari cannot iterate over a stream.
async function* parts(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
