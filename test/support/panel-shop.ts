import type { Section } from '../../src/bot/panel/section';
import { GROUP_NAMES, type GroupName, groups } from '../../src/bot/panel/sections';
import { panelTextsFor } from '../../src/bot/panel/texts';
import { LANGUAGES } from '../../src/bot/texts/languages';
import { Secret } from '../../src/config';
import type { RunningShop } from '../../src/main';
import { hashPassword } from '../../src/platform/password-hash';
import type { ChatBuyer } from './chat-buyer';
import { type LiveWorld, type LiveWorldOptions, openLiveWorld, startLiveShop } from './live-shop';

export const PASSWORD = 'correct horse battery';

export interface PanelShop {
  readonly world: LiveWorld;
  readonly shop: RunningShop;
  /** The program stops, and another one starts over the same database. */
  restarts(): Promise<void>;
  /** Of OWNER_IDS. */
  readonly owner: ChatBuyer;
  /** A person who has logged in, with the panel's home in the chat. */
  admin(o?: { language?: string }): Promise<ChatBuyer>;
  close(): Promise<void>;
}

/** A live shop whose panel has a password and an owner. */
export async function openPanelShop(o: LiveWorldOptions = {}): Promise<PanelShop> {
  const world = await openLiveWorld(o);
  const owner = await world.buyer();
  const adminPasswordHash = new Secret(await hashPassword(PASSWORD));
  const config = { ...world.config, ownerIds: [owner.telegramId], adminPasswordHash };
  let shop = await startLiveShop({ ...world, config });
  return {
    world,
    get shop() {
      return shop;
    },
    async restarts() {
      await shop.shutdown.run('a restart');
      shop = await startLiveShop({ ...world, config });
    },
    owner,
    async admin({ language } = {}) {
      const admin = await world.buyer({ language });
      await logsIn(admin);
      return admin;
    },
    async close() {
      await shop.shutdown.run('the stories are told');
      await world.close();
    },
  };
}

/** The panel's home, in whichever language; an alert may come in between. */
const HOME = new RegExp(LANGUAGES.map((language) => panelTextsFor(language, 'USD').panel.home.title.text).join('|'));

/** Asks for the panel and gives the password; the panel's home is the answer. */
export async function logsIn(admin: ChatBuyer, password = PASSWORD): Promise<number> {
  await admin.asks('/admin');
  return (await admin.asks(password)).id;
}

/**
 * Opens the panel anew and presses its way through; gives the message that shows the last page. The way may begin with a
 * section: the group that it is in is opened first.
 */
export async function opensPanel(admin: ChatBuyer, ...buttons: readonly RegExp[]): Promise<number> {
  const { id } = await admin.asks('/admin', HOME);
  for (const button of [...groupAbove(buttons[0]), ...buttons]) await admin.pressesOn(id, button);
  return id;
}

/** The button at home behind which a section has its own, in any language. */
function groupAbove(button: RegExp | undefined): RegExp[] {
  const panels = LANGUAGES.map((language) => panelTextsFor(language, 'USD').panel);
  const isItIn = (name: GroupName) =>
    groups[name].some(({ entry }: Section) => panels.some((panel) => entry && button?.test(entry.label(panel))));
  const group = GROUP_NAMES.find(isItIn);
  return group ? [new RegExp(panels.map(({ home }) => home.groups[group]).join('|'))] : [];
}
