import { type Claimant, chooseReservation } from '../../src/domain/message/choose-reservation';
import { namesService } from '../../src/domain/message/names-service';

const claimant = (reservationId: number, o: Partial<Omit<Claimant, 'reservationId'>> = {}): Claimant => ({
  serviceId: 1,
  isLive: true,
  fits: false,
  ...o,
  reservationId: BigInt(reservationId),
});

describe('whose message it is', () => {
  it.each([
    ['one claimant, whatever the text says', [claimant(1)], 1n],
    ['the newer of two of one service', [claimant(1, { isLive: false }), claimant(2)], 2n],
    ['the service that the text fits', [claimant(1), claimant(2, { serviceId: 2, fits: true })], 2n],
    ['an ended one that the text fits', [claimant(1), claimant(2, { serviceId: 2, fits: true, isLive: false })], 2n],
    ['the only live one when the text fits none', [claimant(1), claimant(2, { serviceId: 2, isLive: false })], 1n],
    [
      'the live one of two that fit',
      [claimant(1, { fits: true }), claimant(2, { serviceId: 2, fits: true, isLive: false })],
      1n,
    ],
  ])('%s', (_, claimants, expected) => {
    expect(chooseReservation(claimants)).toEqual({ kind: 'chosen', reservationId: expected });
  });

  it.each([
    ['two live services and a text that names neither', [claimant(1), claimant(2, { serviceId: 2 })]],
    [
      'two live services and a text that names both',
      [claimant(1, { fits: true }), claimant(2, { serviceId: 2, fits: true })],
    ],
  ])("is nobody's: %s", (_, claimants) => {
    expect(chooseReservation(claimants)).toEqual({ kind: 'ambiguous' });
  });

  it.each([
    ['Your WhatsApp code', 'WhatsApp', true],
    ['WHATSAPP: 1', 'WhatsApp', true],
    ['Xylophone', 'X', false],
    ['Vkontakte code', 'Vk', false],
    ['Код ВКонтакте: 1', 'ВКонтакте', true],
  ])('%j names %j: %j', (text, service, expected) => {
    expect(namesService(text, service)).toBe(expected);
  });
});
