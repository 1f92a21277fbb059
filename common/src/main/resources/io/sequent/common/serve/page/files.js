// Files that are chosen or dropped.

/** In bytes; larger ones are for the command line. */
const LARGEST = 2_000_000;

/**
 * Calls back with the files that are dropped, wherever that is on the page: one that missed its
 * place would take the page's.
 */
export function onDrop(callback) {
  for (const type of ['dragover', 'dragleave', 'drop']) {
    addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) {
        return;
      }
      event.preventDefault();
      document.body.classList.toggle('dropping', type === 'dragover');
      if (type === 'drop') {
        callback(event.dataTransfer.files);
      }
    });
  }
}

/**
 * The text of a file as spreadsheets save it: in UTF-8, or with a mark in UTF-16.
 *
 * @throws {Error} with a sentence, if it is too large or cannot be read
 */
export async function text(file) {
  if (file.size > LARGEST) {
    const size = (file.size / 1e6).toFixed(1);
    throw new Error(`${file.name} has ${size} MB, and at most ${LARGEST / 1e6} MB are taken here.`);
  }
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    throw new Error(`${file.name} cannot be read.`);
  }
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}
