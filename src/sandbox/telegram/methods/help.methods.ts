import type { MethodTable } from '../rpc/call';

const configFor = (date: number, host: string, port: number) => ({
  _: 'config',
  date,
  expires: date + 3600,
  testMode: false,
  thisDc: 2,
  // Uploads and downloads look their own data centre up here.
  dcOptions: [
    { _: 'dcOption', static: true, id: 2, ipAddress: host, port },
    { _: 'dcOption', static: true, mediaOnly: true, id: 2, ipAddress: host, port },
  ],
  dcTxtDomainName: 'sandbox.invalid',
  chatSizeMax: 200,
  megagroupSizeMax: 200_000,
  forwardedCountMax: 100,
  onlineUpdatePeriodMs: 210_000,
  offlineBlurTimeoutMs: 5_000,
  offlineIdleTimeoutMs: 30_000,
  onlineCloudTimeoutMs: 300_000,
  notifyCloudDelayMs: 30_000,
  notifyDefaultDelayMs: 1_500,
  pushChatPeriodMs: 60_000,
  pushChatLimit: 2,
  editTimeLimit: 172_800,
  revokeTimeLimit: 2_147_483_647,
  revokePmTimeLimit: 2_147_483_647,
  ratingEDecay: 2_419_200,
  stickersRecentLimit: 200,
  channelsReadMediaPeriod: 604_800,
  callReceiveTimeoutMs: 20_000,
  callRingTimeoutMs: 90_000,
  callConnectTimeoutMs: 30_000,
  callPacketTimeoutMs: 10_000,
  meUrlPrefix: 'https://t.me/',
  captionLengthMax: 1024,
  messageLengthMax: 4096,
  webfileDcId: 2,
});

export const helpMethods: MethodTable = {
  'help.getConfig': ({ world, dataCentre }) => configFor(world.nowSeconds(), dataCentre.host, dataCentre.port),
  'help.getNearestDc': () => ({ _: 'nearestDc', country: 'NL', thisDc: 2, nearestDc: 2 }),
  'help.getAppConfig': (_call, request) =>
    request.hash === 1
      ? { _: 'help.appConfigNotModified' }
      : { _: 'help.appConfig', hash: 1, config: { _: 'jsonObject', value: [] } },
  'help.setBotUpdatesStatus': () => true,
  'help.getTermsOfServiceUpdate': ({ world }) => ({
    _: 'help.termsOfServiceUpdateEmpty',
    expires: world.nowSeconds() + 3600,
  }),
  'help.getPromoData': ({ world }) => ({ _: 'help.promoDataEmpty', expires: world.nowSeconds() + 3600 }),
  'langpack.getLanguages': () => [],
};
