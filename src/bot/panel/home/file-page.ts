import { button } from '../../screens/view';
import { lines } from '../../texts/rich';
import { fileCallbacks } from '../files/file-callbacks';
import { frameCallbacks } from '../frame-callbacks';
import { numberCallbacks } from '../numbers/number-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';

/** A file where none was asked for: a configuration is read at once, anything else may be a file of numbers. */
export async function filePage({ panel, document }: AdminVisit): Promise<PanelAnswer> {
  if (document?.name?.toLowerCase().endsWith('.json')) return { go: fileCallbacks.receive() };
  return {
    text: lines(panel.find.whichFile),
    buttons: [
      [button(panel.numbers.import, numberCallbacks.startImport())],
      [button(panel.files.sendConfiguration, fileCallbacks.send())],
      [button(panel.common.panel, frameCallbacks.home())],
    ],
  };
}
