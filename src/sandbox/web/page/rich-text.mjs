import { make } from './dom.mjs';

/** A text with its formats as nodes. `on` has what a tap on a part does: copy, link, command. */
export function richText(text, spans, on) {
  const sorted = [...spans].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return build(text, 0, text.length, sorted, on);
}

/** The nodes of text[from, to); spans that overlap without nesting are cut where the outer one ends. */
function build(text, from, to, spans, on) {
  const nodes = [];
  let at = from;
  const queue = [...spans];
  while (queue.length > 0) {
    const span = queue.shift();
    const [start, end] = [Math.max(span.offset, at), Math.min(span.offset + span.length, to)];
    if (end <= start) continue;
    if (start > at) nodes.push(text.slice(at, start));
    const inner = [];
    while (queue.length > 0 && queue[0].offset < end) {
      const next = queue.shift();
      inner.push(next);
      const over = next.offset + next.length - end;
      if (over > 0) queue.unshift({ ...next, offset: end, length: over });
      if (over > 0) break;
    }
    nodes.push(wrap(span, text.slice(start, end), build(text, start, end, inner, on), on));
    at = end;
    // A line break that only ends a block would leave an empty line behind it.
    if ((span.kind === 'pre' || span.kind === 'quote') && text[at] === '\n') at += 1;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

const TAGS = { bold: 'b', italic: 'i', underline: 'u', strike: 's', quote: 'blockquote' };

function wrap(span, text, nodes, on) {
  const tappable = (run) => ({
    tabIndex: 0,
    role: 'button',
    onclick: run,
    onkeydown: (event) => event.key === 'Enter' && run(),
  });
  switch (span.kind) {
    case 'code':
    case 'pre':
      return make(span.kind, { ...tappable(() => on.copy(text)), title: text }, ...nodes);
    case 'spoiler': {
      const hidden = { class: 'spoiler', role: 'button', tabIndex: 0, 'aria-label': on.words?.hidden ?? 'Hidden text' };
      const box = make('span', hidden, make('span', {}, ...nodes));
      const open = () => {
        box.classList.add('is-open');
        for (const name of ['role', 'aria-label']) box.removeAttribute(name);
      };
      box.addEventListener('click', open);
      box.addEventListener('keydown', (event) => event.key === 'Enter' && open());
      return box;
    }
    case 'link':
      return make(
        'span',
        { class: 'tap', ...tappable(() => on.link(span.url)), role: 'link', title: span.url },
        ...nodes,
      );
    case 'mention':
      return make('span', { class: 'tap', ...tappable(() => on.link(`https://t.me/${text.slice(1)}`)) }, ...nodes);
    case 'command':
      return make('span', { class: 'tap', ...tappable(() => on.command(text)) }, ...nodes);
    case 'email':
    case 'phone':
    case 'hashtag':
      return make('span', { class: 'tap', ...tappable(() => on.copy(text)) }, ...nodes);
    default:
      return make(TAGS[span.kind] ?? 'span', {}, ...nodes);
  }
}
