/** What can be exported whole, and the scope that shows its rows. Codes and texts of messages never are. */
export const EXPORT_ENTITIES = ['users', 'transactions', 'reservations', 'numbers', 'messages'] as const;
export type ExportEntity = (typeof EXPORT_ENTITIES)[number];

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
