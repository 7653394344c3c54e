import { type BroadcastView, countBroadcastAudience } from '../../../usecases/broadcasts/find-broadcast';
import { button } from '../../screens/view';
import { joined, lines, type Rich, shortened } from '../../texts/rich';
import type { AdminVisit, PanelView } from '../section';
import { wayBack } from '../way-back';
import { broadcastCallbacks as callbacks } from './broadcast-callbacks';

const SHOWN_TEXT = 1_500;
const BAR = 12;

/** Also nobody in particular: the card moves by itself. */
type Looker = Pick<AdminVisit, 'app' | 'panel' | 'format'>;

/** A broadcast with its text as it will look, whom it means, how far it is, and what can be done with it. */
export async function broadcastCard(visit: Looker, row: BroadcastView): Promise<PanelView> {
  const { broadcasts } = visit.panel;
  const isDraft = row.status === 'DRAFT';
  const audience = isDraft ? await countBroadcastAudience(visit.app, row.id) : row.audienceCount;
  const text = shortened({ text: row.text, entities: row.entities as Rich['entities'] }, SHOWN_TEXT);
  return {
    text: lines(
      `📣 #${row.id} · ${broadcasts.statuses[row.status]}`,
      audienceLine(visit, row),
      row.hasPhoto && broadcasts.withPhoto,
      ...(isDraft ? [broadcasts.draft({ audience })] : progressLines(visit, row)),
      '',
      joined([`${visit.format.lineStart}— — —\n`, text]),
    ),
    buttons: [
      ...row.buttons.map((keys) => keys.map((key) => ({ kind: 'url' as const, ...key }))),
      ...acts(visit, row, audience),
    ],
    shows: shownAs(row.id),
  };
}

/** As what the dialogue remembers the card. */
export const shownAs = (id: number) => `broadcast:${id}`;

export function audienceLine({ panel, format }: Looker, row: BroadcastView): string {
  const { broadcasts } = panel;
  const money = (amount: bigint | null) => (amount === null ? broadcasts.any : format.money(amount));
  return broadcasts.audienceOf({
    languages: row.languages ? format.name(row.languages.join(', ')) : broadcasts.everybody,
    days: row.seenWithinDays === null ? broadcasts.any : format.number(row.seenWithinDays),
    least: money(row.minAvailable),
    most: money(row.maxAvailable),
  });
}

function progressLines({ panel: { broadcasts } }: Looker, row: BroadcastView) {
  const { doneCount: done, audienceCount: of, remainingS } = row;
  const share = of === 0 ? 1 : done / of;
  const full = Math.round(share * BAR);
  return [
    broadcasts.progress({ bar: '▓'.repeat(full) + '░'.repeat(BAR - full), share, done, of }),
    broadcasts.counts({
      sent: row.sentCount,
      blocked: row.blockedCount,
      failed: row.failedCount,
      dropped: row.droppedCount,
    }),
    remainingS !== undefined && broadcasts.remaining({ minutes: Math.max(1, Math.ceil(remainingS / 60)) }),
  ];
}

function acts(visit: Looker, { id: broadcast, status, buttons, hasPhoto }: BroadcastView, audience: number) {
  const { broadcasts, common } = visit.panel;
  const of = { broadcast };
  const refresh = button(common.refresh, callbacks.card(of));
  const cancel = [button(broadcasts.cancelButton, callbacks.cancel(of))];
  const back = wayBack(visit, callbacks.list({ page: 0 }));
  const preview = button(broadcasts.previewButton, callbacks.preview(of));
  switch (status) {
    case 'DRAFT':
      return [
        [button(broadcasts.startButton({ audience }), callbacks.start(of))],
        [preview, button(broadcasts.rewriteButton, callbacks.rewrite(of))],
        [
          button(broadcasts.audienceButton, callbacks.audience(of)),
          button(broadcasts.linkButton, callbacks.addLink(of)),
        ],
        ...(buttons.length > 0 ? [[button(broadcasts.clearLinks, callbacks.clearLinks(of))]] : []),
        ...(hasPhoto ? [[button(broadcasts.clearPhoto, callbacks.clearPhoto(of))]] : []),
        cancel,
        back,
      ];
    case 'RUNNING':
      return [[button(broadcasts.pauseButton, callbacks.pause(of)), refresh], cancel, back];
    case 'PAUSED':
      return [[button(broadcasts.resumeButton, callbacks.resume(of)), refresh], cancel, back];
    default:
      return [[preview], back];
  }
}
