import { byId, make } from './dom.mjs';
import { sendSms, shownPhone } from './number-card.mjs';
import { preparedTexts } from './sms-texts.mjs';

const GROUPS = {
  ended: 'Given up lately: the code comes late',
  free: 'Nobody’s: an SMS without an owner',
};

/**
 * SMS that nobody waits for: to a number that was given up a moment ago, whose buyer is then offered the code, and to one that
 * nobody has, which an admin finds under Messages in the panel. `onSent` follows each.
 */
export class OtherNumbers {
  #select = make('select', { 'aria-label': 'Number' });
  #field = make('input', { type: 'text', maxlength: '1600', 'aria-label': 'SMS to that number', dir: 'auto' });
  #result = make('p', { class: 'sent', role: 'status' });
  #look;

  constructor(onSent) {
    this.onSent = onSent;
    this.#select.addEventListener('change', () => this.#prepare());
    byId('elsewhere').append(
      make('h2', {}, 'To another number'),
      make('p', {}, 'Late codes, and SMS that nobody waits for.'),
      this.#select,
      make(
        'form',
        { class: 'own-text', onsubmit: (event) => this.#send(event) },
        this.#field,
        make('button', { type: 'submit' }, 'Send'),
      ),
      this.#result,
    );
  }

  /** `others` are `{phone, service, kind: 'ended' | 'free', buyer?}`; what was chosen stays chosen while it is there. */
  show(others = []) {
    byId('elsewhere').hidden = others.length === 0;
    const look = JSON.stringify(others);
    if (look === this.#look) return;
    this.#look = look;
    const chosen = this.#select.value;
    this.#select.replaceChildren(
      ...Object.entries(GROUPS).flatMap(([kind, label]) => {
        const members = others.filter((one) => one.kind === kind);
        if (members.length === 0) return [];
        const group = make('optgroup', {}, ...members.map(option));
        group.label = label;
        return [group];
      }),
    );
    if (others.some(({ phone }) => phone === chosen)) this.#select.value = chosen;
    else this.#prepare();
  }

  #prepare() {
    const service = this.#select.selectedOptions[0]?.dataset.service;
    if (service) [this.#field.value] = preparedTexts(service);
  }

  async #send(event) {
    event.preventDefault();
    const text = this.#field.value.trim();
    if (!text || !this.#select.value) return;
    const arrived = await sendSms(this.#select.value, text, this.#result);
    if (arrived) this.#prepare();
    this.onSent();
  }
}

const option = ({ phone, service, buyer }) =>
  make(
    'option',
    { value: phone, 'data-service': service },
    [shownPhone(phone), service, buyer].filter(Boolean).join(' · '),
  );
