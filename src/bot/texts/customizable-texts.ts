import { isVisible } from '../../domain/message/is-sms';
import type { Amount } from '../../domain/money/money';
import { type Placeholder, type TextKey, type TextsOfLanguage, textPieces } from '../../domain/texts/custom-texts';
import type { DefaultTexts } from '../../domain/texts/default-texts';
import type { CountryFacts, MoneyFacts, ServiceFacts } from './facts';
import type { Format } from './format';
import { bold, joined, lines, type Piece, type Rich } from './rich';

/** Values of a text by the names of their places. */
type Values = Readonly<Partial<Record<Placeholder, Piece>>>;

/** Texts whose first line is a title; of those that stand alone only when more follows. */
const TITLED: Readonly<Partial<Record<TextKey, 'always' | 'before more'>>> = {
  ...{ welcome: 'always', gate: 'always' },
  ...{ help: 'before more', maintenance: 'before more', banned: 'before more' },
};

/** The texts that an operator may say in his own words: his, or else the built-in ones, with their values put in. */
export function customizableTexts(f: Format, builtIn: DefaultTexts, own: TextsOfLanguage = {}) {
  const say = (key: TextKey, values: Values, usual = builtIn[key]) => written(key, own[key] ?? usual, values);
  const support = (contact: string) => (contact ? f.name(contact) : builtIn.operator);
  const named = (name: string) => (isVisible(name) ? f.name(name) : '');
  return {
    /** Whom to ask, as it stands in a sentence. */
    support,
    welcome(o: { name: string; available: Amount; held: Amount; isNew: boolean }): Rich {
      const values = { name: named(o.name), balance: f.money(o.available), held: f.money(o.held) };
      return say('welcome', values, o.isNew ? builtIn.firstWelcome : undefined);
    },
    gate(o: { name: string; isNew: boolean; channels: readonly unknown[] }): Rich {
      const values = { name: named(o.name), count: f.number(o.channels.length) };
      return say('gate', values, o.isNew ? builtIn.firstGate : undefined);
    },
    help: (o: { support: string; late: string }) => say('help', { support: support(o.support), late: o.late }),
    topUp: (o: MoneyFacts) => say('topUp', { support: support(o.support), id: f.isolated(String(o.telegramId)) }),
    /** A debt is paid before anything can be bought. */
    missingMoney(o: { price: Amount; available: Amount; debt: Amount }): Rich {
      const missing = bold(f.money(o.price + o.debt - o.available));
      return say('missingMoney', { price: f.money(o.price), balance: f.money(o.available), missing });
    },
    maintenance: (o: { support: string }) => say('maintenance', { support: support(o.support) }),
    banned: (o: { support: string }) => say('banned', { support: support(o.support) }),
    /** Nothing where nothing is said. */
    privacy: (o: { support: string }) => below(say('privacy', { support: support(o.support) })),
    afterCode(o: ServiceFacts & CountryFacts & { isPaid: boolean }): readonly Piece[] {
      const service = `${o.serviceEmoji} ${f.name(o.serviceName)}`.trim();
      const country = f.country(o.countryIso, o.countryName);
      return o.isPaid ? below(say('afterCode', { service, country })) : [];
    },
  };
}

export type CustomizableTexts = ReturnType<typeof customizableTexts>;

/** Under an empty line. */
function below(words: Rich): readonly Piece[] {
  return words.text === '' ? [] : ['', words];
}

/** The place of a name that nobody would see, with the joint that ties it to the words around. */
const NAME_AT_START = /^([^\p{L}\p{N}{]*)\{name\}[ \t,،:!]*/gmu;
const NAME_BEHIND = /(?:[ \t]*[,،:—–-])?[ \t]*\{name\}/g;

function withoutName(words: string): string {
  return words.replace(NAME_AT_START, '$1').replace(NAME_BEHIND, '');
}

function written(key: TextKey, given: string, values: Values): Rich {
  const words = values.name === '' ? withoutName(given) : given;
  const [title = '', ...others] = words.split('\n');
  const isTitled = TITLED[key] === 'always' || (TITLED[key] === 'before more' && others.length > 0);
  if (!isTitled || title.trim() === '') return filled(words, values);
  const head = filled(title, values);
  return lines(head.text ? bold(head) : head, others.length > 0 && filled(others.join('\n'), values));
}

/** Values are data: nothing in them is read as a place or as markup. A place that has no value stands as it is. */
function filled(words: string, values: Values): Rich {
  return joined(
    textPieces(words).map((piece) => {
      if ('words' in piece) return piece.words;
      return values[piece.place as Placeholder] ?? `{${piece.place}}`;
    }),
  );
}
