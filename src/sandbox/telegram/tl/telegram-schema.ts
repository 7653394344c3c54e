import { TlCodec } from './tl-codec';
import { TlSchema } from './tl-schema';

/** The layer whose schema text the `telegram` package carries; every object leaves the data centre in it. */
export const layer = 198;

/**
 * Only the two schema texts are taken from the package, as data: they are the published TL of the layer and of MTProto.
 * In the MTProto text `string` means bytes everywhere but in error texts.
 */
function schemaTexts(): [mtproto: string, api: string] {
  const mtproto = require('telegram/tl/schemaTl.js') as string;
  const api = require('telegram/tl/apiTl.js') as string;
  const bytesForString = mtproto
    .split('\n')
    .map((line) => (line.startsWith('rpc_error#') ? line : line.replace(/:string\b/g, ':bytes')))
    .join('\n');
  return [bytesForString, api];
}

let shared: TlCodec | undefined;

/** The codec of layer 198 and MTProto, made at first use and shared by all data centres of the process. */
export function telegramCodec(): TlCodec {
  shared ??= new TlCodec(new TlSchema(...schemaTexts()));
  return shared;
}
