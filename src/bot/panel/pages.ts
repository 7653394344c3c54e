import { useAdminSession } from '../../usecases/admins/use-session';
import type { View } from '../screens/view';
import { lines, type Piece } from '../texts/rich';
import { type FormTurn, openForm } from './forms/run-form';
import { frameCallbacks } from './frame-callbacks';
import { filePage } from './home/file-page';
import { findPage } from './home/find-page';
import { givePage } from './home/give-page';
import { groupPage, panelHome } from './home/home-page';
import { loginView } from './login/login-view';
import type { PanelStep } from './panel-step';
import type { AdminVisit, PanelAnswer, PanelPage, PanelView } from './section';
import { parsePanelCallback } from './sections';

/** What the panel shows, and the name under which the dialogue remembers it. */
export interface PanelReply {
  readonly view: View & { readonly toast?: string };
  readonly screen: string;
}

interface Passing {
  readonly toast?: string;
  readonly above?: Piece;
}

/** No page leads on through more pages than this. */
const LONGEST_WAY = 4;

/** The page behind a callback, or the form that it begins. What is no callback of ours any more leads home. */
export async function openPage(visit: AdminVisit, data: string, passing: Passing = {}): Promise<PanelReply> {
  let go = data;
  let { toast } = passing;
  for (let steps = 0; steps < LONGEST_WAY; steps += 1) {
    const own = framePage(visit, go);
    const parsed = own ? undefined : parsePanelCallback(go);
    if (!own && !parsed) {
      const isStale = go !== frameCallbacks.home();
      const word = isStale ? visit.texts.staleButton : toast;
      return shown(await panelHome(visit), 'panel', { ...passing, toast: word });
    }
    const page = parsed?.page as unknown as PanelPage<unknown>;
    const answer: PanelAnswer = await (own ?? page(visit, parsed!.params));
    toast = answer.toast ?? toast;
    if ('form' in answer) return afterForm(visit, await openForm(visit, answer.form));
    if (!('go' in answer)) return shown(answer, `panel.${parsed?.section.name ?? 'home'}`, { ...passing, toast });
    go = answer.go;
  }
  throw new Error(`the panel's callback ${data} leads on without end`);
}

/** A page that belongs to no section. Undefined: the callback is none of these. */
function framePage(visit: AdminVisit, data: string): Promise<PanelAnswer> | undefined {
  const group = frameCallbacks.group.parse(data);
  if (group) return groupPage(visit, group.name);
  switch (data) {
    case frameCallbacks.find():
      return findPage(visit);
    case frameCallbacks.give():
      return givePage(visit);
    case frameCallbacks.file():
      return filePage(visit);
    default:
      return undefined;
  }
}

/** The next question, or the page after the form: for who is still in the panel then. */
export async function afterForm(visit: AdminVisit, turn: FormTurn): Promise<PanelReply> {
  if (turn.kind === 'asks') {
    return { view: { ...turn.view, step: { kind: 'admin_form', state: turn.state } }, screen: 'panel.form' };
  }
  const { toast, above } = turn;
  const isIn = (await useAdminSession(visit.app, { userId: visit.user.id })) !== undefined;
  if (isIn) return openPage(visit, turn.go, { toast, above });
  return { view: loginView(visit, { say: 'ask', isOwner: visit.isOwner, above }), screen: 'panel.login' };
}

function shown(page: PanelView, screen: string, { toast, above }: Passing): PanelReply {
  const { takes, shows, ...view } = page;
  const step: PanelStep = {
    ...{ kind: 'admin_page', words: frameCallbacks.find(), file: frameCallbacks.file(), ...takes },
    ...(shows === undefined ? {} : { shows }),
  };
  return { view: { ...view, text: above ? lines(above, '', view.text) : view.text, toast, step }, screen };
}
