import { readSearch, startSearch } from '../../../usecases/sims/find-sim';
import { reviveSim } from '../../../usecases/sims/revive-sim';
import { button } from '../../screens/view';
import { bold, lines, type Piece } from '../../texts/rich';
import type { Entity } from '../catalogue/entity';
import { entitySection } from '../catalogue/entity-section';
import type { AdminVisit, PanelAnswer, Section } from '../section';
import { wayBack } from '../way-back';
import { simCallbacks as callbacks } from './sim-callbacks';

const first = () => callbacks.list({ page: 0, of: 0, query: false });

const sims: Entity<'sims'> = {
  table: 'sims',
  prefix: callbacks.prefix,
  line: ({ format }, { name, iso }) => `${iso === null ? '❔' : format.flag(iso)} ${format.name(name)}`,
  title: ({ format }, { slot }) => format.name(slot),
  // The title says it.
  hides: () => ['slot'],
  async facts({ panel }, sim) {
    const words = panel.sims;
    const facts: (Piece | false)[] = [
      sim.phone === null && words.unmapped,
      !sim.isActive && words.resting,
      sim.isBlocked && words.blocked,
      sim.silentAt !== null && words.silent({ since: sim.silentAt }),
      sim.phone !== null && !sim.isResting && words.selling,
      sim.lastSmsAt === null ? words.noSms : words.lastSms({ at: sim.lastSmsAt, count: sim.smsCount }),
      sim.signal !== null && words.signal({ percent: sim.signal }),
      sim.seenAt !== null && words.seen({ at: sim.seenAt }),
      sim.imsi !== null && words.imsi({ imsi: sim.imsi }),
    ];
    return facts.filter((fact) => fact !== false);
  },
  listButtons: ({ panel }) => [[button(panel.sims.findButton, callbacks.find())]],
  buttons: ({ panel }, { id, silentAt }) =>
    silentAt === null ? [] : [[button(panel.sims.revive, callbacks.revive({ id, page: 0, of: 0 }))]],
};

const made = entitySection(sims);

const pages = {
  async revive(visit: AdminVisit, at: { id: number; page: number; of: number }): Promise<PanelAnswer> {
    const { kind } = await reviveSim(visit.app, { id: at.id, ...visit.author });
    return { go: callbacks.card(at), toast: kind === 'revived' ? visit.panel.sims.revived : visit.panel.common.gone };
  },

  async find(visit: AdminVisit): Promise<PanelAnswer> {
    const words = visit.panel.sims;
    return {
      text: lines(bold(words.findTitle), '', words.findHint),
      buttons: [wayBack(visit, first())],
      takes: { words: callbacks.search() },
    };
  },

  async search(visit: AdminVisit): Promise<PanelAnswer> {
    const started = await startSearch(visit.app, { phone: visit.words ?? '', ...visit.author });
    if (started.kind === 'not_a_phone') return { go: callbacks.find(), toast: visit.panel.sims.notAPhone };
    return { go: callbacks.found({ word: started.word }) };
  },

  async found(visit: AdminVisit, { word }: { word: string }): Promise<PanelAnswer> {
    const words = visit.panel.sims;
    const search = await readSearch(visit.app, word);
    if (search.kind === 'found') {
      const { simId: id, slot, isMapped } = search;
      return {
        text: lines(bold(words.findTitle), '', isMapped ? words.found({ slot }) : words.foundElsewhere({ slot })),
        buttons: [[button(slot, callbacks.card({ id, page: 0, of: 0 }))], wayBack(visit, first())],
      };
    }
    if (search.kind === 'over')
      return {
        text: lines(bold(words.findTitle), '', words.over),
        buttons: [[button(words.findButton, callbacks.find())], wayBack(visit, first())],
      };
    return {
      text: lines(bold(words.findTitle), '', words.sendWord({ word, until: search.until }), '', words.waiting),
      buttons: [[button(words.check, callbacks.found({ word }))], wayBack(visit, first())],
    };
  },
};

/** SIMs of our own: a list with what they get, their numbers, what they are sold for, and the search for a number's slot. */
export const simsSection: Section = {
  ...made,
  callbacks: {
    ...made.callbacks,
    revive: callbacks.revive,
    find: callbacks.find,
    search: callbacks.search,
    found: callbacks.found,
  } as unknown as Section['callbacks'],
  pages: { ...made.pages, ...(pages as unknown as Section['pages']) },
};
