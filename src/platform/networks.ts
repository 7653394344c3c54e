import { BlockList, isIP } from 'node:net';

/** Whether a text is an address ("10.0.0.5", "::1") or a network ("10.0.0.0/8", "fd00::/8"). */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
  return most > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

/** Says whether an address is in one of these networks; false for what is no address. IPv4 inside IPv6 counts as the IPv4 that it is. */
export function networksOf(networks: readonly string[]): (address: string) => boolean {
  if (networks.length === 0) return () => false;
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => isIP(address) !== 0 && list.check(unmapped(address), familyOf(unmapped(address)));
}

/** "::ffff:10.0.0.5", as sockets for both families name an IPv4 caller, is "10.0.0.5". */
export function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
