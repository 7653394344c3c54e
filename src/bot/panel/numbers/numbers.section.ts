import { section } from '../section';
import { cleanPage, cleanUpPage, previewPage, undoPage } from './clean-up-pages';
import { columnsPage, receivePage, rereadPage, uploadPage } from './import-file-pages';
import { confirmPage, importPage, importsPage, reportPage } from './import-pages';
import { numberCallbacks } from './number-callbacks';
import { cleanUpForm, importForm } from './number-forms';
import { findPage, numberPage, restorePage, retirePage } from './number-page';
import { sellForm, sellPage, unsoldPage } from './sell-pages';
import { stockPage } from './stock-page';

/** Our own numbers: the stock, importing, cleaning up, and one number at a time. */
export const numbersSection = section({
  name: 'numbers',
  entry: { label: (panel) => panel.numbers.button, data: numberCallbacks.stock({ page: 0 }) },
  callbacks: numberCallbacks,
  pages: {
    stock: stockPage,
    find: findPage,
    number: numberPage,
    retire: retirePage,
    restore: restorePage,
    startImport: async () => ({ form: { form: 'numbers.import', subject: {} } }),
    upload: uploadPage,
    receive: receivePage,
    imports: importsPage,
    import: importPage,
    columns: columnsPage,
    reread: rereadPage,
    unsold: unsoldPage,
    sell: sellPage,
    confirm: confirmPage,
    report: reportPage,
    cleanUp: cleanUpPage,
    startCleanUp: async () => ({ form: { form: 'numbers.cleanUp', subject: {} } }),
    preview: previewPage,
    clean: cleanPage,
    undo: undoPage,
  },
  forms: { import: importForm, cleanUp: cleanUpForm, sell: sellForm },
});
