import type { FormState } from './forms/form';
import { answerField, cancelForm, type FormTurn, goBack, resumeForm, skipField } from './forms/run-form';
import { frameCallbacks } from './frame-callbacks';
import type { AdminVisit } from './section';

/** A press on a button of the form that is under way; undefined for any other. */
export function pressInForm(admin: AdminVisit, form: FormState, data: string): Promise<FormTurn> | undefined {
  const choice = frameCallbacks.choose.parse(data);
  if (choice?.nonce === form.nonce) {
    return choice.at === form.at ? answerField(admin, form, choice.value, true) : resumeForm(admin, form);
  }
  const skip = frameCallbacks.skip.parse(data);
  if (skip?.nonce === form.nonce) return skip.at === form.at ? skipField(admin, form) : resumeForm(admin, form);
  const back = frameCallbacks.back.parse(data);
  if (back?.nonce === form.nonce) return back.at === form.at ? goBack(admin, form) : resumeForm(admin, form);
  return frameCallbacks.cancel.parse(data)?.nonce === form.nonce ? cancelForm(admin, form) : undefined;
}
