import type { Format } from '../../../texts/format';
import type { PanelTexts } from '../en';
import { frame } from './frame';

export const ar = (f: Format): PanelTexts => ({ ...frame(f) });
