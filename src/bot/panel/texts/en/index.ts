import type { Format } from '../../../texts/format';
import { catalogue } from './catalogue';
import { frame } from './frame';

/** English, and with it the list of the panel's texts: the other languages must have each of them to compile. */
export const en = (f: Format) => ({ ...frame(f), ...catalogue(f) });

export type PanelTexts = ReturnType<typeof en>;
