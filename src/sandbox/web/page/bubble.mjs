import { make } from './dom.mjs';
import { icon } from './icons.mjs';
import { keyboard } from './keyboard.mjs';
import { invoiceCard } from './payment.mjs';
import { richText } from './rich-text.mjs';
import { clockTime } from './times.mjs';
import { startsFromRight } from './words.mjs';

/** One message as a list item. `chat` has the words and the language, `on` what taps do, `isRead` fills the second tick. */
export function messageItem(message, { words, language, isRead, user }, on) {
  if (message.service) return serviceItem(message, on);
  const keys = message.rows.length > 0;
  const classes = ['row', message.out && 'is-own', keys && 'has-keys'].filter(Boolean).join(' ');
  const fromRight = startsFromRight(message.text);
  const bubble = make('div', { class: fromRight ? 'bubble is-rtl' : 'bubble' });
  if (message.file) {
    const url = `/sandbox/users/${encodeURIComponent(user.id)}/files/${message.id}`;
    bubble.append(message.file.kind === 'photo' ? picture(url, message.text) : fileLine(message.file, url));
  }
  if (message.invoice) bubble.append(invoiceCard(message.invoice, words));
  bubble.append(
    make('div', { class: 'text', dir: 'auto' }, ...richText(message.text, message.spans, on), fromRight ? '' : stamp()),
  );
  if (fromRight) bubble.append(stamp());
  return make(
    'li',
    { class: classes, 'data-id': String(message.id) },
    bubble,
    keys
      ? keyboard(
          message.rows.map((row) => row.map(named)),
          on,
        )
      : undefined,
  );

  /** A paid invoice leads to its receipt. */
  function named(button) {
    return button.kind === 'pay' && message.invoice?.receiptId ? { ...button, text: words.receipt } : button;
  }

  function stamp() {
    const time = make(
      'time',
      { datetime: new Date(message.date * 1000).toISOString() },
      clockTime(message.date, language),
    );
    const edited = message.editDate ? make('span', {}, words.edited) : undefined;
    return make('span', { class: 'stamp' }, edited, time, message.out ? icon(isRead ? 'checks' : 'check') : undefined);
  }
}

function serviceItem(message, on) {
  const facts = { class: 'service', 'data-id': String(message.id) };
  if (!message.hasReceipt) return make('li', facts, message.service);
  const open = () => on.receipt(message.id);
  return make('li', facts, make('button', { type: 'button', onclick: open }, message.service));
}

function picture(url, alt) {
  return make('a', { href: url, target: '_blank' }, make('img', { class: 'picture', src: url, alt }));
}

function fileLine(file, url) {
  const size = file.bytes > 0 ? `${Math.max(1, Math.round(file.bytes / 1024))} KB` : file.mimeType;
  const badge = make('span', { class: 'avatar' }, icon('file'));
  return make(
    'div',
    { class: 'file' },
    badge,
    make('a', { href: url, download: file.name }, make('div', { dir: 'auto' }, file.name), make('small', {}, size)),
  );
}
