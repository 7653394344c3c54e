import { LONGEST_TEXT, settingRange } from '../../../domain/setting-rules';
import { DEFAULT_SETTINGS, type Settings } from '../../../domain/settings';
import { getSettings } from '../../../usecases/settings/get-settings';
import { type SettingChanges, updateSettings } from '../../../usecases/settings/update-settings';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { textField, wholeField } from '../forms/fields';
import type { Field, Form } from '../forms/form';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';

type Key = keyof Settings;
const KEYS = Object.keys(DEFAULT_SETTINGS) as Key[];
const PAGE_SIZE = 12;

const callbacks = {
  list: callbackData('AST', { page: 'count' }),
  edit: callbackData('ASTe', { setting: 'word' }),
  turn: callbackData('ASTt', { setting: 'word', on: 'flag' }),
  /** The one setting with a button at home. */
  maintenance: callbackData('AMA', {}),
  maintain: callbackData('AMAt', { on: 'flag' }),
};

const isKey = (name: string): name is Key => Object.hasOwn(DEFAULT_SETTINGS, name);

/** Every setting of the shop, typed; the same page for numbers, texts and switches. */
export const settingsSection = section({
  name: 'settings',
  entry: { label: (panel) => panel.settings.button, data: callbacks.list({ page: 0 }) },
  callbacks,
  pages: {
    async list(visit, { page: asked }) {
      const { panel, app } = visit;
      const settings = await getSettings(app);
      const pages = Math.ceil(KEYS.length / PAGE_SIZE);
      const page = Math.min(asked, pages - 1);
      const keys = KEYS.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
      return {
        text: lines(bold(panel.settings.title), panel.settings.hint),
        buttons: [
          ...keys.map((key) => [settingButton(visit, key, settings[key])]),
          [
            ...(page > 0 ? [button(visit.texts.previousPage, callbacks.list({ page: page - 1 }))] : []),
            ...(page < pages - 1 ? [button(visit.texts.nextPage, callbacks.list({ page: page + 1 }))] : []),
          ],
          [button(panel.common.panel, frameCallbacks.home())],
        ],
      };
    },

    edit: async (_visit, { setting }) => ({ form: { form: 'settings.edit', subject: { setting } } }),

    async turn(visit, { setting, on }) {
      const page = pageOf(setting);
      if (!isKey(setting) || typeof DEFAULT_SETTINGS[setting] !== 'boolean') return { go: callbacks.list({ page }) };
      await updateSettings(visit.app, { [setting]: on } as SettingChanges, visit.author);
      return { go: callbacks.list({ page }), toast: visit.panel.common.saved };
    },

    maintenance: async (visit) => maintenanceView(visit, (await getSettings(visit.app)).isInMaintenance),

    async maintain(visit, { on }) {
      await updateSettings(visit.app, { isInMaintenance: on }, visit.author);
      return { ...maintenanceView(visit, on), toast: visit.panel.common.saved };
    },
  },
  forms: { edit: editForm() },
});

/** Beside the others at home, since it is wanted in a hurry. */
export const maintenanceSection = section({
  name: 'maintenance',
  entry: { label: (panel) => panel.settings.maintenanceButton, data: callbacks.maintenance() },
  callbacks: {},
  pages: {},
});

function maintenanceView({ panel }: AdminVisit, isOn: boolean): PanelAnswer {
  const words = panel.settings;
  const act = isOn ? words.maintenanceEnd : words.maintenanceBegin;
  return {
    text: isOn ? words.maintenanceOn : words.maintenanceOff,
    buttons: [[button(act, callbacks.maintain({ on: !isOn }))], [button(panel.common.panel, frameCallbacks.home())]],
  };
}

function settingButton(visit: AdminVisit, key: Key, value: Settings[Key]) {
  const { panel } = visit;
  const label = panel.settings.names[key];
  if (typeof value !== 'boolean') {
    return button(`✏️ ${label}: ${shown(visit, value)}`, callbacks.edit({ setting: key }));
  }
  return button(`${value ? '🟢' : '⚪'} ${label}`, callbacks.turn({ setting: key, on: !value }));
}

function shown({ panel, format }: AdminVisit, value: Settings[Key]): string {
  if (typeof value === 'number') return format.number(value);
  return format.name(String(value), 40) || panel.common.none;
}

/** Stands for an empty text among the options. */
const EMPTY = ':empty';

function editForm(): Form {
  return {
    async open(visit, { setting }) {
      const key = String(setting);
      if (!isKey(key)) return undefined;
      const value = (await getSettings(visit.app))[key];
      const field = fieldFor(visit, key, value);
      return (
        field && { title: visit.panel.settings.title, fields: [field], cancelTo: callbacks.list({ page: pageOf(key) }) }
      );
    },
    async submit(visit, { subject, values, seen }) {
      const key = subject.setting as Key;
      const input = (text: string) => (typeof DEFAULT_SETTINGS[key] === 'number' ? Number(text) : text);
      const value = input(values.value === EMPTY ? '' : values.value!);
      const known = { [key]: input(seen.value ?? '') } as SettingChanges;
      const outcome = await updateSettings(visit.app, { [key]: value } as SettingChanges, visit.author, known);
      const go = callbacks.list({ page: pageOf(key) });
      const { common, settings } = visit.panel;
      switch (outcome.kind) {
        case 'saved':
          return { kind: 'done', go, toast: settings.saved };
        case 'invalid':
          return { kind: 'ask_again', field: 'value', text: common.refusedBy(outcome.problem) };
        case 'changed_meanwhile': {
          const now = shown(visit, outcome.now);
          return { kind: 'stopped', text: common.changedMeanwhile({ label: settings.names[key], now }), go };
        }
      }
    },
  };
}

function fieldFor(visit: AdminVisit, key: Key, value: Settings[Key]): Field | undefined {
  const { panel } = visit;
  const basics = { name: 'value', label: panel.settings.names[key], current: shown(visit, value), seen: String(value) };
  if (typeof value === 'boolean') return undefined;
  if (typeof value === 'number') {
    const [least, most] = settingRange(key);
    return wholeField(visit, { ...basics, least, most });
  }
  const text = textField(visit, { ...basics, most: LONGEST_TEXT });
  if (DEFAULT_SETTINGS[key] !== '') return text;
  return {
    ...text,
    options: () => [{ value: EMPTY, label: panel.catalogue.empty }],
    read: (typed, isPressed) =>
      isPressed && typed === EMPTY ? { kind: 'ok', value: EMPTY } : text.read(typed, isPressed),
  };
}

function pageOf(key: string): number {
  return Math.max(0, Math.floor(KEYS.indexOf(key as Key) / PAGE_SIZE));
}
