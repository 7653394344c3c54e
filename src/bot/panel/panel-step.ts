import type { FormState } from './forms/form';

/** What the next typed words, or the next file, mean to the panel. Kept in the row of the dialogue. */
export type PanelStep =
  /** The password. `resume`: the form that was under way when the session ended. */
  | { readonly kind: 'admin_login'; readonly resume?: FormState }
  | { readonly kind: 'admin_form'; readonly state: FormState }
  /** Words, files and pictures open these callbacks; `query` is what was typed last. */
  | {
      readonly kind: 'admin_page';
      readonly words?: string;
      readonly file?: string;
      readonly photo?: string;
      readonly query?: string;
      readonly shows?: string;
    };

export function isPanelStep(step: { readonly kind: string } | undefined): step is PanelStep {
  return step?.kind.startsWith('admin_') ?? false;
}
