import type { Piece, Rich } from '../../texts/rich';
import type { AdminVisit } from '../section';

/** What a form is about: plain JSON that stands in the dialogue's row, such as the id of what is edited. */
export type Subject = Readonly<Record<string, string | number | boolean>>;
/** Answers in the form that `read` gave them, by the name of their field. Skipped ones are absent. */
export type Values = Readonly<Record<string, string>>;

export interface FormStart {
  /** `<section>.<form>`. */
  readonly form: string;
  readonly subject: Subject;
}

export interface Option {
  /** At most 40 of letters, digits, `_`, `-` and `:`. */
  readonly value: string;
  readonly label: string;
}

export type Reading =
  | { readonly kind: 'ok'; readonly value: string }
  /** Says what to do, in the admin's language. */
  | { readonly kind: 'problem'; readonly text: string }
  /** Several fit what was typed: one of them is to be pressed. */
  | { readonly kind: 'options'; readonly options: readonly Option[] };

export interface Field {
  readonly name: string;
  readonly label: string;
  /** What to type or press. */
  readonly hint: string;
  /** The value that holds now, as people read it. */
  readonly current?: string;
  /** The same, as `read` gives it: handed to `submit` as `seen`, to notice that somebody else changed it meanwhile. */
  readonly seen?: string;
  /** Checks what was typed, or the value of an option that was pressed. */
  read(text: string, isPressed: boolean): Reading | Promise<Reading>;
  options?(): readonly Option[] | Promise<readonly Option[]>;
  /** How an answer reads in the list of answers; itself, unless said. */
  show?(value: string): string | Promise<string>;
  /** May be skipped: then `submit` finds no such value. */
  readonly isOptional?: boolean;
  /** A forwarded post of a channel is an answer: `read` gets the marked id of the channel. */
  readonly takesPost?: boolean;
  /** The message with it is deleted at once, and it is kept encrypted. */
  readonly isSecret?: boolean;
  /** Confirms other answers: asked again when one of them was changed after a refusal. */
  readonly confirms?: boolean;
}

/** A form at one moment, made anew from the rows at each step. */
export interface Sheet {
  readonly title: Piece;
  readonly fields: readonly Field[];
  /** Where Cancel leads. */
  readonly cancelTo: string;
}

export type FormEnd =
  | { readonly kind: 'done'; readonly go: string; readonly toast?: string }
  /** Back to this field, or to these, apart by commas, with what is wrong; all other answers are kept. */
  | { readonly kind: 'ask_again'; readonly field: string; readonly text: string }
  /** Nothing was done: says why, above the page behind `go`. */
  | { readonly kind: 'stopped'; readonly text: Rich; readonly go: string };

export interface Form {
  /** Undefined: what it is about is not there any more. */
  open(visit: AdminVisit, subject: Subject): Promise<Sheet | undefined>;
  /** All fields are filled. Run twice with the same `nonce`, it must do its work once. */
  submit(visit: AdminVisit, filled: Filled): Promise<FormEnd>;
}

export interface Filled {
  readonly subject: Subject;
  readonly values: Values;
  /** What stood in the fields when the form was opened. */
  readonly seen: Values;
  /** Made when the form was opened: the key of what it does. */
  readonly nonce: string;
}

/** How far a form is, as the dialogue's row keeps it. */
export interface FormState extends FormStart {
  readonly nonce: string;
  /** The field that is asked for, from 0. */
  readonly at: number;
  readonly values: Values;
  readonly seen: Values;
  /** After a refusal: the only fields that are still to be asked for. The others keep their answers. */
  readonly again?: readonly string[];
}
