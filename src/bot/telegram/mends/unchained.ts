/**
 * Defect 5: sends that leave together are chained with invokeAfterMsg, across all chats, so that one person's flood wait
 * holds everybody's messages. The package chains by the request's name, so the request gets another one.
 */
export function unchained<Request extends { className: string }>(request: Request): Request {
  const named = request as { className: string };
  if (!named.className.startsWith('alone.')) named.className = `alone.${named.className}`;
  return request;
}
