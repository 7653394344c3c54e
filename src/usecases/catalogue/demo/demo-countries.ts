/**
 * `vendorId` is the market's common country id. `factor` scales prices, in percent. `mobile` is how our own numbers there
 * begin (calling code and operator), `tail` how many digits follow.
 */
export interface DemoCountry {
  readonly iso: string;
  readonly name: string;
  readonly callingCode: string;
  readonly vendorId: string;
  readonly factor: number;
  readonly mobile: string;
  readonly tail: number;
}

const row = (
  iso: string,
  name: string,
  callingCode: string,
  vendorId: string,
  factor: number,
  mobile: string,
  tail = 6,
): DemoCountry => {
  return { iso, name, callingCode, vendorId, factor, mobile, tail };
};

/** In the order of the menu. Flags follow from the ISO code. */
export const DEMO_COUNTRIES: readonly DemoCountry[] = [
  row('LV', 'Latvia', '371', '49', 100, '37120'),
  row('EE', 'Estonia', '372', '34', 105, '37251', 6),
  row('GB', 'United Kingdom', '44', '16', 115, '447400'),
  row('US', 'United States', '1', '187', 150, '1201555', 4),
  row('DE', 'Germany', '49', '43', 170, '491512', 7),
  row('FR', 'France', '33', '78', 160, '33612'),
  row('ES', 'Spain', '34', '56', 130, '34612'),
  row('PL', 'Poland', '48', '15', 110, '48512'),
  row('NL', 'Netherlands', '31', '48', 140, '31612'),
  row('PT', 'Portugal', '351', '117', 120, '351912'),
  row('RO', 'Romania', '40', '32', 100, '40712'),
  row('TR', 'Türkiye', '90', '62', 125, '905012'),
  row('UA', 'Ukraine', '380', '1', 105, '380501'),
  row('KZ', 'Kazakhstan', '7', '2', 100, '77710'),
  row('GE', 'Georgia', '995', '128', 110, '995555'),
  row('AE', 'United Arab Emirates', '971', '95', 185, '971501'),
  row('IN', 'India', '91', '22', 98, '918123'),
  row('ID', 'Indonesia', '62', '6', 97, '62812'),
  row('BR', 'Brazil', '55', '73', 102, '5511961'),
  row('MX', 'Mexico', '52', '54', 104, '525512'),
];
