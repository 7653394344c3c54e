/** Commands and statuses of SMPP 3.4 (5.1.2.1 and 5.1.3), as far as a receiver meets them. */
export const COMMAND = {
  genericNack: 0x80000000,
  bindReceiver: 0x00000001,
  bindReceiverResp: 0x80000001,
  deliverSm: 0x00000005,
  deliverSmResp: 0x80000005,
  unbind: 0x00000006,
  unbindResp: 0x80000006,
  bindTransceiver: 0x00000009,
  bindTransceiverResp: 0x80000009,
  outbind: 0x0000000b,
  enquireLink: 0x00000015,
  enquireLinkResp: 0x80000015,
  alertNotification: 0x00000102,
  dataSm: 0x00000103,
  dataSmResp: 0x80000103,
} as const;

export const STATUS = {
  ok: 0x00,
  wrongMessageLength: 0x01,
  wrongCommandLength: 0x02,
  unknownCommand: 0x03,
  wrongBindState: 0x04,
  alreadyBound: 0x05,
  systemError: 0x08,
  wrongDestination: 0x0b,
  bindFailed: 0x0d,
  wrongPassword: 0x0e,
  wrongSystemId: 0x0f,
  queueFull: 0x14,
  throttled: 0x58,
  /** Not taken now; the centre is to try again. */
  tryAgain: 0x64,
  /** Never taken. */
  refused: 0x65,
  wrongOptions: 0xc0,
} as const;

const WORDS: Readonly<Record<number, string>> = {
  4: 'ESME_RINVBNDSTS (not allowed to bind like this)',
  5: 'ESME_RALYBND (already bound)',
  8: 'ESME_RSYSERR (a fault of its own)',
  13: 'ESME_RBINDFAIL (bind failed)',
  14: 'ESME_RINVPASWD (wrong password)',
  15: 'ESME_RINVSYSID (wrong system_id)',
  20: 'ESME_RMSGQFUL (its queue is full)',
  21: 'ESME_RINVSERTYP (wrong service type)',
  83: 'ESME_RINVSYSTYP (wrong system_type)',
  88: 'ESME_RTHROTTLED (too fast)',
  255: 'ESME_RUNKNOWNERR',
};

/** A status in words for an operator. */
export function statusWords(status: number): string {
  return WORDS[status] ?? `status 0x${status.toString(16).padStart(8, '0')}`;
}
