import type { ProviderFault, SupplierCatalogue } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';

type Countries = Pick<SupplierCatalogue, 'countries'> & { readonly kind: 'countries' };
type Services = Pick<SupplierCatalogue, 'services'> & { readonly kind: 'services' };

/** `{slug: {iso: {"gb": 1}, prefix: {"+44": 1}, text_en, text_ru, <operator>: {...}}}` */
export function readCountries(reply: VendorReply): Countries | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !isJsonObject(shape.value)) return readFault(shape, reply.status, 'unavailable');
  const countries = Object.entries(shape.value).flatMap(([code, row]) => {
    if (!isJsonObject(row)) return [];
    const iso = isJsonObject(row.iso) ? Object.keys(row.iso)[0]?.toUpperCase() : undefined;
    return [{ code, name: scalarText(row.text_en) ?? code, iso: iso && /^[A-Z]{2}$/.test(iso) ? iso : undefined }];
  });
  return { kind: 'countries', countries };
}

/** `{product: {Category, Qty, Price}}`; rented numbers are another trade. Products have no names but their codes. */
export function readServices(reply: VendorReply): Services | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !isJsonObject(shape.value)) return readFault(shape, reply.status, 'unavailable');
  const services = Object.entries(shape.value)
    .filter(([, row]) => isJsonObject(row) && row.Category === 'activation')
    .map(([code]) => ({ code, name: code }));
  return { kind: 'services', services };
}
