import { byId, make } from './dom.mjs';
import { icon } from './icons.mjs';

/** Long enough to read that the SMS arrived. */
const SHEET_MS = 700;

/** On a phone: the list of people, or the chat. */
export function showView(view) {
  byId('app').dataset.view = view;
}

/** On a phone the sheet covers the chat, where the code arrives now. */
export function closeSheet() {
  if (matchMedia('(max-width: 719px)').matches && byId('app').dataset.numbers === 'open')
    setTimeout(() => byId('close-numbers').click(), SHEET_MS);
}

/** Buttons that open and close the columns where the window has no room for all. */
export function setUpViews(badge) {
  const [app, opener, shade] = [byId('app'), byId('open-numbers'), byId('shade')];
  const setNumbers = (open) => {
    app.dataset.numbers = open ? 'open' : 'closed';
    shade.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) byId('close-numbers').focus({ preventScroll: true });
    else if (document.activeElement === byId('close-numbers')) opener.focus();
  };
  byId('open-people').append(icon('back'));
  byId('close-numbers').append(icon('close'));
  opener.append(icon('sms'), 'SMS', make('span', { class: 'unseen' }, ': numbers in use '), badge);
  byId('open-people').addEventListener('click', () => showView('people'));
  opener.addEventListener('click', () => setNumbers(app.dataset.numbers !== 'open'));
  byId('sms-hint').addEventListener('click', () => setNumbers(true));
  byId('close-numbers').addEventListener('click', () => setNumbers(false));
  shade.addEventListener('click', () => setNumbers(false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && app.dataset.numbers === 'open') setNumbers(false);
  });
}
