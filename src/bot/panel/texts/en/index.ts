import type { Format } from '../../../texts/format';
import { broadcasts } from './broadcasts';
import { catalogue } from './catalogue';
import { channels } from './channels';
import { files } from './files';
import { frame } from './frame';
import { growth } from './growth';
import { imports } from './imports';
import { messages } from './messages';
import { numbers } from './numbers';
import { operations } from './operations';
import { payments } from './payments';
import { people } from './people';
import { resale } from './resale';
import { rowDeletion } from './row-deletion';
import { selling } from './selling';
import { sims } from './sims';
import { supply } from './supply';
import { support } from './support';
import { webhooks } from './webhooks';
import { words } from './words';

/** English, and with it the list of the panel's texts: the other languages must have each of them to compile. */
export const en = (f: Format) => ({
  ...frame(f),
  ...catalogue(f),
  ...channels(f),
  ...payments(f),
  ...growth(f),
  ...resale(f),
  ...people(f),
  ...support(f),
  ...operations(f),
  // The pool.
  ...numbers(f),
  ...imports(f),
  ...sims(f),
  ...messages(f),
  ...broadcasts(f),
  ...webhooks(f),
  ...files(f),
  ...rowDeletion(f),
  ...supply(f),
  ...words(f),
  ...selling(f),
});

export type PanelTexts = ReturnType<typeof en>;
