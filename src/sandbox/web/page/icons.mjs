const PATHS = {
  back: ['M15 5l-7 7 7 7'],
  send: ['M12 19V5M5.5 11.500L12 5l6.5 6.5'],
  menu: ['M4 7h16M4 12h16M4 17h16'],
  dots: ['M12 5.500v.01M12 12v.01M12 18.500v.01'],
  close: ['M6 6l12 12M18 6L6 18'],
  down: ['M5 9l7 7 7-7'],
  sms: [
    'M5 4.500h14A1.5 1.5 0 0 1 20.5 6v9a1.5 1.5 0 0 1-1.5 1.500h-8L6.5 20v-3.500H5A1.5 1.5 0 0 1 3.5 15V6A1.5 1.5 0 0 1 5 4.500z',
    'M8 10.500v.01M12 10.500v.01M16 10.500v.01',
  ],
  sim: ['M8 3.500h7l4 4V19a1.5 1.5 0 0 1-1.5 1.500h-11A1.5 1.5 0 0 1 5 19V6.500z', 'M9 12h6v5H9zM12 12v5'],
  restart: ['M4.5 12a7.5 7.5 0 1 0 2.3-5.400L4.5 8.8', 'M4.5 4.500v4.300h4.3'],
  block: ['M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M6 6l12 12'],
  play: ['M8 5.500l10.5 6.500L8 18.500z'],
  copy: ['M9 9h10v10.500H9z', 'M15 9V5H5v10.500h4'],
  link: ['M7 17L17 7M9 7h8v8'],
  slash: ['M14.5 5l-5 14'],
  check: ['M4 12.500l4.5 4.500L18 7'],
  checks: ['M1.5 12.500L6 17l9.5-10', 'M10.5 16l1 1L21.5 7'],
  clip: [
    'M20 11.500l-7.8 7.800a5 5 0 0 1-7.1-7.100l8.500-8.500a3.300 3.300 0 0 1 4.700 4.700l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400l7.800-7.800',
  ],
  file: ['M7 3.500h7l4 4v13H7z', 'M14 3.500v4h4'],
};

/** A line drawing of 24 by 24, in the colour of the text. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of PATHS[name]) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  if (name === 'dots') svg.style.strokeWidth = '3.2';
  return svg;
}
