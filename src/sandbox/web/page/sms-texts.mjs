const digits = (count) => Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join('');
const dashed = () => `${digits(3)}-${digits(3)}`;

/** Texts as services send them, with fresh codes. */
export function preparedTexts(service) {
  return [
    `Your ${service} code is ${dashed()}`,
    `رمز التحقق الخاص بك في ${service} هو ${digits(6)}`,
    `${service}: ${digits(6)} is your login code. If that fails use ${digits(6)}.`,
    `${service}: thank you for joining. Reply STOP to end these messages.`,
  ];
}
