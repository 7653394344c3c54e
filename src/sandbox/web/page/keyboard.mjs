import { make } from './dom.mjs';
import { icon } from './icons.mjs';

const MARKS = { url: 'link', copy: 'copy' };

/** The inline keyboard of a message. `on.press(button)` may take its time; the key shows that it waits. */
export function keyboard(rows, on) {
  return make(
    'div',
    { class: 'keys' },
    ...rows.map((row) => make('div', { class: 'keys-row' }, ...row.map((button) => key(button, on)))),
  );
}

function key(button, on) {
  const mark = MARKS[button.kind];
  const element = make(
    'button',
    { type: 'button', class: 'key', dir: 'auto' },
    button.text,
    mark ? icon(mark) : undefined,
  );
  element.addEventListener('click', async () => {
    if (element.classList.contains('is-waiting')) return;
    element.classList.add('is-waiting');
    try {
      await on.press(button);
      if (button.kind === 'copy') flash(element);
    } finally {
      element.classList.remove('is-waiting');
    }
  });
  return element;
}

function flash(element) {
  element.classList.add('is-done');
  setTimeout(() => element.classList.remove('is-done'), 900);
}
