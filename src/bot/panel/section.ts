import type { SecretBox } from '../../platform/secret-box';
import type { InboundDocument } from '../../ports/inbound-update';
import type { DownloadOutcome, FileReference, MessageKeyboard, TextEntity } from '../../ports/messenger';
import type { Author } from '../../usecases/catalogue/save-row';
import type { Callback, CallbackValues, Fields } from '../callback-data';
import type { Visit } from '../screens/screen';
import type { Format } from '../texts/format';
import type { Rich } from '../texts/rich';
import type { Form, FormStart } from './forms/form';
import type { PanelTexts } from './texts';

/**
 * One admin at one moment, in a session that was alive when the press or message came. (An owner who sets the password
 * has none.)
 */
export interface AdminVisit extends Visit {
  readonly panel: PanelTexts;
  /** Writes values in the admin's language. */
  readonly format: Format;
  /** In whose name acts stand in the audit log. */
  readonly author: Author;
  readonly sessionId: bigint | undefined;
  /** One of OWNER_IDS. */
  readonly isOwner: boolean;
  readonly secretBox: SecretBox;
  /** Hash of the environment's password. */
  readonly environmentHash: string | undefined;
  /** How the shop is reached from outside; undefined when that is not set. */
  readonly publicUrl: string | undefined;
  /** What was typed last on a page that takes words: now, or before its buttons were pressed. */
  readonly words: string | undefined;
  /** The message that was just sent, whole and with its lines, where `words` is short and made for a search. */
  readonly typed: string | undefined;
  /** Its formatting. */
  readonly typedEntities: readonly TextEntity[];
  /** A file sent to a page that takes files. */
  readonly document: SentDocument | undefined;
  /** A picture sent to a page that takes pictures; `typed` is what stood under it. */
  readonly photo: SentPhoto | undefined;
}

export interface SentPhoto {
  /** What Telegram knows it by; none when it was sent as a file. */
  readonly reference?: FileReference;
  readonly size: number;
  /** Refuses larger ones before they are fetched. */
  download(maxBytes: number): Promise<DownloadOutcome>;
}

export interface SentDocument extends Pick<InboundDocument, 'name' | 'mimeType' | 'size'> {
  /** Refuses larger files before they are fetched. */
  download(maxBytes: number): Promise<DownloadOutcome>;
}

export interface PanelView {
  readonly text: Rich;
  readonly buttons: MessageKeyboard;
  /** What of the shop it shows, where it moves by itself. */
  readonly shows?: string;
  /**
   * The callbacks that open when the admin types words (`visit.words`) or sends a file (`visit.document`) or a
   * picture (`visit.photo`) on this page.
   * Words that a page does not take look through everything, and a file that it does not take is asked about.
   * `query` is kept for the next press, as `visit.words`: a page of found things says here what found them.
   */
  readonly takes?: {
    readonly words?: string;
    readonly file?: string;
    readonly photo?: string;
    readonly query?: string;
  };
}

/** A page of its own, the page behind a callback, or a form that begins; with a word in passing. */
export type PanelAnswer = (PanelView | { readonly go: string } | { readonly form: FormStart }) & {
  readonly toast?: string;
};

export type PanelPage<Params> = (visit: AdminVisit, params: Params) => Promise<PanelAnswer>;
export type PanelCallbacks = Readonly<Record<string, Callback<Fields>>>;

/** A part of the panel: a button at its home, callbacks with the pages behind them, and forms. */
export interface Section {
  /** Unique; the first part of its forms' names. */
  readonly name: string;
  /** The button at home: its label and where it leads. Undefined: it is reached from elsewhere. */
  readonly entry?: { label(panel: PanelTexts): string; readonly data: string };
  readonly callbacks: PanelCallbacks;
  readonly pages: Readonly<Record<string, PanelPage<never>>>;
  readonly forms: Readonly<Record<string, Form>>;
}

type ParamsOf<L> = L extends { fields: infer F extends Fields } ? CallbackValues<F> : never;

/** Declares a section. Each callback has its page, or it does not compile. */
export function section<const L extends Readonly<Record<string, { readonly fields: Fields }>>>(o: {
  name: string;
  entry?: Section['entry'];
  callbacks: L;
  pages: { readonly [Name in keyof L]: PanelPage<ParamsOf<L[Name]>> };
  forms?: Readonly<Record<string, Form>>;
}): Section {
  return {
    ...o,
    callbacks: o.callbacks as unknown as PanelCallbacks,
    pages: o.pages as Section['pages'],
    forms: o.forms ?? {},
  };
}
