import { findBrand } from '../../../usecases/selling/brands';
import { type ConnectOutcome, connectSupplier } from '../../../usecases/selling/connect-supplier';
import { usualRateCurrency } from '../../../usecases/selling/supplier-money';
import { lines } from '../../texts/rich';
import { refusal } from '../catalogue/entity-saves';
import { secretField, textField } from '../forms/fields';
import type { Form } from '../forms/form';
import type { AdminVisit } from '../section';
import { sellingCallbacks as callbacks } from './selling-callbacks';

const RATE = /^\d{1,6}(\.\d{1,10})?$/;

/** The key of a supplier; before it what goes with it, where something does. It is tried before anything is stored. */
export const keyForm: Form = {
  async open(visit, { brand: id }) {
    const { app, panel } = visit;
    const brand = await findBrand(app, String(id));
    if (!brand) return undefined;
    const { selling } = panel;
    const currency = usualRateCurrency(app, brand.protocol, brand.options);
    const key = secretField(visit, {
      ...{ name: 'key', label: selling.key({ name: brand.name }), least: 1, most: 500 },
      hint: selling.keyHint({ example: brand.key.example }),
    });
    return {
      title: brand.name,
      fields: [
        ...(currency === null
          ? []
          : [
              textField(visit, {
                ...{ name: 'rate', label: selling.rate({ currency, own: app.currency }), most: 17 },
                hint: selling.rateHint,
                pattern: { fits: RATE, else: selling.rateHint },
              }),
            ]),
        ...(brand.account === undefined
          ? []
          : [textField(visit, { name: 'account', label: selling.account, most: 200 })]),
        {
          ...key,
          // What cannot be a key of theirs is told at once, without asking the supplier.
          read: (text, isPressed) =>
            brand.key.fits.test(text.trim())
              ? key.read(text, isPressed)
              : { kind: 'problem', text: selling.noKey({ name: brand.name, example: brand.key.example }) },
        },
      ],
      cancelTo: callbacks.start(),
    };
  },
  async submit(visit, { subject, values }) {
    const { app, author, secretBox, panel } = visit;
    const brand = await findBrand(app, String(subject.brand));
    if (!brand) return { kind: 'stopped', text: lines(panel.common.gone), go: callbacks.start() };
    const { key: apiKey = '', account, rate: exchangeRate } = values;
    const interim = async () => ({ text: lines(panel.catalogue.test.asking), buttons: [] });
    const outcome = await visit.whileWaiting(
      connectSupplier(app, { brand, apiKey, account, exchangeRate, ...author, secretBox }),
      interim,
    );
    if (outcome.kind !== 'connected') return { kind: 'ask_again', ...problemOf(visit, outcome) };
    const { balance, currency, providerId } = outcome;
    return {
      kind: 'done',
      go: callbacks.open({ provider: providerId }),
      toast: panel.selling.connected({ balance, currency }),
    };
  },
};

function problemOf(visit: AdminVisit, outcome: Exclude<ConnectOutcome, { kind: 'connected' }>) {
  const { selling, catalogue } = visit.panel;
  switch (outcome.kind) {
    case 'rate_needed':
      return { field: 'rate', text: selling.rateHint };
    case 'no_key':
      return { field: 'key', text: selling.keyRefused };
    case 'fails':
      return {
        field: 'key',
        text: outcome.fault === 'auth' ? selling.keyRefused : catalogue.test.faults[outcome.fault],
      };
    case 'refused':
      return { field: 'key', text: refusal(visit, outcome.refusal) };
  }
}
