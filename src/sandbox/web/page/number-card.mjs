import { post } from './api.mjs';
import { copyText } from './copy.mjs';
import { make } from './dom.mjs';
import { preparedTexts } from './sms-texts.mjs';
import { waitedSince } from './times.mjs';
import { wordsFor } from './words.mjs';

/** One number that can receive: its facts, prepared texts and a field for one's own. `onSent` follows each SMS. */
export function numberCard(number, onSent) {
  const result = make('p', { class: 'sent', role: 'status' });
  const wait = make('span', { class: 'number-wait', title: 'waiting since' });
  const texts = make('div', { class: 'texts' });
  const field = make('input', {
    type: 'text',
    maxlength: '1600',
    placeholder: 'Your own text',
    'aria-label': `Your own SMS to ${shownPhone(number.phone)}`,
    dir: 'auto',
  });

  const send = async (text) => {
    const arrived = await sendSms(number.phone, text, result);
    onSent(arrived);
    return arrived;
  };
  const offer = () =>
    texts.replaceChildren(
      ...preparedTexts(number.service).map((text) =>
        make(
          'button',
          { type: 'button', class: 'prepared', dir: 'auto', title: text, onclick: () => send(text).then(offer) },
          text,
        ),
      ),
    );
  const submit = async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text && (await send(text))) field.value = '';
  };
  const phone = make(
    'button',
    {
      type: 'button',
      class: 'number-phone',
      dir: 'ltr',
      title: 'Copy',
      onclick: () => copyText(shownPhone(number.phone), wordsFor('en')),
    },
    shownPhone(number.phone),
  );
  offer();
  const card = make(
    'li',
    { class: 'number', 'data-phone': number.phone },
    make('div', { class: 'number-head' }, phone, wait),
    make(
      'p',
      { class: 'number-facts' },
      make('b', {}, number.service),
      ` · ${place(number.country)} · ${number.vendor}`,
      number.buyer ? ` · ${number.buyer}` : '',
    ),
    texts,
    make('form', { class: 'own-text', onsubmit: submit }, field, make('button', { type: 'submit' }, 'Send')),
    result,
  );
  card.tick = () => {
    wait.textContent = `⏳ ${waitedSince(number.since)}`;
  };
  card.tick();
  return card;
}

/** Lets an SMS arrive and says in `result` what became of it. True when the vendor took it. */
export async function sendSms(phone, text, result) {
  result.className = 'sent';
  result.textContent = 'Sending…';
  try {
    const { readable } = await post('/sandbox/sms', { phone, text });
    result.classList.add('is-good');
    result.textContent = readable
      ? 'Arrived at the vendor ✓'
      : 'Arrived ✓ The buyer must ask for another SMS to see it.';
    return true;
  } catch (error) {
    result.classList.add('is-bad');
    result.textContent = error.message;
    return false;
  }
}

/** As it is dialled. */
export const shownPhone = (phone) => (phone.startsWith('+') ? phone : `+${phone}`);

/** A country's flag and name, where the code alone is given. */
function place(country) {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  const flag = String.fromCodePoint(...[...country].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
  return `${flag} ${new Intl.DisplayNames('en', { type: 'region' }).of(country)}`;
}
