import { byId, make } from './dom.mjs';
import { icon } from './icons.mjs';

/** The menu in the chat's header. `entries()` is asked each time it opens. */
export function chatMenu(entries) {
  const [opener, menu] = [byId('open-menu'), byId('chat-menu')];
  const close = () => {
    menu.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  };
  const pick = (run) => {
    close();
    run();
  };
  const open = () => {
    menu.replaceChildren(
      ...entries().map(({ name, drawing, danger, run }) =>
        make(
          'button',
          { type: 'button', role: 'menuitem', class: danger ? 'is-danger' : '', onclick: () => pick(run) },
          icon(drawing),
          name,
        ),
      ),
    );
    menu.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    menu.firstElementChild?.focus();
  };
  opener.append(icon('dots'));
  opener.addEventListener('click', () => (menu.hidden ? open() : close()));
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...menu.children];
    if (event.key === 'Escape') {
      close();
      opener.focus();
    }
    if (step) buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
  });
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target) && !opener.contains(event.target)) close();
  });
}
